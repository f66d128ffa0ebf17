using System.Collections;

namespace GridGov.Workflow.SqlServer.Tests;

/// <summary>Values for parameters whose real ones do not matter.</summary>
internal static class Samples
{
    /// <summary>A value of the type; a collection holds one element.</summary>
    public static object? Of(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type == typeof(string)) return "x";
        if (type == typeof(byte[])) return new byte[] { 1 };
        if (type.IsValueType) return Activator.CreateInstance(type);
        if (ElementOf(type) is not { } element) return null;
        var list = (IList)Activator.CreateInstance(typeof(List<>).MakeGenericType(element))!;
        list.Add(Of(element));
        if (type.IsInstanceOfType(list)) return list;
        var array = Array.CreateInstance(element, 1);
        list.CopyTo(array, 0);
        return type.IsInstanceOfType(array) ? array : Activator.CreateInstance(type, list);
    }

    private static Type? ElementOf(Type type) => type.IsArray
        ? type.GetElementType()
        : type.GetInterfaces().Append(type).FirstOrDefault(candidate => candidate.IsGenericType && candidate.GetGenericTypeDefinition() == typeof(IEnumerable<>))?.GetGenericArguments()[0];
}
