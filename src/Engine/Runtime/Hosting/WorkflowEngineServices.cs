using System.Net;
using GridGov.Workflow.Engine.Activities;
using GridGov.Workflow.Engine.Definitions;
using GridGov.Workflow.Engine.Definitions.Persistence;
using GridGov.Workflow.Engine.Definitions.Trials;
using GridGov.Workflow.Engine.Execution;
using GridGov.Workflow.Engine.Expressions;
using GridGov.Workflow.Engine.History;
using GridGov.Workflow.Engine.History.Archives;
using GridGov.Workflow.Engine.History.Folds;
using GridGov.Workflow.Engine.Persistence;
using GridGov.Workflow.Engine.Runtime.Children;
using GridGov.Workflow.Engine.Runtime.Cluster;
using GridGov.Workflow.Engine.Runtime.Commits;
using GridGov.Workflow.Engine.Runtime.Events;
using GridGov.Workflow.Engine.Runtime.Http;
using GridGov.Workflow.Engine.Runtime.Instances;
using GridGov.Workflow.Engine.Runtime.Membership;
using GridGov.Workflow.Engine.Runtime.Outbox;
using GridGov.Workflow.Engine.Runtime.Timers;
using GridGov.Workflow.Engine.Runtime.Triggers;
using GridGov.Workflow.Engine.Tasks;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using Orleans.Runtime;
using Quartz;

namespace GridGov.Workflow.Engine.Runtime.Hosting;

/// <summary>Registers the engine.</summary>
public static class WorkflowEngineServices
{
    /// <summary>
    /// Adds the engine: runtime, timers, outbox, events, triggers, anchors, an Orleans silo and a Quartz scheduler. The host adds the
    /// database with <see cref="AddWorkflowDb{TContext}"/>, its activities as <see cref="Activity"/> and its subject as <see cref="ISubject"/>.
    /// Registrations that are there already win.
    /// </summary>
    /// <exception cref="Microsoft.Extensions.Options.OptionsValidationException">An option is out of its range; all faults are listed.</exception>
    public static IServiceCollection AddWorkflowEngine(this IServiceCollection services, Action<WorkflowEngineOptions>? configure = null)
    {
        var options = new WorkflowEngineOptions();
        configure?.Invoke(options);
        OptionsCheck.Throw(options);
        services.AddSingleton(options);
        services.AddSingleton(options.Commits).AddSingleton(options.Timers).AddSingleton(options.Outbox).AddSingleton(options.Events).AddSingleton(options.Http);
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<IBusinessClock, SystemBusinessClock>();
        services.TryAddSingleton<IRandomSource, SystemRandomSource>();
        services.TryAddSingleton<IReferenceData, NoReferenceData>();
        AddCore(services);
        AddInstances(services, options);
        AddDelivery(services);
        AddSilo(services, options);
        AddScheduler(services, options);
        AddHistory(services, options);
        AddViews(services);
        services.AddHostedService<EngineLoops>();
        return services;
    }

    /// <summary>Adds the host's context as the engine's database, with SQLite's settings where the provider is SQLite.</summary>
    public static IServiceCollection AddWorkflowDb<TContext>(this IServiceCollection services, Action<IServiceProvider, DbContextOptionsBuilder> configure)
        where TContext : WorkflowDbContext
    {
        services.AddPooledDbContextFactory<TContext>((provider, options) =>
        {
            configure(provider, options);

            // Conflicts are part of the protocol (a fence, a repeated key); the pipeline logs those that matter.
            options.UseWorkflowSqliteSettings().ConfigureWarnings(warnings => warnings.Log(
                (RelationalEventId.CommandError, LogLevel.Debug), (CoreEventId.SaveChangesFailed, LogLevel.Debug),
                (CoreEventId.OptimisticConcurrencyException, LogLevel.Debug)));
        });
        services.TryAddSingleton<IWorkflowDb, WorkflowDb<TContext>>();
        return services;
    }

