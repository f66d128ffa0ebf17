using System.Net;
using FluentAssertions;
using GridGov.Workflow.Host.Tests.Hosting;
using Xunit;

namespace GridGov.Workflow.Host.Tests.Accounts;

/// <summary>When sessions end. A Host of its own that looks at the accounts with each request.</summary>
public sealed class SessionTests : IAsyncLifetime
{
    private IRunningHost _host = null!;

    public async ValueTask InitializeAsync() => _host = await InProcessHost.StartAsync(null, "--GridGov:Accounts:SessionCheckSeconds", "0");

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Session_EndsWithLockPasswordChangeAndSignOut()
    {
        using var security = await WebSession.SignedInAsync(_host, "admin-security");
        using var clerk = await WebSession.SignedInAsync(_host, "clerk-01");
        using var elsewhere = await WebSession.SignedInAsync(_host, "clerk-02");
        using var here = await WebSession.SignedInAsync(_host, "clerk-02");

        (await clerk.Api.GetAsync("/api/tasks")).Ok();
        (await security.Api.PostAsync("/api/accounts/clerk-01/disable")).Ok();
        var locked = await clerk.Api.GetAsync("/api/tasks");
        using var again = await clerk.SignInAsync("clerk-01", HostProcess.Password);

        using var changed = await here.SubmitAsync("/account/password", new()
        {
            ["current"] = HostProcess.Password,
            ["changed"] = "Another-Passw0rd",
            ["repeated"] = "Another-Passw0rd",
        });
        var elsewhereAfter = await elsewhere.Api.GetAsync("/api/tasks");
        var hereAfter = await here.Api.GetAsync("/api/tasks");
        using var signedOut = await SignOutAsync(here);
        var hereAtLast = await here.Api.GetAsync("/api/tasks");

        locked.Status.Should().Be(401);
        again.StatusCode.Should().Be(HttpStatusCode.Forbidden);
        changed.StatusCode.Should().Be(HttpStatusCode.OK);
        elsewhereAfter.Status.Should().Be(401, "the password changed");
        hereAfter.Status.Should().Be(200, "who changed the password stays");
        signedOut.StatusCode.Should().Be(HttpStatusCode.Redirect);
        hereAtLast.Status.Should().Be(401);
    }

    private static async Task<HttpResponseMessage> SignOutAsync(WebSession session)
    {
        // The form is on each page; its token is as good as any other of this session.
        var fields = new Dictionary<string, string>();
        (await session.SubmitAsync("/account/password", fields)).Dispose();
        return await session.Client.PostAsync("/account/logout", new FormUrlEncodedContent(fields));
    }
}
