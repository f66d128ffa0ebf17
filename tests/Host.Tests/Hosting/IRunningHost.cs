namespace GridGov.Workflow.Host.Tests.Hosting;

/// <summary>A Host that answers, wherever it runs.</summary>
public interface IRunningHost : IAsyncDisposable
{
    /// <summary>Where it listens, with a slash at the end.</summary>
    Uri Address { get; }

    string DataFolder { get; }
}

public static class RunningHostExtensions
{
    /// <summary>A client that signs in with the Host's key, as the given person when named.</summary>
    public static HttpClient Client(this IRunningHost host, string? actingUser = null)
    {
        var client = new HttpClient { BaseAddress = host.Address, Timeout = TimeSpan.FromSeconds(60) };
        client.DefaultRequestHeaders.Add("X-Api-Key", HostProcess.ApiKey);
        if (actingUser is not null) client.DefaultRequestHeaders.Add("X-Acting-User", actingUser);
        return client;
    }
}
