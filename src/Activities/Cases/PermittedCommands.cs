using System.Text.Json;
using GridGov.Workflow.Activities.Directory;
using GridGov.Workflow.Engine.Execution;

namespace GridGov.Workflow.Activities.Cases;

/// <summary>
/// Which commands a case would take now: each is tried with well-formed arguments on the pure subject and thrown away, so
/// that what a page offers is what the law allows, and there is no second list of rules.
/// </summary>
public static class PermittedCommands
{
    private const string Text = "—";

    /// <summary>Names of the commands of <see cref="CaseCommandInfos"/> that the case would take from this person.</summary>
    public static IReadOnlyList<string> Of(CaseSubject subject, CaseData data, GovCase @case, string actorId, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(subject);
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(@case);
        return [.. CaseCommandInfos.All.Where(info => Orders(info, @case).Any(Takes(info))).Select(info => info.Name)];

        Func<string?, bool> Takes(CaseCommandInfo info) => orderId =>
        {
            var request = new SubjectRequest(@case.InstanceId, info.Name, Sample(info, data, @case, orderId, now), new Actor(actorId), now, "try");
            var result = subject.Apply(@case, request);
            return result.Refusal is null && !ReferenceEquals(result.State, @case);
        };
    }

    // Commands on an order are possible when they are for any of the orders.
    private static IEnumerable<string?> Orders(CaseCommandInfo info, GovCase @case) =>
        info.Form.GetProperty("properties").TryGetProperty("orderId", out _) ? @case.Orders.Select(order => (string?)order.Id) : [null];

    private static JsonElement Sample(CaseCommandInfo info, CaseData data, GovCase @case, string? orderId, DateTimeOffset now)
    {
        var values = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var field in info.Form.GetProperty("properties").EnumerateObject())
        {
            var value = field.Name switch
            {
                "orderId" => JsonValues.Of(orderId),
                "approvalId" or "delay" or "level" or "assistUnits" => info.Name == "supervise" ? JsonValues.Of(nameof(SupervisionLevel.RedCard)) : default,
                "accept" => JsonValues.True,
                "until" => JsonValues.Of(now.AddDays(1)),
                "leadUnit" => JsonValues.Of(data.Directory.Units.First(unit => unit.Kind == UnitKind.Department && unit.Id != @case.Lead?.Unit).Id),
                "supervisionId" => JsonValues.Of(@case.Supervisions.LastOrDefault(item => item.Answer is null)?.Id),
                _ when field.Value.TryGetProperty("enum", out var options) => options[0],
                _ when field.Value.GetProperty("type").GetString() == "string" => JsonValues.Of(Text),
                _ => default,
            };
            if (value.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Null)) values[field.Name] = value;
        }

        return JsonValues.Of(values);
    }
}
