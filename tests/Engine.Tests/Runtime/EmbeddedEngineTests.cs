using System.Text.Json;
using FluentAssertions;
using GridGov.Workflow.Engine.Definitions;
using GridGov.Workflow.Engine.Execution;
using GridGov.Workflow.Engine.Execution.Stimuli;
using GridGov.Workflow.Engine.History;
using GridGov.Workflow.Engine.Persistence;
using GridGov.Workflow.Engine.Runtime;
using GridGov.Workflow.Engine.Runtime.Commits;
using GridGov.Workflow.Engine.Runtime.Hosting;
using GridGov.Workflow.Engine.Tests.Runtime.Fakes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Xunit;

namespace GridGov.Workflow.Engine.Tests.Runtime;

/// <summary>The engine as a host runs it: Orleans, Quartz, loops and the real core, on a SQLite file.</summary>
public sealed class EmbeddedEngineTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("workflow-embedded-").FullName;

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Run_TaskTimerEventAndChild_GoesThroughTheWholeShell()
    {
        using var host = await StartAsync();
        var runtime = host.Services.GetRequiredService<IWorkflowRuntime>();

        var reply = await runtime.StartAsync("parent", Start("a"));
        reply.Refusal.Should().BeNull();
        var task = (await TasksAsync(host)).Single();
        await runtime.DeliverAsync("a", new TaskCompleted(task.Id, null, default, "system") { Id = "k1", Actor = new Actor("sys"), At = Now });
        await runtime.PublishAsync(new PublishedEvent("e1", "Go", null, null, default, new Actor("sys"), Now));
        await TimerServiceTests.EventuallyAsync(async () => (await runtime.FindStateAsync("a"))!.Status == WorkflowStatus.Finished);

        (await runtime.FindStateAsync("a"))!.SubStatus.Should().Be(WorkflowSubStatus.Finished);
        (await host.Services.GetRequiredService<JournalVerifier>().VerifyAsync("a")).Fault.Should().BeNull();
        var replay = await host.Services.GetRequiredService<Replayer>().ReplayAsync("a");
        replay!.Outcome.Should().Be(ReplayOutcome.Equal, replay.Divergence?.Reason);
        await TimerServiceTests.EventuallyAsync(() => Task.FromResult(host.Services.GetRequiredService<EngineLoad>().IsIdle));
        await host.StopAsync();
    }

    [Fact]
    public async Task Deliver_CommitsNoLongerPossible_FailsAsUnavailableThroughTheGrain()
    {
        using var host = await StartAsync();
        var runtime = host.Services.GetRequiredService<IWorkflowRuntime>();
        await host.Services.GetRequiredService<CommitPipeline>().DisposeAsync();

        var start = () => runtime.StartAsync("child", Start("c"));

        (await start.Should().ThrowAsync<CommitFailedException>()).Which.IsUnavailable.Should().BeTrue();
        await host.StopAsync();
    }

    [Fact]
    public async Task Restart_WaitingInstance_GoesOnWhereItWas()
    {
        using (var first = await StartAsync())
        {
            var runtime = first.Services.GetRequiredService<IWorkflowRuntime>();
            await runtime.StartAsync("child", Start("c"));
            await first.StopAsync();
        }

        using var second = await StartAsync();
        var again = second.Services.GetRequiredService<IWorkflowRuntime>();

        (await again.StartAsync("child", Start("c"))).Repeated.Should().BeTrue();
        await TimerServiceTests.EventuallyAsync(async () => (await again.FindStateAsync("c"))!.Status == WorkflowStatus.Finished);
        await second.StopAsync();
    }

    [Fact]
    public void AddWorkflowEngine_OptionsOutOfRange_NamesThemAllWithTheirRanges()
    {
        var add = () => new ServiceCollection().AddWorkflowEngine(options =>
        {
            options.SweepInterval = TimeSpan.FromMinutes(2);
            options.Commits.MaxGroup = 0;
            options.Outbox.Lease = TimeSpan.FromSeconds(10);
        });

        add.Should().Throw<OptionsValidationException>().Which.Failures.Should()
            .Contain(fault => fault.Contains("SweepInterval is 00:02:00; allowed is 00:00:01 to 00:00:30"))
            .And.Contain(fault => fault.Contains("Commits:MaxGroup is 0; allowed is 1 to 1000"))
            .And.Contain(fault => fault.Contains("AttemptTimeout"));
    }

    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    private static Start Start(string id) => new() { Id = $"start/{id}", InstanceId = id, Actor = new Actor("sys"), At = Now };

    private static async Task<List<TaskRow>> TasksAsync(IHost host)
    {
        await using var db = host.Services.GetRequiredService<IWorkflowDb>().Open();
        return await db.Tasks.ToListAsync();
    }

    private async Task<IHost> StartAsync()
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Warning).AddFilter("Orleans", LogLevel.Error);
        builder.Services.AddSingleton<Contents>();
        builder.Services.AddSingleton<IDefinitionContents>(provider => provider.GetRequiredService<Contents>());
        builder.Services.AddSingleton<IPublishedDefinitions>(provider => provider.GetRequiredService<Contents>());
        builder.Services.AddWorkflowDb<TestDbContext>((_, options) => options.UseSqlite($"Data Source={Path.Combine(_folder, "engine.db")}"));
        builder.Services.AddWorkflowEngine(options => options.DataFolder = _folder);
        var host = builder.Build();
        await using (var db = host.Services.GetRequiredService<IWorkflowDb>().Open()) await db.Database.EnsureCreatedAsync();
        await host.StartAsync();
        return host;
    }

    private sealed class Contents : IDefinitionContents, IPublishedDefinitions
    {
        private static readonly Dictionary<string, string> Activities = new()
        {
            ["parent"] = """
                {"id":"t1","type":"Elsa.RunTask","version":1,"taskName":{"typeName":"String","expression":{"type":"Literal","value":"Do"}}},
                {"id":"e1","type":"Elsa.Event","version":1,"eventName":{"typeName":"String","expression":{"type":"Literal","value":"Go"}}},
                {"id":"x1","type":"Elsa.ExecuteWorkflow","version":1,"workflowDefinitionId":{"typeName":"String","expression":{"type":"Literal","value":"child"}},
                 "waitForCompletion":{"typeName":"Boolean","expression":{"type":"Literal","value":true}}}
                """,
            ["child"] = """
                {"id":"d1","type":"Elsa.Delay","version":1,"timeSpan":{"typeName":"TimeSpan","expression":{"type":"JavaScript","value":"'00:00:00.' + (200).toString()"}}}
                """,
        };

        public ValueTask<DefinitionContent?> FindAsync(string contentHash, CancellationToken cancellationToken = default)
        {
            if (!Activities.TryGetValue(contentHash, out var activities)) return ValueTask.FromResult<DefinitionContent?>(null);
            var json = $$"""
                {"id":"{{contentHash}}-1","definitionId":"{{contentHash}}","name":"{{contentHash}}","version":1,"variables":[],"inputs":[],"outputs":[],"options":{},
                 "root":{"id":"seq","type":"Elsa.Sequence","version":1,"variables":[],"activities":[{{activities}}] } }
                """;
            return ValueTask.FromResult<DefinitionContent?>(new DefinitionContent(contentHash, JsonDocument.Parse(json).RootElement, new Dictionary<string, DefinitionContent>()));
        }

        public ValueTask<string?> FindContentHashAsync(string definitionId, CancellationToken cancellationToken = default) => ValueTask.FromResult<string?>(definitionId);
    }
}
