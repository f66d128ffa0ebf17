using System.Reflection;

namespace GridGov.Workflow.Engine.History;

/// <summary>Names the code that made a burst: the engine's and Jint's version, such as <c>0.1.0/jint-4.18.0</c>.</summary>
public static class CoreVersion
{
    public static string Current { get; } = $"{Short(typeof(CoreVersion))}/jint-{Short(typeof(Jint.Engine))}";

    private static string Short(Type type) => type.Assembly.GetName().Version is { } version ? version.ToString(3) : "0.0.0";
}
