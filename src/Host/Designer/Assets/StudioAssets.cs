using Microsoft.Net.Http.Headers;

namespace GridGov.Workflow.Host.Designer.Assets;

/// <summary>
/// Serves the Studio package under <c>/designer/</c>, compressed as npm delivered it. Fingerprinted files are kept by the
/// browser for good; the others are asked for again and answered 304 while the package's version is the same.
/// </summary>
internal static class StudioAssets
{
    private const string ForGood = "public, max-age=31536000, immutable";

    public static void Map(IEndpointRouteBuilder designer) =>
        designer.MapMethods("/{**path}", [HttpMethods.Get, HttpMethods.Head], Serve).ExcludeFromDescription();

    private static IResult Serve(string path, StudioPackage package, HttpContext context)
    {
        if (package.Find(path) is not { } file) return Results.NotFound();
        var (chosen, encoding) = file.For(Takes(context.Request, "br"), Takes(context.Request, "gzip"));
        var headers = context.Response.Headers;
        headers.Vary = HeaderNames.AcceptEncoding;
        headers.CacheControl = file.IsFingerprinted ? ForGood : "no-cache";
        if (encoding is not null) headers.ContentEncoding = encoding;

        // The package of one version never changes, so version and form are the identity of the bytes.
        var tag = new EntityTagHeaderValue($"\"{package.Version}-{encoding ?? "plain"}\"");
        return Results.File(chosen, file.ContentType, entityTag: tag);
    }

    private static bool Takes(HttpRequest request, string encoding) =>
        request.GetTypedHeaders().AcceptEncoding.Any(accepted => accepted.Value.Equals(encoding, StringComparison.OrdinalIgnoreCase) && accepted.Quality is not 0);
}
