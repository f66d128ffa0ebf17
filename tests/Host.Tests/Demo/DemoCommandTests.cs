using FluentAssertions;
using GridGov.Workflow.Host.Demo;
using Xunit;

namespace GridGov.Workflow.Host.Tests.Demo;

/// <summary>The demo city in small: the product's figures against those that the city reckons from its own diary.</summary>
public sealed class DemoCommandTests
{
    [Fact]
    public async Task Run_FortyCases_EveryFigureAgreesAndTheHistoryIsIntact()
    {
        var (exitCode, text) = await RunAsync("--cases", "40", "--seed", "7");

        exitCode.Should().Be(0, text);
        text.Should().Contain("上报 40 件").And.Contain("日志与产品逐案一致").And.Contain("完整未改");
    }

    [Fact]
    public async Task Run_SameSeedTwice_TellsTheSameStory()
    {
        var first = await RunAsync("--cases", "10", "--seed", "3");
        var second = await RunAsync("--cases", "10", "--seed", "3");

        Story(second.Text).Should().Equal(Story(first.Text));
    }

    [Theory]
    [InlineData("--cases", "0", "演示中止：--cases 为“0”，应为 1 至 5000 的整数。")]
    [InlineData("--seed", "x", "演示中止：--seed 为“x”，应为非负整数。")]
    [InlineData("--colour", "1", "演示中止：未知选项“--colour”。可用：--cases N、--seed N、--data 目录、--workflows 目录、--trace 文件。")]
    public async Task Run_BadOption_NamesOptionValueAndWhatIsAllowed(string option, string value, string message)
    {
        var (exitCode, text) = await RunAsync(option, value);

        exitCode.Should().Be(1);
        text.Trim().Should().Be(message);
    }

    private static async Task<(int ExitCode, string Text)> RunAsync(params string[] args)
    {
        await using var output = new StringWriter();
        var exitCode = await DemoCommand.RunAsync(args, output, isTerminal: false, TestContext.Current.CancellationToken);
        return (exitCode, output.ToString());
    }

    // The first line names ports, the last the seconds.
    private static string[] Story(string text) => [.. text.Split('\n').Skip(1).Where(line => !line.StartsWith("用时", StringComparison.Ordinal))];
}
