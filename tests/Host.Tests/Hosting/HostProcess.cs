using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Runtime.InteropServices;
using System.Text;
using GridGov.Workflow.Host.Startup;

namespace GridGov.Workflow.Host.Tests.Hosting;

/// <summary>
/// The real Host as a process of its own, on a free loopback port and its own data folder: what a user starts, and what a
/// crash test may kill.
/// </summary>
public sealed class HostProcess : IRunningHost
{
    public const string ApiKey = "test-key-0123456789abcdef0123456789abcdef";

    /// <summary>Password of every person's account.</summary>
    public const string Password = "Test-Passw0rd";
    internal const string PasswordVariable = "GRIDGOV_DEV_PASSWORD";

    /// <summary>The Host's assembly: a published one, compiled ahead, where the variable names it, else what the tests were built with.</summary>
    internal static readonly string Assembly = Environment.GetEnvironmentVariable("GRIDGOV_TEST_HOST") ?? typeof(Program).Assembly.Location;
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan AskLimit = TimeSpan.FromSeconds(10);

    // Numbers of Linux.
    private const int Term = 15;
    private const int Cont = 18;
    private const int Stop = 19;
    private readonly StringBuilder _output = new();
    private readonly string[] _arguments;
    private readonly bool _ownsData;
    private string _assembly = Assembly;
    private Process _process = null!;

    private HostProcess(string[] arguments, Uri address, string dataFolder, bool ownsData)
    {
        _arguments = arguments;
        _ownsData = ownsData;
        Address = address;
        DataFolder = dataFolder;
    }

    public Uri Address { get; }
    public string DataFolder { get; }

    /// <summary>Everything that the process printed so far.</summary>
    public string Output
    {
        get
        {
            lock (_output) return _output.ToString();
        }
    }

    /// <summary>Starts a Host and waits until it is ready.</summary>
    public static async Task<HostProcess> StartAsync(string? dataFolder = null, params string[] arguments)
    {
        var host = Begin(dataFolder, arguments);
        await host.WaitUntilReadyAsync();
        return host;
    }

    /// <summary>Starts a Host without waiting for it, so that a test may kill it in its first start.</summary>
    public static HostProcess Begin(string? dataFolder = null, params string[] arguments)
    {
        var host = Make(dataFolder, arguments);
        host.Launch();
        return host;
    }

    /// <summary>Starts another release of the Host, and waits until it is ready.</summary>
    public static async Task<HostProcess> StartReleaseAsync(string assembly, params string[] arguments)
    {
        var host = Make(null, arguments);
        host._assembly = assembly;
        host.Launch();
        await host.WaitUntilReadyAsync();
        return host;
    }

    /// <summary>SIGKILL: no handler runs, no buffer is flushed.</summary>
    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    /// <summary>SIGTERM: what an operator, or a rolling upgrade, does.</summary>
    public void Terminate() => Signal(Term);

    /// <summary>SIGSTOP: the process stands still, with its connections open.</summary>
    public void Pause() => Signal(Stop);

    /// <summary>SIGCONT: it goes on as if no time had passed.</summary>
    public void Continue() => Signal(Cont);

    public bool HasExited => _process.HasExited;

    /// <summary>Whether it lives, and how busy it is: what tells a dead process from one that stands still or turns in circles.</summary>
    public string Pulse
    {
        get
        {
            _process.Refresh();
            return _process.HasExited
                ? string.Create(CultureInfo.InvariantCulture, $"the Host ended with code {_process.ExitCode}")
                : string.Create(CultureInfo.InvariantCulture, $"the Host runs since {DateTime.Now - _process.StartTime}, used {_process.TotalProcessorTime} of the processor and has {_process.Threads.Count} threads");
        }
    }

    /// <summary>Waits for the end of the process.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> ExitAsync(CancellationToken stop)
    {
        await _process.WaitForExitAsync(stop);
        return _process.ExitCode;
    }

    /// <summary>Starts it again on the same data and address.</summary>
    public async Task RestartAsync()
    {
        Relaunch();
        await WaitUntilReadyAsync();
    }

    /// <summary>Starts the process again without waiting for it, so that a test may kill it while it starts.</summary>
    /// <param name="assembly">Another release of the Host.</param>
    public void Relaunch(string? assembly = null)
    {
        _assembly = assembly ?? _assembly;
        _process.Dispose();
        Launch();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
        if (_ownsData && Directory.Exists(DataFolder)) Directory.Delete(DataFolder, recursive: true);
    }

    private static HostProcess Make(string? dataFolder, string[] arguments) => new(
        arguments, new Uri($"http://127.0.0.1:{Ports.Next()}"),
        dataFolder ?? Path.Combine(Path.GetTempPath(), "gridgov-test-" + Guid.NewGuid().ToString("N")[..12]), dataFolder is null);

    private void Launch()
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            WorkingDirectory = Path.GetTempPath(),
        };
        start.ArgumentList.Add(_assembly);
        foreach (var argument in (string[])["--urls", Address.ToString().TrimEnd('/'), "--data", DataFolder, .. _arguments])
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment[HostStarter.KeyVariable] = ApiKey;
        start.Environment[PasswordVariable] = Password;
        start.Environment["DOTNET_ENVIRONMENT"] = "Development";

        // Profiles pay for a server that runs for hours; here a Host lives for seconds, and there are a hundred of them.
        start.Environment["DOTNET_TieredPGO"] = "0";
        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, line) => Append(line.Data);
        _process.ErrorDataReceived += (_, line) => Append(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>Returns when the Host answers that it is ready.</summary>
    /// <exception cref="InvalidOperationException">The process ended instead; with its output.</exception>
    public async Task WaitUntilReadyAsync()
    {
        var watch = Stopwatch.StartNew();
        while (watch.Elapsed < StartLimit)
        {
            if (_process.HasExited) throw new InvalidOperationException($"The Host ended with code {_process.ExitCode}:\n{Output}");
            if (await IsReadyAsync()) return;
            await Task.Delay(50);
        }

        throw new TimeoutException($"The Host was not ready within {StartLimit}:\n{Output}");
    }

    /// <summary>Whether it says now that it is ready.</summary>
    public async Task<bool> IsReadyAsync()
    {
        using var client = new HttpClient { BaseAddress = Address, Timeout = AskLimit };
        try
        {
            using var response = await client.GetAsync("/health/ready");
            return response.StatusCode == HttpStatusCode.OK;
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
        {
            // Not listening yet, or too busy to answer.
            return false;
        }
    }

    private void Signal(int number)
    {
        if (!_process.HasExited) _ = Kill(_process.Id, number);
    }

    [DllImport("libc", EntryPoint = "kill")]
    private static extern int Kill(int process, int signal);

    private void Append(string? line)
    {
        if (line is null) return;
        lock (_output) _output.AppendLine(line);
    }
}
