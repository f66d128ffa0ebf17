using System.Text.Json;
using FluentAssertions;
using GridGov.Workflow.Engine.Execution;
using GridGov.Workflow.Engine.Tests.Execution;
using Xunit;

namespace GridGov.Workflow.Engine.Tests.Compat;

/// <summary>The examples of elsa-definition-format.md §13 with the runs that it describes.</summary>
public sealed class ExampleTests
{
    private readonly InMemoryShell _shell = new() { RestartsAfterEveryBurst = true };

    [Fact]
    public void Sequence_UrgentCase_WaitsFiveSecondsAndOutputsTheLevel()
    {
        var id = Start("sequence", new() { ["CaseNo"] = JsonValues.Of("A-1"), ["Urgent"] = JsonValues.True });
        _shell.Waiting(id).Should().Equal("Elsa.Delay");
        _shell.State(id).Bookmarks.Single().DueAt.Should().Be(InMemoryShell.Epoch.AddSeconds(5));

        _shell.FireTimer(id);

        var state = _shell.State(id);
        (state.SubStatus, state.Name, state.CorrelationId).Should().Be((WorkflowSubStatus.Finished, "Case A-1", "A-1"));
        state.Output["Level"].GetString().Should().Be("urgent");
    }

    [Fact]
    public void Flowchart_NeverAccepted_AsksThreeTimes()
    {
        var id = Start("flowchart");
        for (var attempt = 0; attempt < 3; attempt++)
        {
            _shell.Waiting(id).Should().Equal("Elsa.RunTask");
            _shell.CompleteTask(id, "HandleCase", JsonValues.Parse("""{ "accepted": false }"""));
        }

        _shell.Lines.Should().Equal("Closed after 3 attempt(s)");
        _shell.State(id).Status.Should().Be(WorkflowStatus.Finished);
        _shell.TasksOpened.Select(task => task.Payload.GetRawText()).Should().Equal("""{"attempt":1}""", """{"attempt":2}""", """{"attempt":3}""");
    }

    [Theory]
    [InlineData(true, "replied")]
    [InlineData(false, "overdue")]
    public void Race_ReplyOrTimeout_CancelsTheLoser(bool replies, string outcome)
    {
        var id = Start("race");
        _shell.Waiting(id).Should().Equal("Elsa.Delay", "Elsa.Event");

        if (replies) _shell.PublishEvent("ReplyReceived");
        else _shell.FireTimer(id);

        _shell.State(id).Output["Outcome"].GetString().Should().Be(outcome);
        _shell.State(id).Bookmarks.Should().BeEmpty();
        _shell.Entries(id).Should().Contain(entry => entry.Kind == EntryKind.ActivityCanceled && entry.NodeId == (replies ? "Workflow1:flow:delay" : "Workflow1:flow:event"));
    }

    private string Start(string example, Dictionary<string, JsonElement>? input = null)
    {
        var definition = _shell.Publish(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Definitions", "Examples", example + ".json")));
        return _shell.Start(definition, input);
    }
}
