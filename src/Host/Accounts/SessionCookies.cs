using Microsoft.AspNetCore.Authentication.Cookies;

namespace GridGov.Workflow.Host.Accounts;

/// <summary>
/// Gives the session's cookie the <c>__Host-</c> prefix over https, so that no other host of the domain can plant one. Plain
/// http has no such prefix: browsers refuse it there.
/// </summary>
internal sealed class SessionCookies : ICookieManager
{
    private const string SecurePrefix = "__Host-";
    private readonly ChunkingCookieManager _cookies = new();

    public string? GetRequestCookie(HttpContext context, string key) => _cookies.GetRequestCookie(context, NameFor(context, key));

    public void AppendResponseCookie(HttpContext context, string key, string? value, CookieOptions options) =>
        _cookies.AppendResponseCookie(context, NameFor(context, key), value, options);

    public void DeleteCookie(HttpContext context, string key, CookieOptions options) =>
        _cookies.DeleteCookie(context, NameFor(context, key), options);

    private static string NameFor(HttpContext context, string key) => context.Request.IsHttps ? SecurePrefix + key : key;
}
