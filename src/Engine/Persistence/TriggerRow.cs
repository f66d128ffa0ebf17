using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GridGov.Workflow.Engine.Persistence;

/// <summary>What starts an instance.</summary>
public enum StartTriggerKind { Event, Timer, Cron, StartAt }

/// <summary>A start trigger of a published definition.</summary>
public sealed class TriggerRow
{
    /// <summary>Derived from definition version, activity and expression: the same trigger keeps its id when published again.</summary>
    public required string Id { get; set; }
    public required string DefinitionId { get; set; }
    public required string ContentHash { get; set; }

    /// <summary>The activity that starts.</summary>
    public required string ActivityId { get; set; }
    public StartTriggerKind Kind { get; set; }

    /// <summary>Event name, interval (constant format), cron expression, or ISO 8601 time.</summary>
    public required string Expression { get; set; }

    /// <summary>Event hash, for event triggers.</summary>
    public string? Hash { get; set; }

    /// <summary>Business time of the next start, for the timed kinds; null when none is left.</summary>
    public DateTimeOffset? NextAt { get; set; }
}

internal sealed class TriggerRowConfiguration : IEntityTypeConfiguration<TriggerRow>
{
    public void Configure(EntityTypeBuilder<TriggerRow> builder)
    {
        builder.ToTable("Triggers");
        builder.HasKey(row => row.Id);
        builder.Property(row => row.Id).HasMaxLength(Lengths.Hash).ValueGeneratedNever();
        builder.Property(row => row.DefinitionId).HasMaxLength(Lengths.DefinitionId);
        builder.Property(row => row.ContentHash).HasMaxLength(Lengths.Hash);
        builder.Property(row => row.ActivityId).HasMaxLength(Lengths.Name);
        builder.Property(row => row.Expression).HasMaxLength(Lengths.Name);
        builder.Property(row => row.Hash).HasMaxLength(Lengths.Hash);
        builder.HasIndex(row => row.DefinitionId);
        builder.HasIndex(row => row.Hash);
        builder.HasIndex(row => row.NextAt);
    }
}
