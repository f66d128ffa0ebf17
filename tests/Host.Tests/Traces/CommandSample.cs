namespace GridGov.Workflow.Host.Tests.Traces;

/// <summary>A command that succeeds, and where it leaves who did what, when and why.</summary>
/// <param name="Endpoint">Method and route.</param>
/// <param name="Person">Who sends it; null = the system.</param>
/// <param name="Trace">The table in which a row appears.</param>
/// <param name="Prepare">Makes what it needs, and gives path and body.</param>
internal sealed record CommandSample(string Endpoint, string? Person, string Trace, Func<CommandWorld, Task<(string Path, HttpContent Content)>> Prepare)
{
    public const string Journal = nameof(Journal);
    public const string AdminLog = nameof(AdminLog);

    public HttpMethod Method => new(Endpoint[..Endpoint.IndexOf(' ', StringComparison.Ordinal)]);

    /// <summary>Whether a path is one of the endpoint's.</summary>
    public bool IsPath(string path)
    {
        var route = Endpoint[(Endpoint.IndexOf(' ', StringComparison.Ordinal) + 1)..].Split('/');
        var parts = path.Split('?')[0].Split('/');
        return route.Length == parts.Length && route.Zip(parts).All(pair => pair.First == pair.Second || pair.First.StartsWith('{'));
    }

    public static CommandSample Of(string endpoint, string? person, string trace, string path, string body = "{}") =>
        new(endpoint, person, trace, _ => Task.FromResult((path, CommandWorld.Json(body))));

    public static CommandSample Of(string endpoint, string? person, string trace, Func<CommandWorld, Task<string>> path, string body = "{}") =>
        new(endpoint, person, trace, async world => (await path(world), CommandWorld.Json(body)));
}
