using System.Diagnostics;
using System.Text.Json.Nodes;
using FluentAssertions;
using GridGov.Workflow.Host.Tests.Hosting;
using Xunit;

namespace GridGov.Workflow.Host.Tests.Http;

/// <summary>What monitoring asks, and what an operator asks before a start.</summary>
[Collection(HostCollection.Name)]
public sealed class HealthTests(HostFixture fixture)
{
    [Fact]
    public async Task Ready_RunningHost_TellsOfEveryPartWithAReason()
    {
        using var anybody = new HttpClient { BaseAddress = fixture.Host.Address };
        using var response = await anybody.GetAsync("/health/ready", TestContext.Current.CancellationToken);
        var report = JsonNode.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!;

        report["status"]!.GetValue<string>().Should().BeOneOf("ready", "degraded");
        var parts = report["parts"]!.AsArray();
        parts.Select(part => part!["name"]!.GetValue<string>()).Should().Equal("host", "load", "database", "migrations", "timers", "outbox", "anchors", "definitions", "disk");
        parts.Should().OnlyContain(part => part!["reason"]!.GetValue<string>().StartsWith(part["name"]!.GetValue<string>() + ".") && part["text"]!.GetValue<string>().EndsWith('。'));
        report.ToJsonString().Should().NotContain(fixture.Host.DataFolder);
        (await new Api(fixture.Host).GetAsync("/health/live")).Ok()["status"]!.GetValue<string>().Should().Be("live");
    }

    [Fact]
    public async Task Check_SoundDataFolder_PassesAndChangesNothing()
    {
        var (code, output) = await CheckAsync("--data", fixture.Host.DataFolder);

        code.Should().Be(0, output);
        output.Should().Contain("[通过] 数据库可以连接，结构与本版本一致。").And.Contain("个已发布的流程定义都能编译");
    }

    [Fact]
    public async Task Check_BadSettings_NamesEachWithTheWayOut()
    {
        var folder = Path.Combine(Path.GetTempPath(), "gridgov-check-" + Guid.NewGuid().ToString("N")[..8]);
        var (code, output) = await CheckAsync("--data", folder, "--GridGov:Division", "41", "--GridGov:Notices:Mail:Host", "127.0.0.1", "--GridGov:Notices:Mail:Port", "1");
        var (server, text) = await CheckAsync("--data", folder, "--Database:Provider", "PostgreSql", "--ConnectionStrings:GridGov", "Host=127.0.0.1;Port=1;Username=u;Password=canary-secret;Timeout=2");

        code.Should().Be(1);
        output.Should().Contain("[故障] 配置有误").And.Contain("Division").And.Contain("Mail:From").And.Contain("[提醒] 邮件服务器 127.0.0.1:1").And.Contain("数据库尚未建立");
        server.Should().Be(1);
        text.Should().Contain("[故障] 数据库不能连接或读取").And.Contain("ConnectionStrings:GridGov").And.NotContain("canary-secret");
        Directory.EnumerateFiles(folder, "*.db", SearchOption.AllDirectories).Should().BeEmpty("a check makes no database");
        Directory.Delete(folder, recursive: true);
    }

    private static async Task<(int Code, string Output)> CheckAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false, WorkingDirectory = Path.GetTempPath() };
        foreach (var argument in (string[])[HostProcess.Assembly, "--check", .. arguments]) start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output + await error);
    }
}
