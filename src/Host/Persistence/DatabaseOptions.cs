using System.ComponentModel.DataAnnotations;

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

/// <summary>Which database; section <c>Database</c>. A server's address is the connection string <c>ConnectionStrings:GridGov</c>.</summary>
public sealed class DatabaseOptions
{
    public const string Section = "Database";
    public const string ConnectionName = "GridGov";

    [EnumDataType(typeof(DatabaseProvider))]
    public DatabaseProvider Provider { get; set; } = DatabaseProvider.Sqlite;

    /// <summary>Commit groups written at the same time on a server, 1 to 32. SQLite has one writer.</summary>
    [Range(1, 32)]
    public int Writers { get; set; } = 2;
}
