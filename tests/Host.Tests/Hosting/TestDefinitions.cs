using System.Text.Json.Nodes;

namespace GridGov.Workflow.Host.Tests.Hosting;

/// <summary>The definitions under <c>tests/Host.Tests/Definitions</c>, made for tests of the Host.</summary>
public static class TestDefinitions
{
    /// <summary>Imports and publishes one.</summary>
    public static async Task PublishAsync(Api api, string definitionId)
    {
        var file = Path.Combine(AppContext.BaseDirectory, "Definitions", definitionId + ".json");
        (await api.PostTextAsync("/api/definitions/import?publish=true", await File.ReadAllTextAsync(file))).Ok();
    }

    /// <summary>Starts an instance and gives its id.</summary>
    public static async Task<string> StartAsync(Api api, string definitionId, string key, string? correlationId = null) =>
        (await api.PostAsync($"/api/definitions/{definitionId}/execute", new JsonObject { ["correlationId"] = correlationId }, key)).Ok()["instanceId"]!.GetValue<string>();

    /// <summary>Starts an instance that waits at a task of its own.</summary>
    public static async Task<(string InstanceId, string TaskId)> OpenTaskAsync(Api api)
    {
        var id = await StartAsync(api, "one-task", Guid.NewGuid().ToString("N"));
        return (id, (await api.GetAsync($"/api/instances/{id}")).Ok()["waiting"]![0]!["id"]!.GetValue<string>());
    }
}
