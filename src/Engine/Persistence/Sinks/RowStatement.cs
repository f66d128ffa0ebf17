using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace GridGov.Workflow.Engine.Persistence.Sinks;

/// <summary>
/// The text of a plan's statement for one row, made from EF's model: names and quoting are EF's. Values are the parameters @v0, @v1 …,
/// keys @k0 …, the fence @f.
/// </summary>
internal static class RowStatement
{
    public static string Text(WorkflowDbContext db, RowPlan plan)
    {
        var (table, names) = Names(db, plan.Type);
        var text = new StringBuilder();
        switch (plan.Verb)
        {
            case RowVerb.Insert:
                return text.Append("INSERT INTO ").Append(table).Append(" (").AppendJoin(", ", plan.Values.Select(names))
                    .Append(") VALUES (").AppendJoin(", ", plan.Values.Select((_, i) => $"@v{i}")).Append(')').ToString();
            case RowVerb.Update:
                text.Append("UPDATE ").Append(table).Append(" SET ").AppendJoin(", ", plan.Values.Select((property, i) => $"{names(property)} = @v{i}"));
                break;
            default:
                text.Append("DELETE FROM ").Append(table);
                break;
        }

        text.Append(" WHERE ").AppendJoin(" AND ", plan.Keys.Select((property, i) => $"{names(property)} = @k{i}"));
        if (plan.Fence is not null) text.Append(" AND ").Append(names(plan.Fence)).Append(" = @f");
        return text.ToString();
    }

    /// <summary>Quoted names of a type's table and columns.</summary>
    public static (string Table, Func<IProperty, string> Column) Names(WorkflowDbContext db, IEntityType type)
    {
        var table = StoreObjectIdentifier.Create(type, StoreObjectType.Table)!.Value;
        var sql = db.GetService<ISqlGenerationHelper>();
        return (sql.DelimitIdentifier(table.Name, table.Schema), property => sql.DelimitIdentifier(property.GetColumnName(table)!));
    }
}
