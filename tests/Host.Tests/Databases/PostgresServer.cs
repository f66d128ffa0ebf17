using System.Diagnostics;
using GridGov.Workflow.Host.Tests.Hosting;
using Npgsql;

namespace GridGov.Workflow.Host.Tests.Databases;

/// <summary>
/// A PostgreSQL of the tests' own: Debian's server programs on a new cluster in a temporary folder, default durability, loopback only.
/// The server refuses to run as root, so root starts it as <c>postgres</c>.
/// </summary>
public sealed class PostgresServer : IAsyncDisposable
{
    private readonly string _folder;
    private readonly string _programs;
    private readonly int _port;

    private PostgresServer(string folder, string programs, int port) => (_folder, _programs, _port) = (folder, programs, port);

    public static async Task<PostgresServer> StartAsync()
    {
        var programs = Directory.Exists("/usr/lib/postgresql")
            ? Directory.GetDirectories("/usr/lib/postgresql").Order(StringComparer.Ordinal).Select(version => Path.Combine(version, "bin")).LastOrDefault(path => File.Exists(Path.Combine(path, "initdb")))
            : null;
        if (programs is null) throw new InvalidOperationException("No PostgreSQL server under /usr/lib/postgresql; ./test.sh installs Debian's package postgresql.");
        var folder = Path.Combine(Path.GetTempPath(), "gridgov-pg-" + Guid.NewGuid().ToString("N")[..12]);
        Directory.CreateDirectory(folder);
        var server = new PostgresServer(folder, programs, Ports.Next());
        await server.PrepareAsync();
        return server;
    }

    public int Port => _port;

    /// <summary>Process of the server, whose children do the work.</summary>
    public int ProcessId => int.Parse(File.ReadLines(Path.Combine(Data, "postmaster.pid")).First(), System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>The Host's arguments for one of this server's databases.</summary>
    public static string[] HostArguments(string connection) => ["--Database:Provider", "PostgreSql", "--ConnectionStrings:GridGov", connection];

    /// <summary>Runs a client program, such as <c>pg_dump</c>, and gives what it printed.</summary>
    /// <exception cref="InvalidOperationException">It ended with an error; says which.</exception>
    public async Task<string> RunClientAsync(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(Path.Combine(_programs, program), ["-h", "127.0.0.1", "-p", $"{_port}", "-U", "postgres", .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"{program} ended with {process.ExitCode}: {await errors}");
    }

    /// <summary>A new, empty database; gives its connection string.</summary>
    public async Task<string> NewDatabaseAsync()
    {
        var name = "gridgov_" + Guid.NewGuid().ToString("N")[..12];
        await using var connection = new NpgsqlConnection(ConnectionTo("postgres"));
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand($"CREATE DATABASE {name}", connection);
        await command.ExecuteNonQueryAsync();
        return ConnectionTo(name);
    }

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        await RunAsync("pg_ctl", "-D", Data, "-m", "immediate", "-w", "stop");
        Directory.Delete(_folder, recursive: true);
    }

    private string Data => Path.Combine(_folder, "data");

    private string ConnectionTo(string database) => $"Host=127.0.0.1;Port={_port};Username=postgres;Database={database};Maximum Pool Size=40;GSS Encryption Mode=Disable";

    private async Task PrepareAsync()
    {
        if (Environment.IsPrivilegedProcess) await RunAsync("/bin/chown", asIs: true, "postgres", _folder);
        await RunAsync("initdb", "-D", Data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8");
        await RunAsync("pg_ctl", "-D", Data, "-l", Path.Combine(_folder, "log"), "-o", $"-p {_port} -c listen_addresses=127.0.0.1 -k {_folder}", "-w", "start");
    }

    private Task RunAsync(string program, params string[] arguments) => RunAsync(program, asIs: false, arguments);

    private async Task RunAsync(string program, bool asIs, params string[] arguments)
    {
        var path = asIs ? program : Path.Combine(_programs, program);
        var start = !asIs && Environment.IsPrivilegedProcess
            ? new ProcessStartInfo("/sbin/runuser", ["-u", "postgres", "--", path, .. arguments])
            : new ProcessStartInfo(path, arguments);

        // Not redirected: the server that pg_ctl leaves behind would keep a pipe open.
        start.WorkingDirectory = _folder;
        using var process = Process.Start(start)!;
        await process.WaitForExitAsync();
        if (process.ExitCode != 0) throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}; see {_folder}/log.");
    }
}
