using Npgsql;

namespace GridGov.Workflow.Host.Persistence;

/// <summary>
/// What every connection to PostgreSQL needs: a node that stops in the middle of a transaction (a paused machine, a cut cable) must
/// not keep its rows locked for the others. No transaction of ours waits for anything but the database, so seconds are plenty.
/// </summary>
internal static class PostgreSqlSettings
{
    private const string Setting = "idle_in_transaction_session_timeout";
    private const string Value = "6000";

    private const string PrepareSetting = "Max Auto Prepare";

    // More than the product has different statements, so that none is given up for another.
    private const int PreparedStatements = 500;

    /// <summary>
    /// The connection string with the limit, and with statements that come again prepared by the driver, unless it names its own. A pooler
    /// that gives a session to many (PgBouncer before 1.21) needs <c>Max Auto Prepare=0</c>.
    /// </summary>
    public static string Complete(string connection)
    {
        var settings = new NpgsqlConnectionStringBuilder(connection);
        if (settings.Options?.Contains(Setting, StringComparison.Ordinal) != true) settings.Options = $"{settings.Options} -c {Setting}={Value}".Trim();
        if (!connection.Contains(PrepareSetting, StringComparison.OrdinalIgnoreCase)) settings.MaxAutoPrepare = PreparedStatements;
        return settings.ConnectionString;
    }
}
