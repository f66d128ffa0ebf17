using GridGov.Workflow.Engine.Execution.Changes;
using GridGov.Workflow.Engine.Persistence.Sinks;

namespace GridGov.Workflow.Engine.Runtime.Instances;

/// <summary>Writes rows of the subject's query tables: flat entities with keys set by their maker.</summary>
internal static class ProjectedRows
{
    public static void Put(IRowSink sink, IReadOnlyList<RowProjected> changes)
    {
        foreach (var (row, operation, before) in changes)
        {
            switch (operation)
            {
                case RowOperation.Insert:
                    sink.Insert(row);
                    break;
                case RowOperation.Update:
                    sink.Replace(before ?? throw new InvalidOperationException($"An update of a projected '{row.GetType().Name}' needs the row before."), row);
                    break;
                default:
                    sink.Delete(row);
                    break;
            }
        }
    }
}
