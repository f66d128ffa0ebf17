using FluentAssertions;
using GridGov.Workflow.Engine.Runtime.Hosting;
using Xunit;

namespace GridGov.Workflow.Engine.Tests.Runtime;

/// <summary>Loops that run side by side.</summary>
public sealed class LoopsTests
{
    [Fact]
    public async Task OneThatFails_EndsThem_WhileTheOthersRun()
    {
        var runs = new TaskCompletionSource();

        var together = () => Loops.TogetherAsync(runs.Task, Task.FromException(new InvalidOperationException("broken")));

        await together.Should().ThrowAsync<InvalidOperationException>().WithMessage("broken");
    }

    [Fact]
    public async Task OneThatEnds_IsNoReasonToEnd()
    {
        var runs = new TaskCompletionSource();
        var together = Loops.TogetherAsync(runs.Task, Task.CompletedTask);

        together.IsCompleted.Should().BeFalse();
        runs.SetResult();
        await together;
    }
}
