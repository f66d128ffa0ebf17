using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GridGov.Workflow.Engine.Persistence;

/// <summary>A published event, durable before it is matched to waits.</summary>
public sealed class EventRow
{
    public required string Id { get; set; }
    public required string Name { get; set; }

    /// <summary>See <see cref="Execution.BookmarkHash"/>.</summary>
    public required string Hash { get; set; }

    /// <summary>Only waits of this correlation may take it; null = any.</summary>
    public string? CorrelationId { get; set; }

    /// <summary>Only waits of this instance may take it; null = any.</summary>
    public string? LocalInstanceId { get; set; }

    /// <summary>JSON text, or null for no payload.</summary>
    public string? Payload { get; set; }

    /// <summary>Recorded time of publication.</summary>
    public DateTimeOffset At { get; set; }

    /// <summary>Wall time of the commit: bounds the window in which a later wait still takes it.</summary>
    public DateTimeOffset CommittedAt { get; set; }
    public required string ActorId { get; set; }
    public string? OnBehalfOf { get; set; }
    public string? Via { get; set; }

    /// <summary>True when at least one wait or start trigger took it; set by the very burst that took it.</summary>
    public bool Matched { get; set; }

    /// <summary>True when all waits that were there at its publication have been looked at.</summary>
    public bool Settled { get; set; }
}

internal sealed class EventRowConfiguration : IEntityTypeConfiguration<EventRow>
{
    public void Configure(EntityTypeBuilder<EventRow> builder)
    {
        builder.ToTable("Events");
        builder.HasKey(row => row.Id);
        builder.Property(row => row.Id).HasMaxLength(Lengths.LocalId).ValueGeneratedNever();
        builder.Property(row => row.Name).HasMaxLength(Lengths.Name);
        builder.Property(row => row.Hash).HasMaxLength(Lengths.Hash);
        builder.Property(row => row.CorrelationId).HasMaxLength(Lengths.CorrelationId);
        builder.Property(row => row.LocalInstanceId).HasMaxLength(Lengths.InstanceId);
        builder.Property(row => row.ActorId).HasMaxLength(Lengths.Actor);
        builder.Property(row => row.OnBehalfOf).HasMaxLength(Lengths.Actor);
        builder.Property(row => row.Via).HasMaxLength(Lengths.Actor);
        builder.HasIndex(row => new { row.Hash, row.Matched, row.CommittedAt });
        builder.HasIndex(row => new { row.Settled, row.CommittedAt });
    }
}
