using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using GridGov.Workflow.Engine.Execution;
using GridGov.Workflow.Engine.Execution.Stimuli;

namespace GridGov.Workflow.Engine.History;

/// <summary>
/// JSON of stimuli and statuses, generated at build time: members in the order of their declaration, empty ones left out,
/// enums by name, Chinese unescaped.
/// </summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(Stimulus))]
[JsonSerializable(typeof(Runtime.StimulusReply))]
internal sealed partial class StimulusJson : JsonSerializerContext
{
    /// <summary>The context to use: not escaping Chinese keeps rows small.</summary>
    public static StimulusJson Stored { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter<TaskVerb>(), new JsonStringEnumConverter<RetryMode>(), new JsonStringEnumConverter<FlowchartMode>() },
    });
}
