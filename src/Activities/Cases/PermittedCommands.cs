using System.Text.Json;
using GridGov.Workflow.Activities.Directory;
using GridGov.Workflow.Engine.Execution;

namespace GridGov.Workflow.Activities.Cases;

/// <summary>
/// Which commands a case would take now from a person: each is tried with well-formed arguments on the pure subject and thrown
/// away, so that what a page offers is what the law allows, and there is no second list of rules. A command that would change
/// nothing is not offered.
/// </summary>
public static class PermittedCommands
{
    private const string Words = "—";

    /// <summary>Names of the commands of <see cref="CaseCommandInfos"/> that the person may give and the case would take.</summary>
    /// <param name="dataVersion">Version of the reference data that a command sent now would use.</param>
    public static IReadOnlyList<string> Of(CaseSubject subject, CaseData data, GovCase @case, Person person, DateTimeOffset now, int? dataVersion = null)
    {
        ArgumentNullException.ThrowIfNull(subject);
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(@case);
        ArgumentNullException.ThrowIfNull(person);
        var actor = new Actor(person.Id);
        return [.. CaseCommandInfos.All.Where(IsPermitted).Select(info => info.Name)];

        bool IsPermitted(CaseCommandInfo info) => info.IsMark == @case.EndedAt is not null
            && Targets(info, @case).Any(target => CaseRights.Check(info, person, @case, CaseRights.OrderOf(info, person, @case, target)).Allowed && Samples(info, data, @case, target, now).Any(sample => Takes(info, sample)));

        bool Takes(CaseCommandInfo info, JsonElement arguments)
        {
            var result = subject.Apply(@case, new SubjectRequest(@case.InstanceId, info.Name, arguments, actor, now, "try", dataVersion));
            return result.Refusal is null && !ReferenceEquals(result.State, @case);
        }
    }

    // Commands on an order or a supervision are possible when they are for any of them.
    private static IEnumerable<JsonElement> Targets(CaseCommandInfo info, GovCase @case)
    {
        if (info.IsAboutOrder) return @case.Orders.Select(order => Member("orderId", order.Id));
        return info.Name == "answerSupervision"
            ? @case.Supervisions.Where(item => item.Answer is null).Select(item => Member("supervisionId", item.Id))
            : [JsonValues.EmptyObject];
    }

    // Some reasons and some decisions are refused where others are not: one that is taken suffices.
    private static IEnumerable<JsonElement> Samples(CaseCommandInfo info, CaseData data, GovCase @case, JsonElement target, DateTimeOffset now)
    {
        var properties = info.Form.GetProperty("properties");
        var reasons = properties.TryGetProperty("reasonCode", out var code) && code.TryGetProperty("enum", out var codes) ? codes.EnumerateArray().ToArray() : [default];
        bool[] decisions = properties.TryGetProperty("accept", out _) ? [true, false] : [true];
        foreach (var reason in reasons)
            foreach (var accept in decisions) yield return Sample(info, data, @case, target, reason, accept, now);
    }

    private static JsonElement Sample(CaseCommandInfo info, CaseData data, GovCase @case, JsonElement target, JsonElement reason, bool accept, DateTimeOffset now)
    {
        var values = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var field in info.Form.GetProperty("properties").EnumerateObject())
        {
            var value = field.Name switch
            {
                "orderId" or "supervisionId" => target.GetProperty(field.Name),
                "approvalId" or "delay" or "level" or "assistUnits" => info.Name == "supervise" ? JsonValues.Of(nameof(SupervisionLevel.RedCard)) : default,
                "accept" => JsonValues.Of(accept),
                "reasonCode" => reason,
                "until" => JsonValues.Of(now.AddDays(1)),
                "leadUnit" => JsonValues.Of(data.Directory.UnitsInUse.FirstOrDefault(unit => unit.Kind == UnitKind.Department && unit.Id != @case.Lead?.Unit)?.Id),
                _ when field.Value.TryGetProperty("enum", out var options) => options[0],
                _ when field.Value.GetProperty("type").GetString() == "string" => JsonValues.Of(Words),
                _ => default,
            };
            if (value.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Null)) values[field.Name] = value;
        }

        return JsonValues.Of(values);
    }

    private static JsonElement Member(string name, string value) => JsonValues.Of(new Dictionary<string, JsonElement> { [name] = JsonValues.Of(value) });
}
