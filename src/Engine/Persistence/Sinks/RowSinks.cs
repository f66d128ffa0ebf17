using Microsoft.EntityFrameworkCore;

namespace GridGov.Workflow.Engine.Persistence.Sinks;

/// <summary>Chooses the sink that suits a context's database.</summary>
internal static class RowSinks
{
    public static ShapedRows For(WorkflowDbContext db) => db.Database.ProviderName switch
    {
        "Microsoft.EntityFrameworkCore.Sqlite" => new SqliteRows(db),
        "Npgsql.EntityFrameworkCore.PostgreSQL" => new BufferedRows(db, (context, plan) => new ArrayRows(context, plan), wholeRows: true),
        _ => new BufferedRows(db, (context, plan) => new SingleRows(context, plan)),
    };

    /// <summary>What a connection that only writes sets once for itself, or null.</summary>
    public static string? WriterSettings(WorkflowDbContext db) =>
        db.Database.ProviderName == "Npgsql.EntityFrameworkCore.PostgreSQL" ? ArrayStatement.Settings : null;
}
