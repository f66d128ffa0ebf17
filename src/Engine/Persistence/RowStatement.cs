using System.Collections.Concurrent;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace GridGov.Workflow.Engine.Persistence;

/// <summary>Kind of a prepared statement.</summary>
internal enum RowVerb { Insert, Update, Delete }

/// <summary>
/// The text of an insert, update or delete of one entity type, made once from EF's model: names, conversions and quoting are EF's,
/// only the change tracker is left out.
/// </summary>
internal sealed class RowStatement
{
    private static readonly ConcurrentDictionary<(IModel Model, Type Type, RowVerb Verb, string[]? Columns, string? Fence), RowStatement> Known = new();

    private RowStatement(string text, IProperty[] values, IProperty[] keys, IProperty? fence) =>
        (Text, Values, Keys, Fence) = (text, values, keys, fence);

    public string Text { get; }

    /// <summary>Columns written, as parameters @v0, @v1 …</summary>
    public IProperty[] Values { get; }

    /// <summary>Key columns, as parameters @k0 …</summary>
    public IProperty[] Keys { get; }

    /// <summary>Column that must have the expected value, as parameter @f.</summary>
    public IProperty? Fence { get; }

    public static RowStatement Of(WorkflowDbContext db, Type type, RowVerb verb, string[]? columns = null, string? fence = null) =>
        Known.GetOrAdd((db.Model, type, verb, columns, fence), static (key, context) => Make(context, key.Type, key.Verb, key.Columns, key.Fence), db);

    private static RowStatement Make(WorkflowDbContext db, Type type, RowVerb verb, string[]? columns, string? fence)
    {
        var entity = db.Model.FindEntityType(type) ?? throw new InvalidOperationException($"'{type.Name}' is not an entity of {db.GetType().Name}.");
        var table = StoreObjectIdentifier.Create(entity, StoreObjectType.Table)!.Value;
        var sql = db.GetService<ISqlGenerationHelper>();
        var name = sql.DelimitIdentifier(table.Name, table.Schema);
        var keys = entity.FindPrimaryKey()!.Properties.ToArray();
        var fenced = fence is null ? null : entity.FindProperty(fence);
        var values = verb switch
        {
            RowVerb.Insert => entity.GetProperties().ToArray(),
            RowVerb.Update => [.. columns!.Select(column => entity.FindProperty(column)!)],
            _ => [],
        };
        string Column(IProperty property) => sql.DelimitIdentifier(property.GetColumnName(table)!);
        var text = new StringBuilder();
        if (verb == RowVerb.Insert)
        {
            text.Append("INSERT INTO ").Append(name).Append(" (").AppendJoin(", ", values.Select(Column)).Append(") VALUES (")
                .AppendJoin(", ", values.Select((_, i) => $"@v{i}")).Append(')');
            return new RowStatement(text.ToString(), values, [], null);
        }

        if (verb == RowVerb.Update) text.Append("UPDATE ").Append(name).Append(" SET ").AppendJoin(", ", values.Select((property, i) => $"{Column(property)} = @v{i}"));
        else text.Append("DELETE FROM ").Append(name);
        text.Append(" WHERE ").AppendJoin(" AND ", keys.Select((property, i) => $"{Column(property)} = @k{i}"));
        if (fenced is not null) text.Append(" AND ").Append(Column(fenced)).Append(" = @f");
        return new RowStatement(text.ToString(), values, keys, fenced);
    }
}
