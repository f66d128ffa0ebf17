using GridGov.Workflow.Engine.Persistence.Sinks;
using GridGov.Workflow.Engine.Tests.Runtime.Fakes;

namespace GridGov.Workflow.Engine.Tests.Persistence;

/// <summary>
/// Notes by id, with a unique index over the text, changed by whole statements as a database server does it: the rows of a statement have
/// no order, and a row that is named twice in one is an error.
/// </summary>
internal sealed class MemoryTable
{
    public Dictionary<string, string> Notes { get; init; } = new(StringComparer.Ordinal);
    public List<string> Statements { get; } = [];
    public int RoundTrips { get; set; }

    /// <returns>How many rows were there as expected.</returns>
    public int Run(RowPlan plan, IReadOnlyList<(object Row, object? Expected)> rows)
    {
        var notes = rows.Select(row => ((NoteRow)row.Row, row.Expected)).ToList();
        Statements.Add($"{plan.Verb} {string.Join(' ', notes.Select(note => note.Item1.Id))}");
        if (notes.DistinctBy(note => note.Item1.Id).Count() != notes.Count) throw new InvalidOperationException($"{Statements[^1]}: a row is named twice");

        // From the last to the first: no order may be relied on.
        return notes.AsEnumerable().Reverse().Count(note => Change(plan, note.Item1, note.Expected));
    }

    private bool Change(RowPlan plan, NoteRow note, object? expected)
    {
        if (plan.Verb == RowVerb.Insert)
        {
            if (Notes.ContainsKey(note.Id)) throw new InvalidOperationException($"{note.Id} is there already");
            Put(note);
            return true;
        }

        if (!Notes.TryGetValue(note.Id, out var text) || (plan.Fence is not null && !string.Equals(text, (string?)expected, StringComparison.Ordinal))) return false;
        if (plan.Verb == RowVerb.Delete) Notes.Remove(note.Id);
        else if (plan.Values.Any(value => value.Name == nameof(NoteRow.Text))) Put(note);
        return true;
    }

    private void Put(NoteRow note)
    {
        if (Notes.Any(other => other.Key != note.Id && other.Value == note.Text)) throw new InvalidOperationException($"text '{note.Text}' is there already");
        Notes[note.Id] = note.Text;
    }
}
