using System.Text.Json.Nodes;
using FluentAssertions;
using GridGov.Workflow.Engine.Activities;
using GridGov.Workflow.Engine.Activities.Scheduling;
using GridGov.Workflow.Engine.Definitions;
using GridGov.Workflow.Engine.Execution;
using GridGov.Workflow.Engine.Execution.Stimuli;
using GridGov.Workflow.Engine.Tests.Execution;
using Xunit;

namespace GridGov.Workflow.Engine.Tests.Activities;

public sealed class StandardActivitiesTests
{
    private readonly InMemoryShell _shell = new();

    [Fact]
    public void Create_AllTypes_HaveChineseTextsAndUniqueNames()
    {
        var attributes = StandardActivities.Create().Select(activity => ActivityDescriptor.Of(activity)).ToList();

        attributes.Select(descriptor => descriptor.Attribute.Type).Should().OnlyHaveUniqueItems().And.HaveCount(40);
        attributes.Should().OnlyContain(descriptor => IsChinese(descriptor.Attribute.DisplayName) && IsChinese(descriptor.Attribute.Description));
        attributes.SelectMany(descriptor => descriptor.Inputs).Should().OnlyContain(input => input.Attribute.DisplayName != null && IsChinese(input.Attribute.DisplayName));
    }

    private static bool IsChinese(string text) => text.Any(letter => letter is >= '一' and <= '鿿');

    [Theory]
    [InlineData("0 7 * * *", "2026-01-06T07:00:00+08:00")]
    [InlineData("0 30 8 * * *", "2026-01-05T08:30:00+08:00")]
    [InlineData("*/5 * * * *", "2026-01-05T08:05:00+08:00")]
    public void Cron_FiveOrSixFields_WaitsForTheNextLocalTime(string expression, string due)
    {
        var id = Run(Wf.Activity("c", "Cron", ("cronExpression", Wf.Literal(expression))));

        _shell.State(id).Bookmarks.Single().DueAt.Should().Be(DateTimeOffset.Parse(due, System.Globalization.CultureInfo.InvariantCulture));
        _shell.FireTimer(id);
        _shell.State(id).Status.Should().Be(WorkflowStatus.Finished);
    }

    [Fact]
    public void Cron_NotACronText_FaultsWithTheText()
    {
        var id = Run(Wf.Activity("c", "Cron", ("cronExpression", Wf.Literal("soon"))));

        _shell.State(id).Incidents.Single().Should().Match<Incident>(incident => incident.Code == "cron.format" && incident.Message.Contains("soon", StringComparison.Ordinal));
        CronSchedule.Next("0 0 30 2 *", _shell.Now).Should().BeNull();
    }

    [Theory]
    [InlineData("2026-01-05T07:59:59+08:00", 0)]
    [InlineData("2026-01-05T08:00:01+08:00", 1)]
    [InlineData("2026-01-05 08:00:01", 1)]
    public void StartAt_PastOrFuture_GoesOnOrWaits(string at, int waits) =>
        _shell.State(Run(Wf.Activity("s", "StartAt", ("dateTime", Wf.Literal(at))))).Bookmarks.Should().HaveCount(waits);

    [Fact]
    public void Timer_AsTriggerOfTheStart_CompletesAtOnce()
    {
        _shell.Publish(Wf.Definition(Wf.Sequence("root", Wf.Activity("t", "Timer"), Wf.Write("w"))));

        _shell.Start("def", trigger: "t");
        _shell.Start("def");

        _shell.Lines.Should().Equal("w");
        _shell.State("i2").Bookmarks.Single().DueAt.Should().Be(_shell.Now.AddMinutes(1));
    }

    [Fact]
    public void For_StepZero_Faults() =>
        _shell.State(Run(Wf.Activity("f", "For", ("step", Wf.Literal(0)), ("body", Wf.Write("w"))))).Incidents.Single().Code.Should().Be("for.step");

    [Fact]
    public void ForEach_WaitsInItsBody_GoesOnWithTheItemsReadAtTheBeginning()
    {
        var id = Run(Wf.Activity("f", "ForEach", ("items", Wf.Expression("Object", "[1,2]")), ("body", Wf.Sequence("b", Wf.Task("t"), Wf.Activity("w", "WriteLine", ("text", Wf.Js("getCurrentIndex() + ':' + getCurrentValue()")))))));
        _shell.CompleteTask(id, "t");
        _shell.CompleteTask(id, "t");

        _shell.Lines.Should().Equal("0:1", "1:2");
    }

    [Fact]
    public void ParallelForEach_BreakInItsBody_EndsOnlyThatRun()
    {
        Run(Wf.Activity("f", "ParallelForEach", ("items", Wf.Expression("Object", "[1,2]")), ("body", Wf.Sequence(
            "b", Wf.Activity("i", "If", ("condition", Wf.Js("getCurrentValue() == 1")), ("then", Wf.Activity("x", "Break"))), Wf.Activity("w", "WriteLine", ("text", Wf.Js("getCurrentValue()")))))));

        _shell.Lines.Should().Equal("2");
    }

