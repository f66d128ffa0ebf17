namespace GridGov.Workflow.Host.Tests.Hosting;

/// <summary>A Host that answers, wherever it runs.</summary>
public interface IRunningHost
{
    /// <summary>A client that signs in with the Host's key, as the given person when named.</summary>
    HttpClient Client(string? actingUser = null);
}
