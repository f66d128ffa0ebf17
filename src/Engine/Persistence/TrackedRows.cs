using Microsoft.EntityFrameworkCore;

namespace GridGov.Workflow.Engine.Persistence;

/// <summary>Attaches rows to the context, whose save sends them in few round trips: for database servers.</summary>
internal sealed class TrackedRows(WorkflowDbContext db) : IRowSink
{
    public void Insert<T>(T row)
        where T : class => db.Entry(row).State = EntityState.Added;

    public void Update<T>(T row, string[] columns, (string Property, object Value)? expected = null)
        where T : class
    {
        var entry = db.Entry(row);
        entry.State = EntityState.Unchanged;
        if (expected is { } fence) entry.Property(fence.Property).OriginalValue = fence.Value;
        foreach (var column in columns) entry.Property(column).IsModified = true;
    }

    public void Delete<T>(T row)
        where T : class => db.Entry(row).State = EntityState.Deleted;
}
