using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace GridGov.Workflow.Engine.Persistence.Sinks;

/// <summary>
/// The text of a plan's statement for any number of rows on PostgreSQL: parameters $1, $2 … are arrays, values first, then keys, then
/// the fence. The text does not depend on the number, so the server plans it once per connection.
/// </summary>
internal static class ArrayStatement
{
    /// <summary>
    /// The server would plan a statement anew each time, because it cannot know that arrays are short, and it would read small tables as a
    /// whole, which they are when the first plan is made. Every row is found by its key.
    /// </summary>
    public const string Settings = "SET plan_cache_mode = force_generic_plan; SET enable_seqscan = off; SET enable_hashjoin = off; SET enable_mergejoin = off";

    public static string Text(WorkflowDbContext db, RowPlan plan)
    {
        var (table, names) = RowStatement.Names(db, plan.Type);
        IProperty[] columns = [.. plan.Values, .. plan.Keys, .. plan.Fence is { } fence ? [fence] : Array.Empty<IProperty>()];
        var text = new StringBuilder();
        switch (plan.Verb)
        {
            case RowVerb.Insert:
                return text.Append("INSERT INTO ").Append(table).Append(" (").AppendJoin(", ", columns.Select(names)).Append(") SELECT * FROM ")
                    .Append(Unnest(columns)).ToString();
            case RowVerb.Update:
                text.Append("UPDATE ").Append(table).Append(" AS t SET ")
                    .AppendJoin(", ", plan.Values.Select((property, i) => $"{names(property)} = r.c{Number(i)}")).Append(" FROM ");
                break;
            default:
                text.Append("DELETE FROM ").Append(table).Append(" AS t USING ");
                break;
        }

        return text.Append(Unnest(columns)).Append(" AS r(").AppendJoin(", ", columns.Select((_, i) => $"c{Number(i)}")).Append(") WHERE ")
            .AppendJoin(" AND ", columns.Skip(plan.Values.Count).Select((property, i) => $"t.{names(property)} = r.c{Number(plan.Values.Count + i)}"))
            .ToString();
    }

    // The type without its length: a cast would cut what is too long, the column refuses it.
    private static string Unnest(IReadOnlyList<IProperty> columns) =>
        "unnest(" + string.Join(", ", columns.Select((property, i) => $"${Number(i + 1)}::{property.GetRelationalTypeMapping().StoreTypeNameBase}[]")) + ")";

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
