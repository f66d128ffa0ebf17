using FluentAssertions;
using GridGov.Workflow.Activities.Cases;
using GridGov.Workflow.Engine.Execution;
using Xunit;

namespace GridGov.Workflow.Activities.Tests.Lifecycle;

public sealed class HappyPathTests
{
    [Fact]
    public void Lifecycle_RoundTheLoop_ClosesAndFinishes()
    {
        var city = new City();
        city.OpenTasks.Should().Equal("FactCheck");
        city.Case.Stage.Should().Be(Stage.Discover);

        city.Filed();
        city.OpenTasks.Should().Equal("Divert");
        city.Does("dispatcher-01", "Divert", "Assign", new { leadUnit = City.Water });
        city.OpenTasks.Should().Equal("AwaitReceipt");
        city.Case.Stage.Should().Be(Stage.Assign);

        city.Does("desk-sw", "AwaitReceipt", "Received", new { });
        city.OpenTasks.Should().Equal("AwaitReply");
        city.Reply();
        city.OpenTasks.Should().Equal("VerifyResult");
        city.Passed();
        city.OpenTasks.Should().Equal("EvaluateCase");
        city.Evaluated();

        city.Case.State.Should().Be(CaseState.Closed);
        city.State.Status.Should().Be(WorkflowStatus.Finished);
        city.State.Incidents.Should().BeEmpty();
        city.Case.Orders.Should().ContainSingle().Which.State.Should().Be(OrderState.Completed);
    }
}
