using FluentAssertions;
using GridGov.Workflow.Host.Tests.Browser;
using GridGov.Workflow.Host.Tests.Hosting;
using Xunit;

namespace GridGov.Workflow.Host.Tests.Console;

/// <summary>An open page sends no requests that a locked account could be refused at: the circuit itself must let go of it.</summary>
[Collection(ConsoleCollection.Name)]
public sealed class SessionEndTests(BrowserFixture fixture)
{
    [Fact]
    public async Task OpenPage_OfAnAccountThatIsLocked_EndsAtTheSignIn()
    {
        await using var screen = await ConsoleScreen.OpenAsync(fixture, "handler-hw");
        await screen.GoAsync("/cases");
        var security = fixture.City.As("admin-security");

        (await security.PostAsync("/api/accounts/handler-hw/disable")).Ok();
        await screen.Window.ArriveAsync(@"/account/login\?.+");

        screen.Window.Path.Should().Contain("returnUrl=%2Fcases");
        (await security.PostAsync("/api/accounts/handler-hw/enable")).Ok();
    }
}
