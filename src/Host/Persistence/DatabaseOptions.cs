using System.ComponentModel.DataAnnotations;

namespace GridGov.Workflow.Host.Persistence;

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
