using System.Security.Cryptography;
using System.Text;
using GridGov.Workflow.Activities.Departments;
using GridGov.Workflow.Activities.Directory.Persistence;
using GridGov.Workflow.Activities.Grids;
using GridGov.Workflow.Engine.Persistence;
using GridGov.Workflow.Host.Accounts;
using GridGov.Workflow.Host.Security;
using GridGov.Workflow.Host.Security.Keys;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Options;

namespace GridGov.Workflow.Host.Startup;

/// <summary>
/// Brings the database to the current schema and fills what a first start needs, before the engine's own services start:
/// the directory, a development key, development accounts, and the shipped workflows.
/// </summary>
internal sealed class HostStarter(
    IWorkflowDb db, DirectoryStore directory, ApiKeys keys, IServiceScopeFactory scopes, WorkflowSeeder workflows, Readiness readiness, IHostApplicationLifetime lifetime,
    IOptions<DepartmentApiOptions> departments, IOptions<GridApiOptions> grids, IDataProtectionProvider protection, AuditKeyCheck auditKey, DataFolderClaim claim,
    IOptions<HostOptions> options, IConfiguration configuration, TimeProvider time)
    : IHostedLifecycleService
{
    internal const string KeyVariable = "GRIDGOV_API_KEY";

    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        await using var turn = await StartLock.TakeAsync(db.Open(), claim, cancellationToken);
        await using (var context = db.Open()) await SchemaUpdate.RunAsync(context, cancellationToken);

        // Made under the lock, the first key is that of all nodes.
        protection.CreateProtector(nameof(HostStarter)).Protect([]);
        auditKey.Throw();
        if (!await directory.RefreshAsync(cancellationToken)) await directory.LoadAsync(DemoDirectory(), "system", cancellationToken);
        await directory.ConnectAsync(departments.Value, grids.Value, cancellationToken);
        await AddDevelopmentKeyAsync(cancellationToken);
        await using (var scope = scopes.CreateAsyncScope())
        {
            await scope.ServiceProvider.GetRequiredService<DevelopmentAccounts>().AddMissingAsync(cancellationToken);
        }

        await workflows.PublishMissingAsync(cancellationToken);
    }

    public Task StartedAsync(CancellationToken cancellationToken)
    {
        lifetime.ApplicationStarted.Register(() => readiness.Waiting = null);
        return Task.CompletedTask;
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>First of all the load balancer is told; while it takes notice, everything else goes on as before.</summary>
    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        readiness.Waiting = "The Host is stopping.";
        if (options.Value.DrainDelay > TimeSpan.Zero) await Task.Delay(options.Value.DrainDelay, time, cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task AddDevelopmentKeyAsync(CancellationToken cancellationToken)
    {
        if (configuration[KeyVariable] is { Length: > 0 } preset)
        {
            await keys.AddAsync(preset, "preset by " + KeyVariable, "system", actFor: true, cancellationToken);
        }
        else if (!await keys.AnyAsync(cancellationToken))
        {
            var key = "dev-" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(24));
            await keys.AddAsync(key, "development key of the first start", "system", actFor: true, cancellationToken);
            System.Console.WriteLine($"Development API key (shown once; send it as X-Api-Key): {key}");
        }
    }

    private static string DemoDirectory()
    {
        using var stream = typeof(DirectoryStore).Assembly.GetManifestResourceStream("Directory/Data/demo-city.json")!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
