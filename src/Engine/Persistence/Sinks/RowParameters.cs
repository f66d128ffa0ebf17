using System.Data.Common;
using Microsoft.EntityFrameworkCore.Metadata;

namespace GridGov.Workflow.Engine.Persistence.Sinks;

/// <summary>Parameters of a <see cref="RowStatement"/>, filled from one row after another.</summary>
internal sealed class RowParameters
{
    private readonly List<(DbParameter Parameter, RowValue Value)> _fromRow = [];
    private readonly (DbParameter Parameter, RowValue Value)? _fence;

    /// <param name="source">Makes the parameters; they are not added to it.</param>
    public RowParameters(RowPlan plan, DbCommand source)
    {
        _fromRow.AddRange(plan.Values.Select((property, i) => Make(source, $"@v{i}", property)));
        _fromRow.AddRange(plan.Keys.Select((property, i) => Make(source, $"@k{i}", property)));
        if (plan.Fence is { } fence) _fence = Make(source, "@f", fence);
    }

    public IEnumerable<DbParameter> All
    {
        get
        {
            foreach (var (parameter, _) in _fromRow) yield return parameter;
            if (_fence is { } fence) yield return fence.Parameter;
        }
    }

    public void Set(object row, object? expected)
    {
        foreach (var (parameter, value) in _fromRow) parameter.Value = value.Of(row) ?? DBNull.Value;
        if (_fence is { } fence) fence.Parameter.Value = fence.Value.Stored(expected) ?? DBNull.Value;
    }

    private static (DbParameter Parameter, RowValue Value) Make(DbCommand source, string name, IProperty property)
    {
        var value = new RowValue(property);
        return (value.Mapping.CreateParameter(source, name, null, nullable: true), value);
    }
}
