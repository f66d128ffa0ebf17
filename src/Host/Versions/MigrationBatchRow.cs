using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GridGov.Workflow.Host.Versions;

/// <summary>A migration of many instances: what was asked. How far it is, its items tell.</summary>
public sealed class MigrationBatchRow
{
    public required string Id { get; set; }
    public required string DefinitionId { get; set; }
    public required string ToVersionId { get; set; }
    public int ToVersion { get; set; }
    public required string ToContentHash { get; set; }

    /// <summary>JSON object old id → new id, or null.</summary>
    public string? Mapping { get; set; }
    public required string Reason { get; set; }
    public bool DryRun { get; set; }
    public required string ActorId { get; set; }
    public string? OnBehalfOf { get; set; }
    public string? Via { get; set; }

    /// <summary>SHA-256 of the request, so that one key with two bodies is refused.</summary>
    public required string BodyHash { get; set; }

    /// <summary>Business time of the request: the time of every move.</summary>
    public DateTimeOffset At { get; set; }

    /// <summary>When it ended; null while instances wait for their turn.</summary>
    public DateTimeOffset? EndedAt { get; set; }
    public bool IsCancelled { get; set; }
}

/// <summary>What became of an instance.</summary>
public enum MigrationOutcome { Pending, Moved, Movable, Refused }

/// <summary>One instance of a batch.</summary>
public sealed class MigrationItemRow
{
    public required string BatchId { get; set; }
    public required string InstanceId { get; set; }
    public MigrationOutcome Outcome { get; set; }

    /// <summary>Stable code of the refusal.</summary>
    public string? Code { get; set; }

    /// <summary>JSON list of faults, or null.</summary>
    public string? Faults { get; set; }
}

internal sealed class MigrationBatchConfiguration : IEntityTypeConfiguration<MigrationBatchRow>
{
    public void Configure(EntityTypeBuilder<MigrationBatchRow> builder)
    {
        builder.ToTable("MigrationBatches");
        builder.HasKey(row => row.Id);
        builder.Property(row => row.Id).HasMaxLength(40).ValueGeneratedNever();
        builder.Property(row => row.DefinitionId).HasMaxLength(100);
        builder.Property(row => row.ToVersionId).HasMaxLength(100);
        builder.Property(row => row.ToContentHash).HasMaxLength(64);
        builder.Property(row => row.Reason).HasMaxLength(1000);
        builder.Property(row => row.ActorId).HasMaxLength(100);
        builder.Property(row => row.OnBehalfOf).HasMaxLength(100);
        builder.Property(row => row.Via).HasMaxLength(100);
        builder.Property(row => row.BodyHash).HasMaxLength(64);
        builder.HasIndex(row => row.EndedAt);
    }
}

internal sealed class MigrationItemConfiguration : IEntityTypeConfiguration<MigrationItemRow>
{
    public void Configure(EntityTypeBuilder<MigrationItemRow> builder)
    {
        builder.ToTable("MigrationItems");
        builder.HasKey(row => new { row.BatchId, row.InstanceId });
        builder.Property(row => row.BatchId).HasMaxLength(40);
        builder.Property(row => row.InstanceId).HasMaxLength(100);
        builder.Property(row => row.Outcome).HasConversion<string>().HasMaxLength(20);
        builder.Property(row => row.Code).HasMaxLength(100);
        builder.HasIndex(row => new { row.BatchId, row.Outcome });
    }
}
