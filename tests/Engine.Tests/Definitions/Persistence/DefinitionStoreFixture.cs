using GridGov.Workflow.Engine.Definitions;
using GridGov.Workflow.Engine.Definitions.Documents;
using GridGov.Workflow.Engine.Definitions.Persistence;
using GridGov.Workflow.Engine.Definitions.Validation;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Microsoft.Extensions.Time.Testing;

namespace GridGov.Workflow.Engine.Tests.Definitions.Persistence;

/// <summary>A store over its own SQLite file, with recorded publications, chosen used versions and counted ids.</summary>
internal sealed class DefinitionStoreFixture : IDisposable, IDefinitionDb, IDefinitionUsage, IDefinitionIds, IPublishListener
{
    private readonly string _file = Path.Combine(Path.GetTempPath(), $"definitions-{Guid.NewGuid():N}.db");
    private int _lastId;

    public DefinitionStoreFixture()
    {
        var registry = new SampleRegistry();
        var validator = new DefinitionValidator(
            new SampleCompiler(registry), registry,
            [new ActivityRule(), new ConnectionRule(), new ReachabilityRule(), new ArgumentRule(), new VariableRule(), new TriggerRule()]);
        var contents = new DefinitionContents(registry);
        var publisher = new DefinitionPublisher(contents, validator, registry, [this]);
        Store = new DefinitionStore(new DefinitionCommands(this), new DefinitionWriter(contents, publisher, this, this, Time));
        Queries = new DefinitionQueries(this);
        using var context = Open();
        context.Database.EnsureCreated();
    }

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 8, 21, 8, 0, 0, TimeSpan.Zero));
    public DefinitionStore Store { get; }
    public DefinitionQueries Queries { get; }
    public HashSet<string> Used { get; } = [];
    public List<string> Log { get; } = [];

    /// <summary>Runs before each command's listener: the place to let another writer win.</summary>
    public Func<Task> Interfere { get; set; } = () => Task.CompletedTask;

    public DbContext Open() => new Context(new DbContextOptionsBuilder().UseSqlite($"Data Source={_file};Pooling=False;Default Timeout=1").Options);

    public string Next() => $"id{Interlocked.Increment(ref _lastId)}";

    public Task<IReadOnlySet<string>> FindUsedAsync(DbContext context, IReadOnlyCollection<string> versionIds, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlySet<string>>(versionIds.Intersect(Used).ToHashSet());

    public async Task PublishedAsync(DbContext context, PublishedDefinition published, CancellationToken cancellationToken)
    {
        Log.Add($"published {published.DefinitionId} {published.Version}");
        await Interfere();
    }

    public Task RetractedAsync(DbContext context, string definitionId, CancellationToken cancellationToken)
    {
        Log.Add($"retracted {definitionId}");
        return Task.CompletedTask;
    }

    /// <summary>A definition whose root is one activity; more top-level members as JSON text after a comma.</summary>
    public static DefinitionDocument Model(string? definitionId, string name, string root = "Elsa.Start", string more = "") => DefinitionDocument.Parse(
        $$$"""{"definitionId":{{{(definitionId is null ? "null" : $"\"{definitionId}\"")}}},"name":"{{{name}}}","root":{"id":"r","type":"{{{root}}}","version":1}{{{more}}}}""");

    public static DefinitionDocument ActivityModel(string definitionId, string name, string root = "Elsa.Start", string more = "") =>
        Model(definitionId, name, root, """,  "options":{"usableAsActivity":true}""" + more);

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        File.Delete(_file);
    }

    private sealed class Context(DbContextOptions options) : DbContext(options)
    {
        protected override void OnModelCreating(ModelBuilder modelBuilder)
        {
            modelBuilder.ApplyConfiguration(new DefinitionVersionRowConfiguration());
            modelBuilder.ApplyConfiguration(new DefinitionContentRowConfiguration());
        }

        protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
            configurationBuilder.Properties<DateTimeOffset>().HaveConversion<DateTimeOffsetToBinaryConverter>();
    }
}
