using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace GridGov.Workflow.Engine.Persistence.Sinks;

/// <summary>
/// Gathers rows and sends them in one round trip: for database servers. Rows of one shape go together, whoever gave them; a row never
/// passes an earlier change of the same row, nor of the same unique index.
/// </summary>
/// <param name="create">Makes an empty batch for a plan, to be used again after each flush.</param>
/// <param name="wholeRows">
/// An update names every column but those of unique indexes: for a database that writes the whole row anyway, and looks at values to
/// tell which indexes it concerns. Rows of one table then go together, whatever changed in each.
/// </param>
internal sealed class BufferedRows(WorkflowDbContext db, Func<WorkflowDbContext, RowPlan, IRowBatch> create, bool wholeRows = false) : ShapedRows(db), IDisposable
{
    private readonly Dictionary<IEntityType, UInt128> _wholeRows = [];
    private readonly Dictionary<RowShape, Shape> _shapes = [];
    private readonly List<(Shape Shape, IRowBatch Rows)> _order = [];
    private readonly Dictionary<(IEntityType Type, object Key), int> _lastOfRow = [];
    private readonly Dictionary<IEntityType, int> _lastOfUniqueIndex = [];
    private DbBatch? _batch;

    /// <exception cref="DbUpdateConcurrencyException">A row was not there as expected.</exception>
    public override async ValueTask FlushAsync()
    {
        if (_order.Count == 0) return;
        _batch ??= Db.Database.GetDbConnection().CreateBatch();
        _batch.Transaction = Db.Database.CurrentTransaction?.GetDbTransaction()
            ?? throw new InvalidOperationException("Rows are written inside a transaction; none is open.");
        _batch.BatchCommands.Clear();
        foreach (var (_, rows) in _order) rows.AddTo(_batch.BatchCommands);
        await _batch.ExecuteNonQueryAsync();
        foreach (var (_, rows) in _order) rows.Check();
        foreach (var (shape, rows) in _order) shape.GiveBack(rows);
        _order.Clear();
        _lastOfRow.Clear();
        _lastOfUniqueIndex.Clear();
    }

    public void Dispose() => _batch?.Dispose();

    protected override UInt128 Widen(IEntityType type, UInt128 mask)
    {
        if (!wholeRows) return mask;
        if (!_wholeRows.TryGetValue(type, out var all))
        {
            foreach (var property in type.GetProperties().Where(property => !property.IsPrimaryKey() && !property.GetContainingIndexes().Any(index => index.IsUnique)))
                all |= UInt128.One << property.GetIndex();
            _wholeRows.Add(type, all);
        }

        return mask | all;
    }

    protected override void Put(in RowShape shape, object row, object? expected)
    {
        if (!_shapes.TryGetValue(shape, out var known)) _shapes.Add(shape, known = new Shape(PlanOf(shape)));
        var type = known.Plan.Type;
        var key = (type, known.Key(row));
        var isLate = (_lastOfRow.TryGetValue(key, out var last) && last >= known.Position)
            || (known.TouchesUniqueIndex && _lastOfUniqueIndex.TryGetValue(type, out var unique) && unique > known.Position - (known.MovesUniqueValues ? 1 : 0));
        if (known.Current is null || isLate)
        {
            known.Current = known.Free.TryPop(out var free) ? free : create(Db, known.Plan);
            known.Position = _order.Count;
            _order.Add((known, known.Current));
        }

        known.Current.Add(row, expected);
        _lastOfRow[key] = known.Position;
        if (known.TouchesUniqueIndex) _lastOfUniqueIndex[type] = known.Position;
    }

    private sealed class Shape(RowPlan plan)
    {
        private readonly IClrPropertyGetter[] _key = [.. plan.Type.FindPrimaryKey()!.Properties.Select(property => property.GetGetter())];

        public RowPlan Plan { get; } = plan;
        public bool TouchesUniqueIndex { get; } = plan.TouchesUniqueIndex;

        /// <summary>True when one row may take the value that another one gives up: a statement has no order among its rows, so each has its own.</summary>
        public bool MovesUniqueValues => TouchesUniqueIndex && Plan.Verb == RowVerb.Update;
        public Stack<IRowBatch> Free { get; } = [];

        /// <summary>Takes further rows; null before the first one since the last flush.</summary>
        public IRowBatch? Current { get; set; }

        /// <summary>Place of the current batch among all.</summary>
        public int Position { get; set; } = -1;

        public object Key(object row) => _key switch
        {
            [var only] => only.GetClrValue(row)!,
            [var first, var second] => (first.GetClrValue(row), second.GetClrValue(row)),
            _ => string.Join('\0', _key.Select(part => part.GetClrValue(row))),
        };

        public void GiveBack(IRowBatch rows)
        {
            rows.Clear();
            Free.Push(rows);
            (Current, Position) = (null, -1);
        }
    }
}
