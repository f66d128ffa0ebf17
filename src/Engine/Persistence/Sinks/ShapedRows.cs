using Microsoft.EntityFrameworkCore.Metadata;

namespace GridGov.Workflow.Engine.Persistence.Sinks;

/// <summary>Tells the shape of each row; the heirs write it. Not thread-safe.</summary>
internal abstract class ShapedRows(WorkflowDbContext db) : IRowSink
{
    protected WorkflowDbContext Db { get; } = db;

    public void Insert(object row) => Put(new RowShape(row.GetType(), RowVerb.Insert), row, null);

    public void Update(object row, string[] columns, (string Property, object Value)? expected = null, bool mayMiss = false) =>
        Put(new RowShape(row.GetType(), RowVerb.Update, columns, Fence: expected?.Property, MayMiss: mayMiss), row, expected?.Value);

    public void Replace(object before, object row)
    {
        var type = TypeOf(row.GetType());
        var mask = RowDifference.Between(type, before, row);
        if (mask != 0) Put(new RowShape(row.GetType(), RowVerb.Update, Mask: Widen(type, mask)), row, null);
    }

    public void Delete(object row, bool mayMiss = false) => Put(new RowShape(row.GetType(), RowVerb.Delete, MayMiss: mayMiss), row, null);

    public abstract ValueTask FlushAsync();

    /// <summary>The columns that are written where those of the mask differ.</summary>
    protected virtual UInt128 Widen(IEntityType type, UInt128 mask) => mask;

    /// <param name="expected">Value of the shape's fence.</param>
    protected abstract void Put(in RowShape shape, object row, object? expected);

    protected RowPlan PlanOf(in RowShape shape) => RowPlan.Of(TypeOf(shape.Row), shape);

    private IEntityType TypeOf(Type row) => Db.Model.FindEntityType(row)
        ?? throw new InvalidOperationException($"'{row.Name}' is not an entity of {Db.GetType().Name}.");
}
