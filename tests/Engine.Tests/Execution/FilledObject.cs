using System.Collections;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization;
using GridGov.Workflow.Engine.Execution;
using GridGov.Workflow.Engine.Execution.Stimuli;

namespace GridGov.Workflow.Engine.Tests.Execution;

/// <summary>Makes objects in which every stored member has a value, so that a writer that forgets one is found out.</summary>
internal static class FilledObject
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 4, 12, 30, 15, 678, TimeSpan.Zero);

    public static T Of<T>() => (T)Of(typeof(T));

    private static object Of(Type type)
    {
        if (Nullable.GetUnderlyingType(type) is { } value) return Of(value);
        if (type == typeof(string)) return "值 \"q\" <b> \u0001 \U0001F6A6";
        if (type == typeof(bool)) return true;
        if (type == typeof(int)) return -7;
        if (type == typeof(long)) return long.MaxValue;
        if (type == typeof(DateTimeOffset)) return Noon;
        if (type == typeof(JsonElement)) return JsonValues.Parse("""{ "甲": [1.50, null, "\u4e8c", {}], "e": "" }""");
        if (type == typeof(ConnectionVisit)) return new ConnectionVisit(3, Followed: false);
        if (type == typeof(Stimulus)) return Of<EffectFailed>();
        if (type.IsEnum) return Enum.GetValues(type).GetValue(1)!;
        if (type.IsGenericType && type.GetGenericArguments() is [_, var member] && type.GetGenericTypeDefinition() == typeof(Dictionary<,>)) return Filled(type, member);
        if (type.IsGenericType && type.GetGenericArguments() is [var item]) return Items(item);
        var made = RuntimeHelpers.GetUninitializedObject(type);
        foreach (var property in type.GetProperties().Where(property => property.CanWrite && !property.IsDefined(typeof(JsonIgnoreAttribute), inherit: false)))
            property.SetValue(made, Of(property.PropertyType));
        return made;
    }

    private static IDictionary Filled(Type type, Type member)
    {
        var map = (IDictionary)Activator.CreateInstance(type)!;
        map.Add("键", Of(member));
        map.Add("a:\"Done\"->b", Of(member));
        if (member == typeof(JsonElement)) map.Add("none", default(JsonElement));
        return map;
    }

    private static IList Items(Type item)
    {
        var list = (IList)Activator.CreateInstance(typeof(List<>).MakeGenericType(item))!;
        list.Add(Of(item));
        list.Add(Of(item));
        return list;
    }
}
