using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace GridGov.Workflow.Engine.Definitions.Documents;

/// <summary>
/// A workflow definition as JSON (elsa-definition-format.md §2). Nothing of what was posted is lost: unknown members, unknown
/// activity types and drawing data stay in place, members keep their order, numbers their text. Immutable and thread-safe.
/// </summary>
public sealed class WorkflowDocument
{
    /// <summary>Marker of lifecycle definitions in <c>customProperties</c>.</summary>
    public const string LifecycleKey = "gridgov.lifecycle";

    internal const string SchemaUrl = "https://elsaworkflows.io/schemas/workflow-definition/v3.0.0/schema.json";

    private WorkflowDocument(JsonElement json) => Json = json;

    /// <summary>The whole definition object.</summary>
    public JsonElement Json { get; }

    public string? Id => Json.Text("id");
    public string? DefinitionId => Json.Text("definitionId");
    public string? Name => Json.Text("name");
    public string? Description => Json.Text("description");
    public string? ToolVersion => Json.Text("toolVersion");
    public int Version => Json.Integer("version") ?? 0;
    public bool IsReadonly => Json.Flag("isReadonly") ?? false;
    public bool IsSystem => Json.Flag("isSystem") ?? false;
    public bool IsLatest => Json.Flag("isLatest") ?? false;
    public bool IsPublished => Json.Flag("isPublished") ?? false;
    public DefinitionOptions Options => DefinitionOptions.Read(Json);

    /// <summary>Undefined when absent.</summary>
    public JsonElement CustomProperties => Json.Member("customProperties");

    /// <summary>The root activity; Undefined when absent.</summary>
    public JsonElement Root => Json.Member("root");

    public ImmutableArray<VariableDefinition> Variables => [.. DefinitionMembers.Variables(Json)];
    public ImmutableArray<ArgumentDefinition> Inputs => [.. DefinitionMembers.Arguments(Json, "inputs")];
    public ImmutableArray<ArgumentDefinition> Outputs => [.. DefinitionMembers.Arguments(Json, "outputs")];

    /// <summary>Declared outcomes, without the implicit Done.</summary>
    public ImmutableArray<string> Outcomes =>
        [.. Json.Items("outcomes").Where(item => item.ValueKind == JsonValueKind.String).Select(item => item.GetString()!)];

    /// <summary>True when the definition drives cases: stricter rules apply.</summary>
    public bool IsLifecycle
    {
        get
        {
            // The key is written with a dot; an object "gridgov" with "lifecycle" inside means the same.
            var tag = CustomProperties.Member(LifecycleKey);
            if (tag.ValueKind == JsonValueKind.Undefined) tag = CustomProperties.Member("gridgov").Member("lifecycle");
            return tag.ValueKind switch
            {
                JsonValueKind.Undefined or JsonValueKind.Null or JsonValueKind.False => false,
                JsonValueKind.String => tag.GetString() is not "" && !string.Equals(tag.GetString(), "false", StringComparison.OrdinalIgnoreCase),
                _ => true,
            };
        }
    }

    /// <summary>All activities, parents first, in document order.</summary>
    public IEnumerable<ActivityVisit> Activities => ActivityWalker.Walk(Root);

    /// <summary>Reads, checks the limits, and normalises: see <see cref="DefinitionNormalizer"/>.</summary>
    /// <exception cref="DefinitionException">Kind Format: not JSON, no object, too large, too deep, too many activities.</exception>
    public static WorkflowDocument Parse(ReadOnlyMemory<byte> utf8)
    {
        if (utf8.Span.StartsWith("\uFEFF"u8)) utf8 = utf8[3..];
        DefinitionLimits.CheckText(utf8.Span);
        JsonElement json;
        try
        {
            json = DefinitionJson.Read(utf8);
        }
        catch (JsonException error)
        {
            throw DefinitionLimits.NotJson(error);
        }

        if (json.ValueKind != JsonValueKind.Object)
        {
            throw DefinitionException.Create(DefinitionErrorKind.Format, "definition.not-an-object", json.ValueKind);
        }

        return new WorkflowDocument(DefinitionNormalizer.Normalize(json));
    }

    /// <inheritdoc cref="Parse(ReadOnlyMemory{byte})"/>
    public static WorkflowDocument Parse(string text) => Parse(Encoding.UTF8.GetBytes(text));

    /// <inheritdoc cref="Parse(ReadOnlyMemory{byte})"/>
    public static WorkflowDocument From(JsonElement json) => Parse(DefinitionJson.Write(json));

    /// <summary>The document of a content; it was checked when the content was made.</summary>
    public static WorkflowDocument Of(DefinitionContent content) => new(content.Document);

    /// <summary>A document that was written by this class: read without checks.</summary>
    internal static WorkflowDocument Trusted(ReadOnlyMemory<byte> utf8) => new(DefinitionJson.Read(utf8));

    /// <summary>A copy changed by <paramref name="edit"/>. Node ids are computed anew.</summary>
    public WorkflowDocument Edit(Action<JsonObject> edit)
    {
        var copy = JsonObject.Create(Json)!;
        edit(copy);
        return From(DefinitionJson.Read(DefinitionJson.Write(copy)));
    }

    /// <summary>A copy with top-level members set; existing members keep their place, new ones go to the end.</summary>
    internal WorkflowDocument With(params ReadOnlySpan<(string Name, JsonNode? Value)> members)
    {
        var copy = JsonObject.Create(Json)!;
        foreach (var (name, value) in members) copy[name] = value;
        return new WorkflowDocument(DefinitionJson.Read(DefinitionJson.Write(copy)));
    }

    /// <summary>A copy without some top-level members.</summary>
    internal WorkflowDocument Without(params ReadOnlySpan<string> members)
    {
        var copy = JsonObject.Create(Json)!;
        foreach (var name in members) copy.Remove(name);
        return new WorkflowDocument(DefinitionJson.Read(DefinitionJson.Write(copy)));
    }

    public byte[] ToUtf8(bool indented = false) => DefinitionJson.Write(Json, indented);

    /// <summary>The JSON text, Chinese unescaped.</summary>
    public override string ToString() => Encoding.UTF8.GetString(ToUtf8());
}
