using GridGov.Workflow.Engine.Tasks;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GridGov.Workflow.Engine.Persistence;

/// <summary>Projection of a <see cref="HumanTask"/>; unlike the state it keeps closed tasks too.</summary>
public sealed class TaskRow
{
    public required string Id { get; set; }
    public required string InstanceId { get; set; }
    public required string NodeId { get; set; }
    public required string Name { get; set; }
    public string? Title { get; set; }
    public HumanTaskStatus Status { get; set; }
    public string? Assignee { get; set; }
    public string? Outcome { get; set; }
    public string? CompletedBy { get; set; }
    public DateTimeOffset CreatedAt { get; set; }
    public DateTimeOffset? DueAt { get; set; }
    public DateTimeOffset? RemindAt { get; set; }
    public DateTimeOffset? CompletedAt { get; set; }
    public string? AreaCode { get; set; }
    public string? UnitId { get; set; }
    public string? SubjectKey { get; set; }

    /// <summary>Key of the form in <see cref="TaskFormRow"/>; null = none.</summary>
    public string? FormHash { get; set; }

    /// <summary>
    /// The members that no query filters by, as JSON text: executionId, payload, candidates, excludedUsers, excludedUnits,
    /// outcomes. See <see cref="Tasks.TaskRows"/>.
    /// </summary>
    public required string Details { get; set; }
}

internal sealed class TaskRowConfiguration : IEntityTypeConfiguration<TaskRow>
{
    public void Configure(EntityTypeBuilder<TaskRow> builder)
    {
        builder.ToTable("Tasks");
        builder.HasKey(row => row.Id);
        builder.Property(row => row.Id).HasMaxLength(Lengths.LocalId).ValueGeneratedNever();
        builder.Property(row => row.InstanceId).HasMaxLength(Lengths.InstanceId);
        builder.Property(row => row.NodeId).HasMaxLength(400);
        builder.Property(row => row.Name).HasMaxLength(Lengths.Name);
        builder.Property(row => row.Title).HasMaxLength(400);
        builder.Property(row => row.Assignee).HasMaxLength(Lengths.Actor);
        builder.Property(row => row.Outcome).HasMaxLength(Lengths.Name);
        builder.Property(row => row.CompletedBy).HasMaxLength(Lengths.Actor);
        builder.Property(row => row.AreaCode).HasMaxLength(30);
        builder.Property(row => row.UnitId).HasMaxLength(Lengths.Actor);
        builder.Property(row => row.SubjectKey).HasMaxLength(Lengths.InstanceId);
        builder.Property(row => row.FormHash).HasMaxLength(Lengths.Hash);
        builder.HasIndex(row => row.InstanceId);

        // Most tasks are open to several people until one completes them: only those that somebody holds are in this index.
        builder.HasIndex(row => new { row.Assignee, row.Status }).HasFilter("\"Assignee\" IS NOT NULL");
        builder.HasIndex(row => new { row.SubjectKey, row.CreatedAt });
    }
}
