using GridGov.Workflow.Host.Tests.Databases;
using GridGov.Workflow.Host.Tests.Hosting;
using Npgsql;
using Xunit;

namespace GridGov.Workflow.Host.Tests.Cluster;

/// <summary>Three Host processes, started at the same moment on one empty PostgreSQL database, with a folder that they share.</summary>
public sealed class ClusterFixture : IAsyncLifetime
{
    private const int Count = 3;
    private static readonly string? Previous = Environment.GetEnvironmentVariable("GRIDGOV_PREVIOUS_HOST");
    private const string ActiveMembers = """SELECT count(*) FROM "ClusterMembers" WHERE "Status" = 3""";
    private readonly string _shared = Directory.CreateTempSubdirectory("gridgov-shared-").FullName;
    private PostgresServer _server = null!;

    public IReadOnlyList<HostProcess> Nodes { get; private set; } = [];

    public string Connection { get; private set; } = "";

    /// <summary>Whether <c>GRIDGOV_PREVIOUS_HOST</c> names the assembly of an earlier release's Host: the nodes begin with that one.</summary>
    public static bool BeginsWithEarlierRelease => Previous is not null;

    public async ValueTask InitializeAsync()
    {
        _server = await PostgresServer.StartAsync();
        Connection = await _server.NewDatabaseAsync();
        Nodes = await Task.WhenAll(Enumerable.Range(0, Count).Select(_ => HostProcess.StartReleaseAsync(Previous ?? HostProcess.Assembly, Arguments())));
        var api = Api(null);
        foreach (var definition in (string[])["crash-loop", "one-task", "one-timer"]) await TestDefinitions.PublishAsync(api, definition);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var node in Nodes) await node.DisposeAsync();
        if (_server is not null) await _server.DisposeAsync();
        Directory.Delete(_shared, recursive: true);
    }

    /// <summary>Speaks to all nodes in turn.</summary>
    public Api Api(string? actingUser) => new(RoundRobin.Client(Nodes, actingUser));

    /// <summary>
    /// Brings back what tests stopped, as a supervisor would. A node that woke after it was declared dead answers for a while and then
    /// ends itself: so the members count, not the answers alone.
    /// </summary>
    public async Task AllUpAsync() => await Eventually.GetAsync(
        async () =>
        {
            foreach (var node in Nodes)
            {
                node.Continue();
                if (node.HasExited) node.Relaunch();
                if (!await node.IsReadyAsync()) return null;
            }

            return await CountAsync(ActiveMembers) == Count ? this : null;
        }, async () => $"{await CountAsync(ActiveMembers)} members", CancellationToken.None);

    /// <summary>Asks the database itself.</summary>
    public async Task<long> CountAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(Connection);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return Convert.ToInt64(await command.ExecuteScalarAsync(), System.Globalization.CultureInfo.InvariantCulture);
    }

    private string[] Arguments() =>
    [
        .. PostgresServer.HostArguments(Connection),
        "--GridGov:Engine:AuditFolder", Path.Combine(_shared, "audit"), "--GridGov:Attachments:Folder", Path.Combine(_shared, "attachments"),
        "--GridGov:Engine:Http:AllowedHosts:0", "127.0.0.1", "--GridGov:DrainDelay", "00:00:03",
    ];
}

/// <summary>Tests that share the three nodes; each makes its own instances and brings back what it stops.</summary>
[CollectionDefinition(Name)]
public sealed class ClusterCollection : ICollectionFixture<ClusterFixture>
{
    public const string Name = "Three nodes";
}
