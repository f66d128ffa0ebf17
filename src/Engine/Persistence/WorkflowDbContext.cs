using System.Reflection;
using Microsoft.EntityFrameworkCore;

namespace GridGov.Workflow.Engine.Persistence;

/// <summary>
/// The engine's tables. A deriving context adds its own; both assemblies' configurations are picked up. Provider-neutral:
/// SQLite, PostgreSQL and SQL Server differ by options and migrations only.
/// </summary>
public abstract class WorkflowDbContext(DbContextOptions options) : DbContext(options)
{
    public DbSet<InstanceRow> Instances => Set<InstanceRow>();
    public DbSet<JournalRow> Journal => Set<JournalRow>();
    public DbSet<EventWaitRow> EventWaits => Set<EventWaitRow>();
    public DbSet<TimerRow> Timers => Set<TimerRow>();
    public DbSet<OutboxRow> Outbox => Set<OutboxRow>();
    public DbSet<EventRow> Events => Set<EventRow>();
    public DbSet<TaskRow> Tasks => Set<TaskRow>();
    public DbSet<TaskFormRow> TaskForms => Set<TaskFormRow>();
    public DbSet<TaskCandidateRow> TaskCandidates => Set<TaskCandidateRow>();
    public DbSet<IdempotencyKeyRow> IdempotencyKeys => Set<IdempotencyKeyRow>();
    public DbSet<TriggerRow> Triggers => Set<TriggerRow>();
    public DbSet<AnchorRow> Anchors => Set<AnchorRow>();
    public DbSet<MembershipRow> Members => Set<MembershipRow>();
    public DbSet<MembershipVersionRow> MemberVersions => Set<MembershipVersionRow>();

    /// <summary>Assemblies whose entity configurations make up the model, besides the engine's. Default: the deriving context's.</summary>
    protected virtual IEnumerable<Assembly> ConfigurationAssemblies => [GetType().Assembly];

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        foreach (var assembly in ConfigurationAssemblies.Prepend(typeof(WorkflowDbContext).Assembly).Distinct())
            modelBuilder.ApplyConfigurationsFromAssembly(assembly);
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcTicksConverter>();
    }
}
