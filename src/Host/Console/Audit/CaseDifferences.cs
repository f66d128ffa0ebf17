using System.Globalization;
using System.Text.Json;
using GridGov.Workflow.Host.Console.Texts;
using GridGov.Workflow.Host.Texts;

namespace GridGov.Workflow.Host.Console.Audit;

/// <summary>One thing of the case that a step changed.</summary>
public sealed record CaseDifference(string Item, string Before, string After);

/// <summary>
/// Compares two states of a case member by member. Members and values have words where resources know some, and their technical
/// names where not: an auditor must see every difference, also one that nobody named.
/// </summary>
internal sealed class CaseDifferences(UiTexts texts, Names names, PersonNames people)
{
    // Members that hold an enum: the kind of their words. The same member name may mean several things in its place.
    private static readonly Dictionary<string, string> Kinds = new(StringComparer.Ordinal)
    {
        ["state"] = "State",
        ["stage"] = "Stage",
        ["channel"] = "IntakeChannel",
        ["grade"] = "CaseGrade",
        ["orders.state"] = "Order",
        ["orders.kind"] = "OrderKind",
        ["orders.whistle"] = "WhistleKind",
        ["orders.reply.result"] = "ReplyResult",
        ["selfReply.result"] = "ReplyResult",
        ["approvals.state"] = "ApprovalState",
        ["approvals.kind"] = "ApprovalKind",
        ["supervisions.level"] = "Supervision",
        ["verifications.result"] = "VerificationResult",
        ["evaluations.result"] = "Satisfaction",
        ["evaluations.service"] = "Satisfaction",
    };

    private static readonly string[] Persons = ["by", "reporter", "handler", "handlers", "receivedBy", "answeredBy", "trackedBy"];
    private static readonly string[] Units = ["unit", "leadUnit", "assistUnits", "reporterUnit"];

    /// <param name="before">Null = there was no case yet.</param>
    public IReadOnlyList<CaseDifference> Between(JsonElement? before, JsonElement after)
    {
        var (old, now) = (Flat(before), Flat(after));
        return
        [
            .. now.Keys.Union(old.Keys, StringComparer.Ordinal)
                .Where(path => old.GetValueOrDefault(path) != now.GetValueOrDefault(path) && !path.EndsWith("changedAt", StringComparison.Ordinal))
                .Select(path => new CaseDifference(Item(path), Value(path, old.GetValueOrDefault(path)), Value(path, now.GetValueOrDefault(path)))),
        ];
    }

    private static Dictionary<string, string> Flat(JsonElement? json)
    {
        var leaves = new Dictionary<string, string>(StringComparer.Ordinal);
        if (json is { } root) Walk(root, "");
        return leaves;

        void Walk(JsonElement at, string path)
        {
            if (at.ValueKind == JsonValueKind.Object)
            {
                foreach (var member in at.EnumerateObject()) Walk(member.Value, path.Length == 0 ? member.Name : $"{path}.{member.Name}");
            }
            else if (at.ValueKind == JsonValueKind.Array)
            {
                var index = 0;
                foreach (var item in at.EnumerateArray()) Walk(item, $"{path}.{++index}");
            }
            else if (at.ValueKind != JsonValueKind.Null)
            {
                leaves[path] = at.ToString();
            }
        }
    }

    // Numbers in a path are positions of a list: “工单 1 · 状态”.
    private string Item(string path) => string.Join(" · ", Groups(path));

    private IEnumerable<string> Groups(string path)
    {
        string? last = null;
        foreach (var part in path.Split('.'))
        {
            if (int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out _))
            {
                last = last is null ? part : $"{last} {part}";
                continue;
            }

            if (last is not null) yield return last;
            last = texts.Find("Member." + part) ?? part;
        }

        if (last is not null) yield return last;
    }

    private string Value(string path, string? value)
    {
        if (value is null) return "";
        string[] plain = [.. path.Split('.').Where(part => !int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out _))];
        if (Kinds.TryGetValue(string.Join('.', plain), out var kind)) return names.Of(kind, value);
        var member = plain[^1];
        if (member == "code" && plain is [.., "reason" or "endReason", _]) return names.Reason(null, value);
        if (Persons.Contains(member)) return people.Of(value);
        if (Units.Contains(member)) return people.Unit(value);
        if (member == "limit" && value.Split(' ') is [var amount, var unit, ..]) return $"{amount} {names.Of("LimitUnit", unit)}";
        if (value is "True" or "False") return names.YesNo(value == "True");
        return value.Length >= 20 && value[4] == '-' && DateTimeOffset.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var at) ? TimeWords.Second(at) : value;
    }
}
