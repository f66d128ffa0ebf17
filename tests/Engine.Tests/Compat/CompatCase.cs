using System.Text.Json;
using GridGov.Workflow.Engine.Definitions;
using GridGov.Workflow.Engine.Execution;

namespace GridGov.Workflow.Engine.Tests.Compat;

/// <summary>One case of the compatibility corpus; Compat/Cases/README.md explains the members.</summary>
internal sealed class CompatCase(JsonElement json)
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Compat", "Cases");

    public static IReadOnlyDictionary<string, CompatCase> All { get; } = JsonValues.Parse(File.ReadAllText(Path.Combine(Folder, "cases.json")))
        .EnumerateArray().Select(item => new CompatCase(item)).ToDictionary(item => item.Name, StringComparer.Ordinal);

    public string Name => json.Text("name")!;
    public bool IsQuestionable => json.Flag("questionable") ?? false;
    public IEnumerable<string> Definitions => json.GetProperty("definitions").EnumerateArray().Select(file => File.ReadAllText(Path.Combine(Folder, file.GetString()!)));
    public string Run => json.Text("run")!;
    public IReadOnlyDictionary<string, JsonElement> Input => ReadInput(json.Member("input"));
    public IEnumerable<JsonElement> Steps => json.GetProperty("steps").EnumerateArray();
    public FlowchartMode Mode => json.Member("options").Text("flowchartMode") == "TokenBased" ? FlowchartMode.TokenBased : FlowchartMode.CounterBased;
    public string? CorrelationId => json.Member("options").Text("correlationId");
    public JsonElement Expect => json.GetProperty("expect");

    public static IReadOnlyDictionary<string, JsonElement> ReadInput(JsonElement input) => input.ValueKind == JsonValueKind.Object
        ? input.EnumerateObject().ToDictionary(member => member.Name, member => member.Value)
        : new Dictionary<string, JsonElement>();
}
