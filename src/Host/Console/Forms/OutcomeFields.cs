using System.Collections.Frozen;
using System.Text.Json;

namespace GridGov.Workflow.Host.Console.Forms;

/// <summary>The fields that one outcome of a task uses, in order.</summary>
/// <param name="Fields">Names; an exclamation mark at the end = the outcome needs it.</param>
/// <param name="Reason">Kind of reason that the outcome needs (rule G1), or null.</param>
internal sealed record FieldUse(IReadOnlyList<string> Fields, string? Reason = null)
{
    private const string Code = "reasonCode";
    private const string Text = "reason";

    private static readonly string[] None = [];
    private static readonly string[] Both = [Code, Text];

    public IEnumerable<string> Names => Fields.Select(name => name.TrimEnd('!')).Concat(Reason is null ? None : Both);

    public bool Needs(string field) => Fields.Contains(field + "!") || (Reason is not null && field is Code or Text);
}

/// <summary>
/// Which fields of a task's one form belong to which of its outcomes, so that a page asks for nothing that does not matter. A task
/// or outcome that is not listed, such as one of a process of one's own, shows its whole form.
/// </summary>
internal sealed record OutcomeFields(IReadOnlyDictionary<string, Dictionary<string, FieldUse>> Tasks, IReadOnlyDictionary<string, string> Actions)
{
    public static OutcomeFields Shipped { get; } = Load();

    /// <summary>Null = all fields of the form.</summary>
    public FieldUse? Of(string task, string outcome) => Tasks.GetValueOrDefault(task)?.GetValueOrDefault(outcome);

    /// <summary>Kind of reason that an action on a case takes, or null.</summary>
    public string? ReasonOf(string action) => Actions.GetValueOrDefault(action);

    private static OutcomeFields Load()
    {
        using var stream = typeof(OutcomeFields).Assembly.GetManifestResourceStream("Console/Forms/Data/outcome-fields.json")!;
        var read = JsonSerializer.Deserialize<OutcomeFields>(stream, JsonSerializerOptions.Web)!;
        return read with { Tasks = read.Tasks.ToFrozenDictionary(StringComparer.Ordinal), Actions = read.Actions.ToFrozenDictionary(StringComparer.Ordinal) };
    }
}
