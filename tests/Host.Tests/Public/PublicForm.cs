using System.Net;
using System.Text.RegularExpressions;
using GridGov.Workflow.Host.Tests.Accounts;
using GridGov.Workflow.Host.Tests.Hosting;

namespace GridGov.Workflow.Host.Tests.Public;

/// <summary>A citizen with a browser without scripts.</summary>
public sealed partial class PublicForm(IRunningHost host) : IDisposable
{
    private readonly WebSession _web = new(host);

    public Task<HttpResponseMessage> GetAsync(string path) => _web.Client.GetAsync(path);

    /// <summary>A page as a reader sees it: Blazor writes Chinese as entities.</summary>
    public async Task<string> ReadAsync(string path) => WebUtility.HtmlDecode(await _web.Client.GetStringAsync(path));

    public static async Task<string> TextOf(HttpResponseMessage answer) => WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());

    /// <summary>The hidden fields of the form on a page that is sent to <paramref name="action"/>.</summary>
    public async Task<Dictionary<string, string>> OpenAsync(string page, string action)
    {
        var html = await _web.Client.GetStringAsync(page);
        var at = html.IndexOf($"action=\"{action}\"", StringComparison.Ordinal);
        if (at < 0) throw new InvalidOperationException($"{page} has no form for {action}:\n{html}");
        var form = html[at..html.IndexOf("</form>", at, StringComparison.Ordinal)];
        return Hidden().Matches(form).ToDictionary(match => match.Groups["name"].Value, match => match.Groups["value"].Value);
    }

    public Task<HttpResponseMessage> SendAsync(string action, Dictionary<string, string> fields, byte[]? photo = null, string name = "家门口.jpg")
    {
        if (photo is null) return _web.Client.PostAsync(action, new FormUrlEncodedContent(fields));
        var form = new MultipartFormDataContent();
        foreach (var (key, value) in fields) form.Add(new StringContent(value), key);
        form.Add(new ByteArrayContent(photo), "photos", name);
        return _web.Client.PostAsync(action, form);
    }

    public async Task<HttpResponseMessage> SubmitAsync(string page, string action, Dictionary<string, string> fields, byte[]? photo = null)
    {
        foreach (var (name, value) in await OpenAsync(page, action)) fields[name] = value;
        return await SendAsync(action, fields, photo);
    }

    public void Dispose() => _web.Dispose();

    [GeneratedRegex("<input type=\"hidden\" name=\"(?<name>[^\"]+)\" value=\"(?<value>[^\"]*)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Hidden();
}
