using Microsoft.AspNetCore.Components.Endpoints;
using Scalar.AspNetCore;

namespace GridGov.Workflow.Host.Security;

/// <summary>What every answer tells the browser not to do, by the kind of page.</summary>
internal static class SecurityHeaders
{
    /// <summary>Our own pages: nothing but what this site serves as files; no inline script or style.</summary>
    private const string Pages =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    /// <summary>The designer: also WebAssembly, inline styles and workers, which Studio and its code editor need.</summary>
    private const string Designer =
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; " +
        "connect-src 'self'; worker-src 'self' blob:; manifest-src 'self'; frame-ancestors 'self'; base-uri 'self'; form-action 'self'";

    /// <summary>Files that people upload: whatever is in them, it runs nothing.</summary>
    private const string Files = "default-src 'none'; sandbox; frame-ancestors 'none'";

    /// <summary>The console: also inline styles, which its components set; scripts only from our files, and the circuit to ourselves.</summary>
    private const string Console =
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; connect-src 'self'; " +
        "form-action 'self'; base-uri 'self'; frame-ancestors 'none'";

    public static IApplicationBuilder UseSecurityHeaders(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        // At the last moment: an exception clears what was set before.
        context.Response.OnStarting(() => Add(context));
        return next(context);
    });

    private static Task Add(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=(), payment=()";
        headers.ContentSecurityPolicy = PolicyFor(context);
        return Task.CompletedTask;
    }

    private static string PolicyFor(HttpContext context)
    {
        var path = context.Request.Path;
        if (path.StartsWithSegments("/designer", StringComparison.OrdinalIgnoreCase)) return Designer;
        if (context.GetEndpoint()?.Metadata.GetMetadata<RootComponentMetadata>() is not null) return Console;

        if (path.StartsWithSegments("/api/attachments", StringComparison.OrdinalIgnoreCase)) return Files;
        return context.Items[ScalarOptions.NonceHttpContextItemKey] is string nonce ? ApiPage(nonce) : Pages;
    }

    /// <summary>The page that tries the API out: its own scripts with the nonce of this answer, and inline styles.</summary>
    private static string ApiPage(string nonce) =>
        $"default-src 'none'; script-src 'self' 'nonce-{nonce}'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; connect-src 'self'; " +
        "worker-src 'self' blob:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
}
