using GridGov.Workflow.Engine.Execution.Changes;
using GridGov.Workflow.Engine.Persistence;
using Microsoft.EntityFrameworkCore;

namespace GridGov.Workflow.Engine.Runtime.Instances;

/// <summary>
/// Attaches rows of the subject's query tables. A row may change several times within a burst; only the net effect is written.
/// Rows are flat entities with keys set by their maker.
/// </summary>
internal static class ProjectedRows
{
    public static void Put(WorkflowDbContext db, IReadOnlyList<RowProjected> changes)
    {
        if (changes.Count == 0) return;
        if (changes.Count == 1)
        {
            db.Entry(changes[0].Row).State = StateOf(changes[0].Operation);
            return;
        }

        var net = new Dictionary<(Type, string), (RowProjected Change, RowOperation? Operation)>();
        foreach (var change in changes)
        {
            var key = KeyOf(db, change.Row);
            net[key] = net.TryGetValue(key, out var earlier)
                ? (change, Combine(earlier.Operation, change.Operation))
                : (change, change.Operation);
        }

        foreach (var (change, operation) in net.Values)
        {
            if (operation is { } wanted) db.Entry(change.Row).State = StateOf(wanted);
        }
    }

    private static (Type Type, string Key) KeyOf(WorkflowDbContext db, object row)
    {
        var entry = db.Entry(row);
        var key = entry.Metadata.FindPrimaryKey()
            ?? throw new InvalidOperationException($"Projected row '{row.GetType().Name}' has no primary key in the model.");
        return (row.GetType(), string.Join('\u001f', key.Properties.Select(property => entry.Property(property).CurrentValue)));
    }

    /// <summary>Null = inserted and deleted again: nothing to write, and the next operation starts afresh.</summary>
    private static RowOperation? Combine(RowOperation? first, RowOperation second) => (first, second) switch
    {
        (null, _) => second,
        (RowOperation.Insert, RowOperation.Update) => RowOperation.Insert,
        (RowOperation.Insert, RowOperation.Delete) => null,
        (RowOperation.Delete, RowOperation.Insert) => RowOperation.Update,
        _ => second,
    };

    private static EntityState StateOf(RowOperation operation) => operation switch
    {
        RowOperation.Insert => EntityState.Added,
        RowOperation.Update => EntityState.Modified,
        _ => EntityState.Deleted,
    };
}
