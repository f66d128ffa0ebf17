using Microsoft.EntityFrameworkCore;

namespace GridGov.Workflow.Engine.Persistence;

/// <summary>Attaches rows to the context, whose save sends them in few round trips: for database servers.</summary>
internal sealed class TrackedRows(WorkflowDbContext db) : IRowSink
{
    public void Insert(object row) => db.Entry(row).State = EntityState.Added;

    public void Update(object row, string[] columns, (string Property, object Value)? expected = null)
    {
        var entry = db.Entry(row);
        entry.State = EntityState.Unchanged;
        if (expected is { } fence) entry.Property(fence.Property).OriginalValue = fence.Value;
        foreach (var column in columns) entry.Property(column).IsModified = true;
    }

    public void Replace(object before, object row)
    {
        var entry = db.Entry(row);
        entry.State = EntityState.Unchanged;
        entry.OriginalValues.SetValues(before);
        foreach (var property in RowDifference.Between(entry.Metadata, before, row)) entry.Property(property).IsModified = true;
    }

    public void Delete(object row) => db.Entry(row).State = EntityState.Deleted;
}
