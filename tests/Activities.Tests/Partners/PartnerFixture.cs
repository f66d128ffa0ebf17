using System.Text.Json;
using GridGov.Workflow.Activities.Departments;
using GridGov.Workflow.Activities.Directory;
using GridGov.Workflow.Engine.Runtime;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace GridGov.Workflow.Activities.Tests.Partners;

/// <summary>The registered handlers in front of a partner on loopback.</summary>
public abstract class PartnerFixture : IAsyncLifetime
{
    private ServiceProvider? _services;

    internal PartnerServer Server { get; private set; } = null!;

    internal KnownValues Values { get; } = new();

    public async ValueTask InitializeAsync() => Server = await PartnerServer.StartAsync();

    public async ValueTask DisposeAsync()
    {
        if (_services is not null) await _services.DisposeAsync();
        await Server.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected Task<JsonElement> DeliverAsync(string kind, object payload, string key = "i/a/1", params (string Key, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings.Select(s => KeyValuePair.Create(s.Key, (string?)s.Value))).Build();
        _services = new ServiceCollection().AddLogging().AddSingleton<IPersonalValues>(Values).AddDepartmentApis(configuration).BuildServiceProvider();
        var handler = _services.GetServices<IEffectHandler>().Single(h => h.Kind == kind);
        return handler.DeliverAsync(new EffectDelivery("i", key, JsonSerializer.SerializeToElement(payload), 1), TestContext.Current.CancellationToken);
    }
}
