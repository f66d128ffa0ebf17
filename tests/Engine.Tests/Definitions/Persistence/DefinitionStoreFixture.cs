using GridGov.Workflow.Engine.Activities;
using GridGov.Workflow.Engine.Definitions;
using GridGov.Workflow.Engine.Definitions.Documents;
using GridGov.Workflow.Engine.Definitions.Persistence;
using GridGov.Workflow.Engine.Definitions.Validation;
using GridGov.Workflow.Engine.Persistence;
using GridGov.Workflow.Engine.Tests.Runtime.Fakes;
using Microsoft.Extensions.Time.Testing;

namespace GridGov.Workflow.Engine.Tests.Definitions.Persistence;

/// <summary>A store over its own SQLite file, with recorded publications, chosen used versions and counted ids.</summary>
internal sealed class DefinitionStoreFixture : IDisposable, IDefinitionIds, IPublishListener
{
    private readonly TestDb _db = new();
    private int _lastId;

    public DefinitionStoreFixture()
        : this(new SampleRegistry(), new SampleCompiler(new SampleRegistry()))
    {
    }

    public DefinitionStoreFixture(IActivityRegistry registry, IWorkflowCompiler compiler)
    {
        var validator = new DefinitionValidator(
            compiler, registry,
            [new ActivityRule(), new ConnectionRule(), new ReachabilityRule(), new ArgumentRule(), new VariableRule(), new TriggerRule()]);
        var contents = new DefinitionContents(registry);
        var publisher = new DefinitionPublisher(contents, validator, registry, [this]);
        Store = new DefinitionStore(new DefinitionCommands(_db), new DefinitionWriter(contents, publisher, this, Time), new DefinitionConsumers(_db));
        Queries = new DefinitionQueries(_db);
    }

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 8, 21, 8, 0, 0, TimeSpan.Zero));
    public DefinitionStore Store { get; }
    public DefinitionQueries Queries { get; }
    public List<string> Log { get; } = [];

    /// <summary>Runs before each command's listener: the place to let another writer win.</summary>
    public Func<Task> Interfere { get; set; } = () => Task.CompletedTask;

    public WorkflowDbContext Open() => _db.Open();

    public string Next() => $"id{Interlocked.Increment(ref _lastId)}";

    /// <summary>Stores an instance of a version.</summary>
    public async Task StartAsync(DefinitionSummary version)
    {
        await using var context = Open();
        context.Add(new InstanceRow
        {
            Id = "case-1",
            DefinitionId = version.DefinitionId,
            VersionId = version.Id,
            Version = version.Version,
            ContentHash = version.ContentHash,
            HeadHash = [],
            State = [],
        });
        await context.SaveChangesAsync();
    }

    public async Task PublishedAsync(WorkflowDbContext context, PublishedDefinition published, CancellationToken cancellationToken)
    {
        Log.Add($"published {published.DefinitionId} {published.Version}");
        await Interfere();
    }

    public Task RetractedAsync(WorkflowDbContext context, string definitionId, CancellationToken cancellationToken)
    {
        Log.Add($"retracted {definitionId}");
        return Task.CompletedTask;
    }

    /// <summary>A definition whose root is one activity; more top-level members as JSON text after a comma.</summary>
    public static WorkflowDocument Model(string? definitionId, string name, string root = "Elsa.Start", string more = "") => WorkflowDocument.Parse(
        $$$"""{"definitionId":{{{(definitionId is null ? "null" : $"\"{definitionId}\"")}}},"name":"{{{name}}}","root":{"id":"r","type":"{{{root}}}","version":1}{{{more}}}}""");

    public static WorkflowDocument ActivityModel(string definitionId, string name, string root = "Elsa.Start", string more = "") =>
        Model(definitionId, name, root, """,  "options":{"usableAsActivity":true}""" + more);

    public void Dispose() => _db.Dispose();
}
