using System.Diagnostics;
using System.Text.Json.Nodes;
using FluentAssertions;
using GridGov.Workflow.Host.Tests.Hosting;
using Xunit;

namespace GridGov.Workflow.Host.Tests.Crash;

/// <summary>A disk that is full: refused with 503, and well again without repair (reliability-tests A4). Needs root for the mount.</summary>
public sealed class DiskFaultTests
{
    [Fact]
    public async Task DiskFull_RefusesAndRecoversByItself() => await RunAsync(
        disk =>
        {
            using var ballast = new FileStream(Path.Combine(disk, "ballast"), FileMode.Create, FileAccess.Write);
            var block = new byte[65_536];
            try
            {
                while (true)
                {
                    ballast.Write(block);
                    ballast.Flush();
                }
            }
            catch (IOException)
            {
                // Full.
            }

            return Task.CompletedTask;
        },
        disk =>
        {
            File.Delete(Path.Combine(disk, "ballast"));
            return Task.CompletedTask;
        });

    private static async Task RunAsync(Func<string, Task> harm, Func<string, Task> heal)
    {
        var disk = Path.Combine(Path.GetTempPath(), "gridgov-disk-" + Guid.NewGuid().ToString("N")[..8]);
        Directory.CreateDirectory(disk);
        if (!Environment.IsPrivilegedProcess || await ExitAsync("mount", "-t", "tmpfs", "-o", "size=160m", "tmpfs", disk) != 0)
        {
            Directory.Delete(disk);
            Assert.Skip("A tmpfs of the test's own needs the right to mount.");
        }

        try
        {
            await using var host = await HostProcess.StartAsync(Path.Combine(disk, "data"), "--virtual-clock", "true");
            var city = new City(host);
            var before = await city.ReceivedCaseAsync();
            await harm(disk);
            var refused = await FirstRefusalAsync(city);
            refused.Status.Should().Be(503, refused.Text);
            refused.ContentType.Should().Be("application/problem+json");
            refused.Json["code"]!.GetValue<string>().Should().Be("unavailable");
            (await city.CaseAsync(before))["state"]!.GetValue<string>().Should().Be("InProgress", "reading goes on");

            await heal(disk);
            var number = await Eventually.GetAsync(
                async () => await city.As("clerk-01").PostAsync("/api/cases", City.Report()) is { Status: < 300 } answer ? answer.Json["caseNumber"]!.GetValue<string>() : null,
                () => Task.FromResult(host.Output[^Math.Min(2000, host.Output.Length)..]), TestContext.Current.CancellationToken);
            (await city.ReplyAsync(before)).Ok();
            (await city.CaseAsync(number))["state"]!.GetValue<string>().Should().Be("Reported");
            (await new Api(host).PostAsync("/api/audit/verify", new JsonObject())).Ok()["isIntact"]!.GetValue<bool>().Should().BeTrue();
        }
        finally
        {
            await ExitAsync("umount", "-l", disk);
            Directory.Delete(disk, recursive: true);
        }
    }

    // What lies in memory of the file system may take a few bursts more.
    private static async Task<ApiAnswer> FirstRefusalAsync(City city)
    {
        for (var i = 0; i < 2000; i++)
        {
            var answer = await city.As("clerk-01").PostAsync("/api/cases", City.Report());
            if (answer.Status >= 300) return answer;
        }

        throw new InvalidOperationException("A full disk took two thousand cases.");
    }

    private static async Task<int> ExitAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true, UseShellExecute = false })!;
        await process.WaitForExitAsync();
        return process.ExitCode;
    }
}