    private static void AddCore(IServiceCollection services)
    {
        services.AddExpressions();
        services.AddWorkflowCore();
        services.AddWorkflowDefinitions();
        services.AddSingleton<IPublishListener, TriggerPublisher>();
    }

    private static void AddInstances(IServiceCollection services, WorkflowEngineOptions options)
    {
        services.TryAddSingleton(provider => NodeIdentity.Of(provider.GetRequiredService<ILocalSiloDetails>().SiloAddress));
        if (options.IsSingleNode) services.TryAddSingleton<INodes, OnlyNode>();
        else services.TryAddSingleton<INodes, MemberNodes>();
        services.TryAddSingleton(provider => new CommitPipeline(
            provider.GetRequiredService<IWorkflowDb>(), provider.GetRequiredService<TimeProvider>(), options.Commits, provider.GetRequiredService<ILogger<CommitPipeline>>()));
        services.TryAddSingleton<IDurableRows, DurableRows>();
        services.TryAddSingleton(_ => new ScriptPool(options.ScriptThreads == 0 ? Math.Max(2, Environment.ProcessorCount) : options.ScriptThreads));
        services.TryAddSingleton<ClusterSignals>();
        services.TryAddSingleton<IClusterSignals>(provider => provider.GetRequiredService<ClusterSignals>());
        services.TryAddSingleton<CommitSignals>();
        services.TryAddSingleton<OutboxQueue>();
        services.TryAddSingleton<TaskForms>();
        services.TryAddSingleton<BurstRowsBuilder>();
        services.TryAddSingleton<InstanceServices>();
        services.TryAddSingleton<IWorkflowGraphs>(provider => ActivatorUtilities.CreateInstance<WorkflowGraphs>(provider));
        services.TryAddSingleton<ResidentInstances>();
        services.TryAddSingleton<IWorkflowInstances>(provider => new GrainInstances(
            new InstanceReferences(provider.GetRequiredService<IGrainFactory>()).Of, provider.GetRequiredService<ResidentInstances>(), options.Cluster, provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<GrainInstances>>()));
        services.TryAddSingleton<IWorkflowRuntime, WorkflowRuntime>();
    }

    private static void AddDelivery(IServiceCollection services)
    {
        services.TryAddSingleton<TimerService>();
        services.TryAddSingleton<OutboxStore>();
        services.TryAddSingleton<OutboxDispatcher>();
        services.TryAddSingleton(provider => new OutboxControl(
            provider.GetRequiredService<IWorkflowDb>(), provider.GetRequiredService<OutboxStore>(), provider.GetRequiredService<OutboxDispatcher>()));
        services.TryAddSingleton<EventStore>();
        services.TryAddSingleton<EventMatcher>();
        services.TryAddSingleton<TriggerStarter>();
        services.TryAddSingleton<TriggerAlarm>();
        services.TryAddSingleton(provider => new TriggerIndex(
            provider.GetRequiredService<IWorkflowDb>(), provider.GetRequiredService<CommitPipeline>(), provider.GetRequiredService<IBusinessClock>()));
        services.TryAddSingleton(provider => new EngineLoad(
            provider.GetRequiredService<CommitPipeline>(), provider.GetRequiredService<OutboxQueue>(), provider.GetRequiredService<EventMatcher>(),
            provider.GetRequiredService<TimerService>(), provider.GetRequiredService<TriggerAlarm>(), provider.GetRequiredService<CommitSignals>()));
        services.TryAddSingleton<LostNodes>();
        services.TryAddSingleton<NodeTalk>();
        services.TryAddSingleton(provider => new Lazy<IEnumerable<INodeLossObserver>>(provider.GetServices<INodeLossObserver>));
        services.AddSingleton<IEffectHandler, StartChildHandler>();
        services.AddSingleton<IEffectHandler, ChildResultHandler>();
        services.AddSingleton<IEffectHandler, HttpEffectHandler>();
        services.AddHttpClient(HttpEffectHandler.ClientName)
            .ConfigurePrimaryHttpMessageHandler(GatedConnection.CreateHandler)
            .ConfigureHttpClient(client => client.Timeout = Timeout.InfiniteTimeSpan);
    }

