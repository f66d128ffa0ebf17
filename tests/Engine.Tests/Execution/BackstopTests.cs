using System.Text.Json;
using FluentAssertions;
using GridGov.Workflow.Engine.Activities;
using GridGov.Workflow.Engine.Definitions;
using GridGov.Workflow.Engine.Execution;
using GridGov.Workflow.Engine.Execution.Stimuli;
using GridGov.Workflow.Engine.Expressions;
using Xunit;

namespace GridGov.Workflow.Engine.Tests.Execution;

public sealed class BackstopTests
{
    private readonly Interpreter _core = new(TestExpressions.Converter);
    private readonly WorkflowGraph _graph;

    public BackstopTests()
    {
        var compiler = new WorkflowCompiler(new ActivityRegistry(StandardActivities.Create()), new Scripts(), TestExpressions.Converter);
        var definition = Wf.Definition(
            Wf.Sequence("root", Wf.Activity("a", "WriteLine", ("text", "fine")), Wf.Activity("b", "WriteLine", ("text", "trip")), Wf.Task("t")),
            more: Wf.ContinueWithIncidents());
        _graph = compiler.Compile(new TestDefinitions().Publish(definition)).Graph!;
    }

    [Fact]
    public void Advance_BackstopTrips_NamesTheEvaluationAndDoesNothing()
    {
        var advance = () => _core.Advance(_graph, null, Start(null), DateTimeOffset.UnixEpoch);

        advance.Should().Throw<BackstopTrippedException>().Which.Failure.Should().Be(new EvaluationFailure(1, "too slow"));
    }

    [Fact]
    public void Advance_FailEvaluation_FaultsExactlyThatEvaluation()
    {
        var burst = _core.Advance(_graph, null, Start(new EvaluationFailure(1, "too slow")), DateTimeOffset.UnixEpoch).Burst!;

        burst.Entries.Where(entry => entry.Kind == EntryKind.LineWritten).Select(entry => entry.Text).Should().Equal("fine");
        burst.State.Incidents.Should().ContainSingle().Which.Should().Match<Incident>(incident =>
            incident.ActivityId == "b" && incident.Code == "expression.backstop" && incident.Message == "too slow");
    }

    private static Start Start(EvaluationFailure? failure) => new()
    {
        Id = "s",
        InstanceId = "i",
        Actor = Actor.Engine,
        At = DateTimeOffset.UnixEpoch,
        FailEvaluation = failure,
    };

    /// <summary>Every input is a script that returns its text, or trips the backstop.</summary>
    private sealed class Scripts : IExpressionCompiler
    {
        public CompiledExpression? Compile(JsonElement input, ExpressionSite site, ICollection<DefinitionFault> faults) => Literal(input);

        public CompiledExpression Literal(JsonElement value) => new Script(value);
    }

    private sealed class Script(JsonElement value) : CompiledExpression
    {
        public override string Source => value.ToString();
        public override bool RunsCode => true;

        public override JsonElement Evaluate(IExpressionScope scope, string targetType) =>
            value.ToString() == "trip" ? throw new ScriptBackstopException("too slow") : value;
    }
}
