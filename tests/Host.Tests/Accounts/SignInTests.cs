using System.Net;
using System.Text.Json.Nodes;
using FluentAssertions;
using GridGov.Workflow.Host.Tests.Hosting;
using Xunit;

namespace GridGov.Workflow.Host.Tests.Accounts;

/// <summary>People sign in by cookie, and what they may do comes from the directory.</summary>
[Collection(HostCollection.Name)]
public sealed class SignInTests(HostFixture fixture)
{
    [Fact]
    public async Task SignIn_RightPassword_ActsAsThatPersonInTheApi()
    {
        using var clerk = await WebSession.SignedInAsync(fixture.Host, "clerk-01");

        var number = (await clerk.Api.PostAsync("/api/cases", City.Report())).Ok()["caseNumber"]!.GetValue<string>();

        var cookie = clerk.Cookies.Should().ContainSingle(cookie => cookie.Name == "gridgov-session").Subject;
        cookie.HttpOnly.Should().BeTrue();
        var history = (await clerk.Api.GetAsync($"/api/cases/{number}/history")).Ok();
        history.ToJsonString().Should().Contain("clerk-01");
        (await clerk.Api.GetAsync("/api/definitions")).Status.Should().Be(403, "a clerk does not look at processes");
    }

    [Theory]
    [InlineData("clerk-01", "wrong")]
    [InlineData("nobody", HostProcess.Password)]
    [InlineData("system", HostProcess.Password)]
    public async Task SignIn_WrongNameOrPassword_ShowsTheSameTextAndNoCookie(string account, string password)
    {
        using var session = new WebSession(fixture.Host);

        using var answer = await session.SignInAsync(account, password);

        answer.StatusCode.Should().Be(HttpStatusCode.Unauthorized);
        WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync()).Should().Contain("账号或密码不正确。");
        session.Cookies.Should().NotContain(cookie => cookie.Name == "gridgov-session");
    }

    [Fact]
    public async Task SignIn_FiveWrongPasswords_LocksOutAndTheAdministratorUnlocks()
    {
        using var session = new WebSession(fixture.Host);
        for (var attempt = 0; attempt < 5; attempt++) (await session.SignInAsync("desk-tw", "wrong")).Dispose();

        using var locked = await session.SignInAsync("desk-tw", HostProcess.Password);
        using var security = await WebSession.SignedInAsync(fixture.Host, "admin-security");
        (await security.Api.PostAsync("/api/accounts/desk-tw/enable")).Ok();
        using var unlocked = await session.SignInAsync("desk-tw", HostProcess.Password);

        locked.StatusCode.Should().Be(HttpStatusCode.TooManyRequests);
        unlocked.StatusCode.Should().Be(HttpStatusCode.Redirect);
    }

    [Theory]
    [InlineData("/designer/workflows/instances", "/designer/workflows/instances")]
    [InlineData("//evil.example", "/")]
    [InlineData("/\\evil.example", "/")]
    [InlineData("https://evil.example", "/")]
    [InlineData("", "/")]
    public async Task SignIn_ReturnUrl_StaysOnThisSite(string wish, string expected)
    {
        using var session = new WebSession(fixture.Host);

        using var answer = await session.SignInAsync("office-01", HostProcess.Password, wish);

        answer.Headers.Location!.OriginalString.Should().Be(expected);
    }

    [Fact]
    public async Task Pages_Unauthenticated_RedirectAndApiAnswers401()
    {
        using var session = new WebSession(fixture.Host);

        using var page = await session.Client.GetAsync("/designer/workflows/instances?page=1");
        var api = await session.Api.GetAsync("/api/tasks");

        page.StatusCode.Should().Be(HttpStatusCode.Redirect);
        page.Headers.Location!.PathAndQuery.Should().Be("/account/login?returnUrl=%2Fdesigner%2Fworkflows%2Finstances%3Fpage%3D1");
        api.Status.Should().Be(401);
        api.ContentType.Should().Be("application/problem+json");
        api.Json["code"]!.GetValue<string>().Should().Be("auth.needed");
    }

    [Fact]
    public async Task SignIn_FormWithoutItsToken_IsNotObeyed()
    {
        using var session = new WebSession(fixture.Host);

        using var answer = await session.Client.PostAsync("/account/login", new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["account"] = "office-01",
            ["password"] = HostProcess.Password,
        }));

        answer.StatusCode.Should().Be(HttpStatusCode.BadRequest);
        session.Cookies.Should().NotContain(cookie => cookie.Name == "gridgov-session");
    }

    [Fact]
    public async Task Accounts_ByAnOrdinaryPerson_AreForbidden()
    {
        using var clerk = await WebSession.SignedInAsync(fixture.Host, "clerk-01");

        (await clerk.Api.PostAsync("/api/accounts/office-01/disable")).Status.Should().Be(403);
        (await clerk.Api.GetAsync("/api/accounts")).Status.Should().Be(403);
    }

    [Fact]
    public async Task SetPassword_Weak_NamesTheRule()
    {
        using var security = await WebSession.SignedInAsync(fixture.Host, "admin-security");

        using var answer = await security.Client.PutAsync("/api/accounts/desk-fl/password", new StringContent(
            new JsonObject { ["password"] = "short" }.ToJsonString(), System.Text.Encoding.UTF8, "application/json"));

        ((int)answer.StatusCode).Should().Be(422);
        (await answer.Content.ReadAsStringAsync()).Should().Contain("account.PasswordTooShort").And.Contain("10 个字符");
    }
}
