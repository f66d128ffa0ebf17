using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GridGov.Workflow.Engine.Persistence;

/// <summary>Pending rows are delivered; parked ones wait for an operator.</summary>
public enum OutboxStatus { Pending, Parked }

/// <summary>An effect that is to be delivered, at least once, always with the same key. Gone when its answer is committed.</summary>
public sealed class OutboxRow
{
    public required string Key { get; set; }
    public required string InstanceId { get; set; }
    public required string Kind { get; set; }

    /// <summary>JSON text.</summary>
    public required string Payload { get; set; }

    /// <summary>True when the instance waits for a result.</summary>
    public bool Answered { get; set; }

    /// <summary>Failed attempts of the current round.</summary>
    public int Attempts { get; set; }

    /// <summary>Grows whenever an operator has it sent again, and is the burst's number after a retry; part of the id of the failure stimulus.</summary>
    public int Round { get; set; }

    /// <summary>Wall time.</summary>
    public DateTimeOffset NextAttemptAt { get; set; }
    public string? LeaseOwner { get; set; }

    /// <summary>Wall time until which only the owner may deliver.</summary>
    public DateTimeOffset? LeaseUntil { get; set; }
    public OutboxStatus Status { get; set; }
    public string? LastError { get; set; }
}

internal sealed class OutboxRowConfiguration : IEntityTypeConfiguration<OutboxRow>
{
    public void Configure(EntityTypeBuilder<OutboxRow> builder)
    {
        builder.ToTable("Outbox");
        builder.HasKey(row => row.Key);
        builder.Property(row => row.Key).HasMaxLength(Lengths.EffectKey).ValueGeneratedNever();
        builder.Property(row => row.InstanceId).HasMaxLength(Lengths.InstanceId);
        builder.Property(row => row.Kind).HasMaxLength(Lengths.Kind);
        builder.Property(row => row.LeaseOwner).HasMaxLength(Lengths.Actor);
        builder.Property(row => row.LastError).HasMaxLength(1000);
        builder.HasIndex(row => new { row.Status, row.NextAttemptAt });
        builder.HasIndex(row => row.InstanceId);
    }
}
