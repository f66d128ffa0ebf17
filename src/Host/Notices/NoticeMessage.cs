using System.Text.Json;
using System.Text.Json.Serialization;

namespace GridGov.Workflow.Host.Notices;

/// <summary>What a unit's system or mailbox is told: what kind of thing, about which case and task. It fetches the rest under its own rights.</summary>
internal sealed record NoticeMessage(NoticeKind Kind, string Unit, string? CaseNumber, string? TaskId, string? TaskName, DateTimeOffset At, DateTimeOffset? DueAt)
{
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter() },
    };

    public static NoticeMessage Read(JsonElement payload) => payload.Deserialize<NoticeMessage>(Json)!;
}
