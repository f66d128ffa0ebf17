using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace GridGov.Workflow.Engine.Persistence.Sinks;

/// <summary>A <see cref="RowShape"/> in terms of EF's model.</summary>
/// <param name="Values">Written.</param>
/// <param name="Keys">Say which row; empty for an insert.</param>
/// <param name="Fence">Must have the expected value, or null.</param>
/// <param name="MayMiss">No row may be hit.</param>
internal sealed record RowPlan(
    IEntityType Type, RowVerb Verb, IReadOnlyList<IProperty> Values, IReadOnlyList<IProperty> Keys, IProperty? Fence, bool MayMiss)
{
    public static RowPlan Of(IEntityType type, in RowShape shape)
    {
        var mask = shape.Mask;
        IReadOnlyList<IProperty> values = shape switch
        {
            { Verb: RowVerb.Delete } => [],
            { Verb: RowVerb.Insert } => [.. type.GetProperties()],
            { Columns: { } columns } => [.. columns.Select(column => type.FindProperty(column)!)],
            _ => [.. type.GetProperties().Where(property => (mask & (UInt128.One << property.GetIndex())) != 0)],
        };
        return new RowPlan(
            type, shape.Verb, values, shape.Verb == RowVerb.Insert ? [] : type.FindPrimaryKey()!.Properties,
            shape.Fence is { } fence ? type.FindProperty(fence) : null, shape.MayMiss);
    }

    /// <summary>True when the order of rows decides whether a unique index beside the key is violated in between.</summary>
    public bool TouchesUniqueIndex => Type.GetIndexes().Any(index => index.IsUnique
        && (Verb != RowVerb.Update || index.Properties.Any(property => Values.Contains(property))));

    public DbUpdateConcurrencyException NotAsExpected(object row, object? expected) => new(
        $"A {Type.ClrType.Name} with key {string.Join(", ", Keys.Select(key => key.GetGetter().GetClrValue(row)))} is not there as expected"
        + (Fence is null ? "." : string.Create(CultureInfo.InvariantCulture, $": its {Fence.Name} is not {expected}.")));

    public DbUpdateConcurrencyException NotAllAsExpected(int given, int hit) => new(string.Create(
        CultureInfo.InvariantCulture, $"Of {given} rows of {Type.ClrType.Name} to {(Verb == RowVerb.Delete ? "delete" : "write")} only {hit} are there as expected."));
}