    private static void AddHistory(IServiceCollection services, WorkflowEngineOptions options)
    {
        services.TryAddSingleton(provider => new AuditAnchors(
            provider.GetRequiredService<IWorkflowDb>(), provider.GetRequiredService<CommitPipeline>(), options.AuditFolder ?? options.DataFolder, provider.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton(new ArchiveFolder(options.ArchiveFolder ?? Path.Combine(options.DataFolder, "archive")));
        services.TryAddSingleton(provider => new JournalVerifier(
            provider.GetRequiredService<IWorkflowDb>(), provider.GetRequiredService<AuditAnchors>(), provider.GetRequiredService<ArchiveFolder>()));
        services.TryAddSingleton(provider => new Replayer(
            provider.GetRequiredService<IWorkflowDb>(), provider.GetRequiredService<JournalVerifier>(), provider.GetRequiredService<IInterpreter>(),
            provider.GetRequiredService<IStateCodec>(), provider.GetRequiredService<IWorkflowGraphs>()));
    }

    private static void AddViews(IServiceCollection services)
    {
        services.TryAddSingleton<InstanceFolds>();
        services.TryAddSingleton(provider => new MigrationTrial(
            provider.GetRequiredService<IWorkflowRuntime>(), provider.GetRequiredService<IWorkflowGraphs>(), provider.GetRequiredService<IInterpreter>(),
            provider.GetRequiredService<ScriptPool>()));
        services.TryAddSingleton(provider => new ActivityTrial(
            provider.GetRequiredService<IWorkflowCompiler>(), provider.GetRequiredService<IInterpreter>(), provider.GetRequiredService<IBusinessClock>(),
            provider.GetRequiredService<ScriptPool>()));
    }

    private static void AddSilo(IServiceCollection services, WorkflowEngineOptions options) => services.AddOrleans(silo =>
    {
        if (options.ConfigureSilo is { } configure) configure(silo);
        else if (options.IsSingleNode) silo.UseLocalhostClustering(SiloSetup.FreePort(IPAddress.Loopback), SiloSetup.FreePort(IPAddress.Loopback));
        else silo.UseDatabaseMembership(options);
        silo.AddGrainService<Neighbour>();
        silo.Configure<GrainCollectionOptions>(collection =>
        {
            // What is idle stays for a while; when memory runs short before that, the longest idle go first.
            collection.CollectionAge = options.IdleAfter;
            collection.EnableActivationSheddingOnMemoryPressure = true;
        });
    });

    private static void AddScheduler(IServiceCollection services, WorkflowEngineOptions options)
    {
        services.AddQuartz(quartz =>
        {
            options.ConfigureQuartz?.Invoke(quartz);
            var sweep = new JobKey("sweep", "workflow");
            quartz.AddJob<SweepJob>(job => job.WithIdentity(sweep));
            quartz.AddTrigger(trigger => trigger.WithIdentity("sweep", "workflow").ForJob(sweep)
                .WithSimpleSchedule(schedule => schedule.WithInterval(options.SweepInterval).RepeatForever()));
            var anchor = new JobKey("anchor", "workflow");
            quartz.AddJob<AnchorJob>(job => job.WithIdentity(anchor));
            quartz.AddTrigger(trigger => trigger.WithIdentity("anchor", "workflow").ForJob(anchor)
                .WithSimpleSchedule(schedule => schedule.WithInterval(options.AnchorInterval).RepeatForever()));
        });
        services.AddQuartzHostedService(quartz => quartz.WaitForJobsToComplete = true);
    }
}
