using GridGov.Workflow.Engine.Execution;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GridGov.Workflow.Engine.Persistence;

/// <summary>One workflow instance: what lists need, and the state as of its last burst.</summary>
public sealed class InstanceRow
{
    public required string Id { get; set; }
    public required string DefinitionId { get; set; }
    public required string VersionId { get; set; }
    public required int Version { get; set; }
    public required string ContentHash { get; set; }
    public WorkflowStatus Status { get; set; }
    public WorkflowSubStatus SubStatus { get; set; }
    public string? Name { get; set; }
    public string? CorrelationId { get; set; }
    public string? ParentInstanceId { get; set; }

    /// <summary>Recorded (business) times.</summary>
    public DateTimeOffset CreatedAt { get; set; }
    public DateTimeOffset UpdatedAt { get; set; }
    public DateTimeOffset? FinishedAt { get; set; }

    /// <summary>Number of the last burst. The row's version: a writer that does not know it writes nothing.</summary>
    public long Burst { get; set; }

    /// <summary>Unresolved incidents.</summary>
    public int IncidentCount { get; set; }

    /// <summary>Hash of the last journal row (32 bytes).</summary>
    public required byte[] HeadHash { get; set; }

    /// <summary>The state as written by <see cref="IStateCodec"/>, packed by <see cref="Packing"/>.</summary>
    public required byte[] State { get; set; }

    /// <summary>True for instances that the engine's own house-keeping started.</summary>
    public bool IsSystem { get; set; }

    /// <summary>Deleted by an operator: no list shows it; its journal stays.</summary>
    public bool IsDeleted { get; set; }
}

internal sealed class InstanceRowConfiguration : IEntityTypeConfiguration<InstanceRow>
{
    public void Configure(EntityTypeBuilder<InstanceRow> builder)
    {
        builder.ToTable("Instances");
        builder.HasKey(row => row.Id);
        builder.Property(row => row.Id).HasMaxLength(Lengths.InstanceId).ValueGeneratedNever();
        builder.Property(row => row.DefinitionId).HasMaxLength(Lengths.DefinitionId);
        builder.Property(row => row.VersionId).HasMaxLength(Lengths.DefinitionId);
        builder.Property(row => row.ContentHash).HasMaxLength(Lengths.Hash);
        builder.Property(row => row.Name).HasMaxLength(Lengths.Name);
        builder.Property(row => row.CorrelationId).HasMaxLength(Lengths.CorrelationId);
        builder.Property(row => row.ParentInstanceId).HasMaxLength(Lengths.InstanceId);
        builder.Property(row => row.Burst).IsConcurrencyToken();
        builder.Property(row => row.HeadHash).HasMaxLength(32);

        // No column that moves with a burst: PostgreSQL then leaves all indexes alone, and puts the new row beside the old one.
        builder.HasIndex(row => new { row.DefinitionId, row.CreatedAt });
        builder.HasIndex(row => row.CreatedAt);
        builder.HasIndex(row => row.CorrelationId);
        builder.HasIndex(row => row.ParentInstanceId);
    }
}
