using System.Data.Common;
using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace GridGov.Workflow.Engine.Persistence;

/// <summary>
/// Sets what SQLite forgets per connection: an acknowledged commit is on disk (<c>synchronous=FULL</c>), readers never block
/// the writer (WAL), a busy database is waited for, foreign keys are checked,
/// the log is taken in every 32 MB: pages that change with every burst are then copied once instead of eight times. Does nothing on other providers.
/// </summary>
public sealed class SqliteSettings : DbConnectionInterceptor
{
    private const string Pragmas =
        "PRAGMA busy_timeout=10000; PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA cache_size=-16000; PRAGMA wal_autocheckpoint=8000;";

    // Pooled connections keep their settings; only a handle not seen before needs them.
    private static readonly ConditionalWeakTable<object, object> Settled = [];
    private static PropertyInfo? _handle;

    private SqliteSettings()
    {
    }

    public static SqliteSettings Instance { get; } = new();

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) => Apply(connection);

    public override Task ConnectionOpenedAsync(
        DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        // The SQLite driver has no asynchronous I/O; the pragmas touch no disk after the first connection.
        Apply(connection);
        return Task.CompletedTask;
    }

    private static void Apply(DbConnection connection)
    {
        var type = connection.GetType();
        if (!type.Name.Equals("SqliteConnection", StringComparison.Ordinal)) return;

        // By reflection, because the engine does not depend on a provider.
        _handle ??= type.GetProperty("Handle");
        if (_handle?.GetValue(connection) is { } handle && !Settled.TryAdd(handle, handle)) return;
        using var command = connection.CreateCommand();
        command.CommandText = Pragmas;
        command.ExecuteNonQuery();
    }
}

public static class SqliteSettingsExtensions
{
    /// <summary>Adds <see cref="SqliteSettings"/>; harmless on other providers.</summary>
    public static DbContextOptionsBuilder UseWorkflowSqliteSettings(this DbContextOptionsBuilder options) =>
        options.AddInterceptors(SqliteSettings.Instance);
}
