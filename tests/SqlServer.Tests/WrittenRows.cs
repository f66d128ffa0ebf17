using System.Runtime.CompilerServices;
using GridGov.Workflow.Engine.Persistence.Sinks;
using GridGov.Workflow.Host.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace GridGov.Workflow.SqlServer.Tests;

/// <summary>Inserts, updates of every column, and deletes of every entity, as EF saves them and as the commit pipeline writes rows.</summary>
internal static class WrittenRows
{
    public static void Send(Statements statements)
    {
        List<IEntityType> types = [];
        statements.From("model", context => types.AddRange(context.Model.GetEntityTypes()));
        foreach (var type in types)
        {
            statements.From("saved " + type.ClrType.Name, context => Keep(statements, context, context.Model.FindEntityType(type.Name)!));
            foreach (var state in (EntityState[])[EntityState.Added, EntityState.Modified, EntityState.Deleted])
                statements.From($"saved {type.ClrType.Name}", context => Save(context, context.Model.FindEntityType(type.Name)!, state));
        }
    }

    private static void Keep(Statements statements, SqlServerDbContext context, IEntityType type)
    {
        var keys = type.FindPrimaryKey()!.Properties;
        var values = type.GetProperties().Where(property => !property.IsPrimaryKey()).ToList();
        var fence = values.Find(property => property.IsConcurrencyToken);
        List<RowPlan> plans =
        [
            new(type, RowVerb.Insert, [.. type.GetProperties()], [], null, MayMiss: false), new(type, RowVerb.Delete, [], keys, null, MayMiss: false),
            .. values.Select(value => new RowPlan(type, RowVerb.Update, [value], keys, fence, MayMiss: false)),
        ];
        foreach (var plan in plans)
        {
            using var command = context.Database.GetDbConnection().CreateCommand();
            foreach (var parameter in new RowParameters(plan, command).All) command.Parameters.Add(parameter);
            statements.Keep(SentStatement.Of(RowStatement.Text(context, plan), command.Parameters, "row of " + type.ClrType.Name));
        }
    }

    private static void Save(SqlServerDbContext context, IEntityType type, EntityState state)
    {
        var row = RuntimeHelpers.GetUninitializedObject(type.ClrType);
        var entry = context.Entry(row);
        foreach (var property in type.GetProperties()) entry.Property(property.Name).CurrentValue = Samples.Of(property.ClrType);
        entry.State = state;
        try
        {
            context.SaveChanges();
        }
        catch (DbUpdateException)
        {
            // Nothing was hit, since nothing was there; the statement was sent.
        }
    }
}
