namespace GridGov.Workflow.Host.Persistence;

/// <summary>The databases that the product runs on.</summary>
public enum DatabaseProvider
{
    /// <summary>Embedded, a file in the data folder; for one node.</summary>
    Sqlite,

    /// <summary>PostgreSQL 15 or later.</summary>
    PostgreSql,

    /// <summary>SQL Server 2019 or later.</summary>
    SqlServer,
}
