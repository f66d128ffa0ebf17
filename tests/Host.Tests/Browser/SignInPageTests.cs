using FluentAssertions;
using GridGov.Workflow.Host.Tests.Hosting;
using Xunit;

namespace GridGov.Workflow.Host.Tests.Browser;

/// <summary>Signing in as a person does it: with a browser, a wrong password first.</summary>
[Collection(BrowserCollection.Name)]
public sealed class SignInPageTests(BrowserFixture fixture)
{
    [Fact]
    public async Task SignIn_WrongThenRight_LandsOnTheWantedPage()
    {
        await using var window = await fixture.OpenAsync();
        await window.Page.GotoAsync("/designer/workflows/instances");
        await window.ShootAsync("sign-in");

        await window.Page.FillAsync("#account", "office-01");
        await window.Page.FillAsync("#password", "wrong");
        await window.Page.PressAsync("#password", "Enter");
        var told = await window.Page.InnerTextAsync("[role=alert]");
        await window.ShootAsync("sign-in-refused");
        await window.Page.FillAsync("#password", HostProcess.Password);
        await window.Page.PressAsync("#password", "Enter");
        await window.WaitUntilDrawnAsync();

        told.Should().Be("账号或密码不正确。");
        window.Path.Should().StartWith("/designer/workflows/instances");
    }

    [Fact]
    public async Task SignIn_TooManyWrongPasswords_SaysThatTheAccountIsLocked()
    {
        await using var window = await fixture.OpenAsync();
        for (var attempt = 0; attempt < 5; attempt++) await window.SignInAsync("desk-cl", "wrong");

        await window.SignInAsync("desk-cl", HostProcess.Password);

        (await window.Page.InnerTextAsync("[role=alert]")).Should().Contain("锁定");
    }

    [Fact]
    public async Task Designer_WithoutTheRight_SaysSo()
    {
        await using var window = await fixture.OpenAsync("clerk-01");

        var answer = await window.Page.GotoAsync("/designer/");

        answer!.Status.Should().Be(403);
        (await window.Page.InnerTextAsync("h1")).Should().Be("无权使用流程设计器");
        await window.ShootAsync("forbidden");
    }
}
