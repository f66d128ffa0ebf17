using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace GridGov.Workflow.Engine.Persistence;

/// <summary>
/// The text of an insert, update or delete of one entity type, made from EF's model: names, conversions and quoting are EF's, only
/// the change tracker is left out.
/// </summary>
/// <param name="Values">Columns written, as parameters @v0, @v1 …</param>
/// <param name="Keys">Key columns, as parameters @k0 …</param>
/// <param name="Fence">Column that must have the expected value, as parameter @f.</param>
internal sealed record RowStatement(string Text, IReadOnlyList<IProperty> Values, IReadOnlyList<IProperty> Keys, IProperty? Fence)
{
    public static RowStatement Insert(WorkflowDbContext db, IEntityType type)
    {
        var (table, names) = Names(db, type);
        IProperty[] values = [.. type.GetProperties()];
        var text = new StringBuilder("INSERT INTO ").Append(table)
            .Append(" (").AppendJoin(", ", values.Select(names)).Append(") VALUES (").AppendJoin(", ", values.Select((_, i) => $"@v{i}")).Append(')');
        return new RowStatement(text.ToString(), values, [], null);
    }

    public static RowStatement Update(WorkflowDbContext db, IEntityType type, IReadOnlyList<IProperty> values, IProperty? fence)
    {
        var (table, names) = Names(db, type);
        var text = new StringBuilder("UPDATE ").Append(table).Append(" SET ").AppendJoin(", ", values.Select((property, i) => $"{names(property)} = @v{i}"));
        return Where(text, type, values, fence, names);
    }

    public static RowStatement Delete(WorkflowDbContext db, IEntityType type)
    {
        var (table, names) = Names(db, type);
        return Where(new StringBuilder("DELETE FROM ").Append(table), type, [], null, names);
    }

    private static RowStatement Where(
        StringBuilder text, IEntityType type, IReadOnlyList<IProperty> values, IProperty? fence, Func<IProperty, string> names)
    {
        var keys = type.FindPrimaryKey()!.Properties;
        text.Append(" WHERE ").AppendJoin(" AND ", keys.Select((property, i) => $"{names(property)} = @k{i}"));
        if (fence is not null) text.Append(" AND ").Append(names(fence)).Append(" = @f");
        return new RowStatement(text.ToString(), values, keys, fence);
    }

    private static (string Table, Func<IProperty, string> Column) Names(WorkflowDbContext db, IEntityType type)
    {
        var table = StoreObjectIdentifier.Create(type, StoreObjectType.Table)!.Value;
        var sql = db.GetService<ISqlGenerationHelper>();
        return (sql.DelimitIdentifier(table.Name, table.Schema), property => sql.DelimitIdentifier(property.GetColumnName(table)!));
    }
}
