using System.Net;
using System.Text.RegularExpressions;
using GridGov.Workflow.Host.Tests.Hosting;

namespace GridGov.Workflow.Host.Tests.Accounts;

/// <summary>What a browser does without scripts: keeps cookies, reads the form's token, follows no redirects.</summary>
public sealed partial class WebSession : IDisposable
{
    private readonly HttpClientHandler _handler = new() { AllowAutoRedirect = false };

    public WebSession(IRunningHost host) => Client = new HttpClient(_handler) { BaseAddress = host.Address };

    public HttpClient Client { get; }

    public Api Api => new(Client);

    public CookieCollection Cookies => _handler.CookieContainer.GetAllCookies();

    public static async Task<WebSession> SignedInAsync(IRunningHost host, string person)
    {
        var session = new WebSession(host);
        using var answer = await session.SignInAsync(person, HostProcess.Password);
        return answer.StatusCode == HttpStatusCode.Redirect
            ? session
            : throw new InvalidOperationException($"{person} cannot sign in: {answer.StatusCode}");
    }

    public Task<HttpResponseMessage> SignInAsync(string account, string password, string? returnUrl = null) => SubmitAsync("/account/login", new()
    {
        ["account"] = account,
        ["password"] = password,
        ["returnUrl"] = returnUrl ?? "",
    });

    /// <summary>Opens a page, fills its form in and sends it.</summary>
    public async Task<HttpResponseMessage> SubmitAsync(string page, Dictionary<string, string> fields)
    {
        var html = await Client.GetStringAsync(page);
        fields["__RequestVerificationToken"] = Token().Match(html).Groups["value"].Value;
        return await Client.PostAsync(page, new FormUrlEncodedContent(fields));
    }

    public void Dispose()
    {
        Client.Dispose();
        _handler.Dispose();
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"(?<value>[^\"]+)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Token();
}
