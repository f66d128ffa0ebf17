using FluentAssertions;
using GridGov.Workflow.Engine.Execution;
using GridGov.Workflow.Host.Requests;
using GridGov.Workflow.Host.Security;
using GridGov.Workflow.Host.Tasks;
using Xunit;

namespace GridGov.Workflow.Host.Tests.Console;

/// <summary>Commands of pages: one form is one command, however often it is sent.</summary>
public sealed class CommandTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 5, 10, 0, 0, TimeSpan.FromHours(8));

    [Fact]
    public void Of_TheSameForm_IsTheSameCommand()
    {
        var (first, again) = (Of("desk-sw", "tasks/1/claim", "key"), Of("desk-sw", "tasks/1/claim", "key"));

        (again.Id, again.BodyHash).Should().Be((first.Id, first.BodyHash));
        first.Actor.Id.Should().Be("desk-sw");
    }

    [Theory]
    [InlineData("desk-cg", "tasks/1/claim", "key")]
    [InlineData("desk-sw", "tasks/2/claim", "key")]
    [InlineData("desk-sw", "tasks/1/claim", "other")]
    public void Of_AnotherPersonRouteOrForm_IsAnotherCommand(string person, string route, string key) =>
        Of(person, route, key).Id.Should().NotBe(Of("desk-sw", "tasks/1/claim", "key").Id);

    private static Command<TaskReasonRequest> Of(string person, string route, string key)
    {
        var user = new CurrentUser();
        user.Set(person, new Actor(person), isTrustedSystem: false);
        return Command<TaskReasonRequest>.Of(new TaskReasonRequest("因公"), route, key, user, Now);
    }
}
