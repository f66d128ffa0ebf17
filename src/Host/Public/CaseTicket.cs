using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;

namespace GridGov.Workflow.Host.Public;

/// <summary>What a citizen has proved to know: a case, and whether by its phone. Lives half an hour in an encrypted cookie, so that no code is in an address.</summary>
public sealed record CaseTicket(string CaseNumber, string QueryCode, bool HasPhone);

/// <summary>Gives tickets out and reads them.</summary>
internal sealed class CaseTickets(IDataProtectionProvider protection)
{
    private const string Cookie = "gridgov-public-case";
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(30);
    private readonly ITimeLimitedDataProtector _protector = protection.CreateProtector("GridGov.Public.CaseTicket").ToTimeLimitedDataProtector();

    public void Give(HttpContext context, CaseTicket ticket) => context.Response.Cookies.Append(
        Cookie, _protector.Protect(JsonSerializer.Serialize(ticket), Life), Options(context));

    public CaseTicket? Read(HttpContext context)
    {
        if (context.Request.Cookies[Cookie] is not { Length: > 0 } sealedTicket) return null;
        try
        {
            return JsonSerializer.Deserialize<CaseTicket>(_protector.Unprotect(sealedTicket));
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    public static void Drop(HttpContext context) => context.Response.Cookies.Delete(Cookie, Options(context));

    private static CookieOptions Options(HttpContext context) => new()
    {
        Path = PublicPages.Root,
        HttpOnly = true,
        SameSite = SameSiteMode.Strict,
        Secure = context.Request.IsHttps,
    };
}