    [Fact]
    public void Switch_NoCaseIsTrue_RunsTheDefault()
    {
        var cases = JsonNode.Parse("""[{ "label": "default", "condition": { "type": "JavaScript", "value": "false" }, "activity": { "id": "a", "type": "Elsa.WriteLine", "version": 1, "text": "a" } }]""");

        Run(Wf.Activity("s", "Switch", ("cases", cases), ("default", Wf.Write("d"))));

        _shell.Lines.Should().Equal("d");
    }

    [Theory]
    [InlineData(200, "200")]
    [InlineData(404, "Unmatched status code")]
    public void FlowSendHttpRequest_Answered_ReportsTheCodeAndDone(int code, string outcome)
    {
        var id = Run(Wf.Flowchart("flow", [Wf.Activity("h", "FlowSendHttpRequest", ("url", Wf.Literal("http://x/a")), ("requestHeaders", Wf.Expression("Object", """{"A":"b"}"""))), Wf.Write("w")], "h.Done -> w"));
        var effect = _shell.Outbox.Single().Effect;
        effect.Payload.GetRawText().Should().Be("""{"method":"GET","url":"http://x/a","headers":{"A":"b"},"content":null,"contentType":null,"authorization":null,"timeout":null}""");

        _shell.Deliver(id, new EffectSucceeded(effect.Key, JsonValues.Parse($$"""{ "statusCode": {{code}}, "headers": {}, "body": "x", "parsed": { "ok": true } }""")) { Id = "r", Actor = Actor.Engine, At = _shell.Now });

        _shell.Lines.Should().Equal("w");
        _shell.Entries(id).Single(entry => entry.Kind == EntryKind.ActivityCompleted && entry.NodeId == "Workflow1:root:flow:h").Outcomes.Should().Equal(outcome, "Done");
        _shell.State(id).ActivityOutputs["Workflow1:root:flow:h"]["parsedContent"].GetRawText().Should().Be("""{ "ok": true }""");
    }

    [Theory]
    [InlineData("http.connect", "no connection")]
    [InlineData("http.timeout", "timed out")]
    public void SendHttpRequest_FailedWithASlotForIt_RunsTheSlot(string code, string line)
    {
        var id = Run(Wf.Activity("h", "SendHttpRequest", ("url", Wf.Literal("http://x/a")), ("failedToConnect", Wf.Write("f", "no connection")), ("timeout", Wf.Write("t", "timed out"))));

        Fail(id, code);

        _shell.Lines.Should().Equal(line);
        _shell.State(id).Incidents.Should().BeEmpty();
    }

    [Fact]
    public void SendHttpRequest_RefusedForGood_Faults()
    {
        var id = Run(Wf.Activity("h", "SendHttpRequest", ("url", Wf.Literal("http://x/a"))));

        Fail(id, "http.forbidden");

        _shell.State(id).Incidents.Single().Code.Should().Be("http.forbidden");
    }

    [Fact]
    public void ExecuteWorkflow_UnknownDefinition_Faults() =>
        _shell.State(Run(Wf.Activity("x", "ExecuteWorkflow", ("workflowDefinitionId", Wf.Literal("none"))))).Incidents.Single().Code.Should().Be("definition.not-found");

    [Fact]
    public void Complete_JsonTextOfAList_IsAListOfOutcomes()
    {
        _shell.Publish(Wf.Definition(Wf.Sequence("r", Wf.Activity("c", "Complete", ("outcomes", Wf.Expression("Object", "[\"A\",\"B\"]")))), "child", definition =>
        {
            definition["name"] = "Step";
            definition["options"] = new JsonObject { ["usableAsActivity"] = true };
        }));

        Run(Wf.Flowchart("flow", [Wf.Activity("s", "x").With("type", "Step"), Wf.Write("a"), Wf.Write("b")], "s.A -> a", "s.B -> b"));

        _shell.Lines.Should().Equal("a", "b");
    }

    [Fact]
    public void PublishEvent_LocalWithPayload_MakesAnEventForThisInstance()
    {
        var id = Run(Wf.Activity("p", "PublishEvent", ("eventName", Wf.Literal("E")), ("isLocalEvent", Wf.Literal("true")), ("payload", Wf.Js("({ n: 1 })"))));

        var published = _shell.Bursts(id).Single().Changes.OfType<GridGov.Workflow.Engine.Execution.Changes.EventPublished>().Single();
        (published.Id, published.LocalInstanceId, published.CorrelationId).Should().Be(($"{id}-1-e1", id, null));
    }

    private void Fail(string id, string code) => _shell.Deliver(
        id, new EffectFailed(_shell.Outbox.Single().Effect.Key, code, "message", 3, default) { Id = "f", Actor = Actor.Engine, At = _shell.Now });

    private string Run(JsonObject activity)
    {
        _shell.Publish(Wf.Definition(Wf.Sequence("root", activity)));
        return _shell.Start("def");
    }
}
