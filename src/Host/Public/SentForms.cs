using Microsoft.AspNetCore.Antiforgery;

namespace GridGov.Workflow.Host.Public;

/// <summary>Whether a form that was sent can be read at all.</summary>
internal static class SentForms
{
    /// <summary>False when it is too old, comes from elsewhere, or is larger than a form may be.</summary>
    public static async Task<bool> IsSoundAsync(HttpContext context, IAntiforgery antiforgery)
    {
        try
        {
            return context.Request.HasFormContentType && await antiforgery.IsRequestValidAsync(context);
        }
        catch (Exception error) when (error is BadHttpRequestException or InvalidDataException)
        {
            return false;
        }
    }
}
