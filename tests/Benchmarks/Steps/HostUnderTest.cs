using System.Diagnostics;
using System.Globalization;
using System.Net;
using GridGov.Workflow.Host.Tests.Hosting;

namespace GridGov.Workflow.Benchmarks.Steps;

/// <summary>The published Host (Release, compiled ahead) as a process of its own, on a fresh folder and database; what it uses is read from /proc.</summary>
internal sealed class HostUnderTest : IAsyncDisposable
{
    /// <summary>Names the dll of a Host that is published already.</summary>
    public const string DllVariable = "GRIDGOV_BENCH_HOST";
    public const string ApiKey = "bench-key-0123456789abcdef0123456789abcdef";
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(10);
    private readonly string _folder = Directory.CreateTempSubdirectory("gridgov-bench-").FullName;
    private static readonly Lazy<Task<string>> Published = new(PublishAsync);
    private Process? _process;

    private HostUnderTest()
    {
    }

    public IDatabaseUnderTest Database { get; private set; } = null!;

    public static async Task<HostUnderTest> CreateAsync(DatabaseChoice choice)
    {
        var host = new HostUnderTest();
        host.Database = choice.Product == "postgresql" ? await PostgreSqlUnderTest.StartAsync(choice) : new SqliteUnderTest(host._folder);
        return host;
    }

    public Uri Address { get; } = new($"http://127.0.0.1:{Ports.Next()}");

    public int ProcessId => _process!.Id;

    /// <summary>Starts the process; gives the time from its start until it says that it is ready.</summary>
    /// <param name="more">Further arguments of the Host.</param>
    public async Task<TimeSpan> StartAsync(params string[] more)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false, WorkingDirectory = _folder };
        foreach (var argument in (string[])[await Published.Value, "--urls", Address.ToString().TrimEnd('/'), "--data", _folder, .. Database.Arguments, .. more]) start.ArgumentList.Add(argument);
        start.Environment["GRIDGOV_API_KEY"] = ApiKey;
        start.Environment["Logging__LogLevel__Default"] = "Warning";
        var clock = Stopwatch.StartNew();
        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, line) => Console.Error.WriteLine(line.Data);
        _process.ErrorDataReceived += (_, line) => Console.Error.WriteLine(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        using var client = new HttpClient { BaseAddress = Address };
        while (true)
        {
            if (_process.HasExited) throw new InvalidOperationException($"The Host ended with code {_process.ExitCode}.");
            if (clock.Elapsed > StartLimit) throw new TimeoutException($"The Host was not ready within {StartLimit}.");
            try
            {
                using var response = await client.GetAsync("/health/ready");
                if (response.StatusCode == HttpStatusCode.OK) return clock.Elapsed;
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }

            await Task.Delay(Look, TimeProvider.System);
        }
    }

    /// <summary>Starts the process at another business time, which stands still.</summary>
    public async Task StartOnVirtualClockAsync(DateTimeOffset now)
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "virtual-clock.txt"), now.ToString("O", CultureInfo.InvariantCulture));
        await StartAsync("--virtual-clock", "true");
    }

    public async Task StopAsync()
    {
        _process!.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _process = null;
    }

    /// <summary>Processor time that the process used so far, user and system.</summary>
    public TimeSpan Cpu() => ProcessTime.Of(_process!.Id);

    /// <summary>Resident memory in MB.</summary>
    public double ResidentMegabytes()
    {
        var line = File.ReadLines($"/proc/{_process!.Id}/status").First(line => line.StartsWith("VmRSS:", StringComparison.Ordinal));
        return long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024.0;
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is { HasExited: false }) await StopAsync();
        await Database.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>Publishes the Host and gives its dll; quick when nothing changed. A dll that is named is taken as it is.</summary>
    private static async Task<string> PublishAsync()
    {
        if (Environment.GetEnvironmentVariable(DllVariable) is { Length: > 0 } named) return named;
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (root is not null && !File.Exists(Path.Combine(root.FullName, "GridGov.Workflow.sln"))) root = root.Parent;
        if (root is null) throw new InvalidOperationException($"No GridGov.Workflow.sln above {AppContext.BaseDirectory}; run from the source tree.");
        var output = Path.Combine(root.FullName, "artifacts", "host");
        using var publish = Process.Start("dotnet", ["publish", Path.Combine(root.FullName, "src", "Host"), "-c", "Release", "--use-current-runtime", "--no-self-contained", "-o", output, "--nologo", "-v", "quiet"]);
        await publish.WaitForExitAsync();
        var dll = Path.Combine(output, "GridGov.Workflow.Host.dll");
        return publish.ExitCode == 0 ? dll : throw new InvalidOperationException($"{dll} could not be published.");
    }
}
