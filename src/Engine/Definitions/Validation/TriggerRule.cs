using System.Text.Json;
using Cronos;
using GridGov.Workflow.Engine.Definitions.Documents;

namespace GridGov.Workflow.Engine.Definitions.Validation;

/// <summary>Cron texts are valid, and triggers that start instances say what they wait for (elsa-definition-format.md §3.4).</summary>
internal sealed class TriggerRule : IDefinitionRule
{
    private static readonly Dictionary<string, string> Payloads = new(StringComparer.Ordinal)
    {
        ["Elsa.Event"] = "eventName",
        ["Elsa.Cron"] = "cronExpression",
        ["Elsa.StartAt"] = "dateTime",
    };

    public IEnumerable<DefinitionFault> Check(DefinitionRuleContext context)
    {
        foreach (var activity in context.Document.Activities)
        {
            if (!Payloads.TryGetValue(activity.Type, out var field)) continue;
            var (isSet, literal) = Read(activity.Json.Member(field));
            if (!isSet)
            {
                if (StartTriggers.CanStartWorkflow(activity.Json))
                {
                    yield return DefinitionFaults.Error("trigger.no-payload", activity.Id, field, null, field);
                }
            }
            else if (activity.Type == "Elsa.Cron" && literal is not null && CronError(literal) is { } reason)
            {
                yield return DefinitionFaults.Error("cron.invalid", activity.Id, field, literal, literal, reason);
            }
        }
    }

    /// <summary>Five fields are accepted although Elsa writes six with seconds (§10.4).</summary>
    internal static string? CronError(string expression)
    {
        var fields = expression.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length;
        try
        {
            CronExpression.Parse(expression, fields == 6 ? CronFormat.IncludeSeconds : CronFormat.Standard);
            return null;
        }
        catch (CronFormatException error)
        {
            return error.Message;
        }
    }

    private static (bool IsSet, string? Literal) Read(JsonElement input)
    {
        if (input.ValueKind == JsonValueKind.String) return (!string.IsNullOrWhiteSpace(input.GetString()), input.GetString());
        var expression = input.Member("expression");
        if (expression.Member("value").ValueKind is JsonValueKind.Undefined or JsonValueKind.Null) return (false, null);
        if (expression.Text("type") is not (null or "Literal")) return (true, null);
        var text = expression.Text("value") ?? expression.Member("value").GetRawText();
        return (!string.IsNullOrWhiteSpace(text), text);
    }
}
