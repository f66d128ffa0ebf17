using GridGov.Workflow.Engine.Execution;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GridGov.Workflow.Engine.Persistence;

/// <summary>
/// One burst of an instance: what happened, by whom, and the link to the row before (design.md §6). Written once, never changed.
/// </summary>
public sealed class JournalRow
{
    public required string InstanceId { get; set; }

    /// <summary>Number of the burst, from 1 without gaps.</summary>
    public long Sequence { get; set; }

    /// <summary>Unique in its instance, that of a start over all instances: makes a repeated delivery a no-op.</summary>
    public required string StimulusId { get; set; }

    /// <summary>Hex SHA-256 of the request's body, or null for the engine's own stimuli.</summary>
    public string? BodyHash { get; set; }

    /// <summary>Kind of stimulus, such as <c>task-completed</c>.</summary>
    public required string Kind { get; set; }

    /// <summary>The burst's recorded time.</summary>
    public DateTimeOffset At { get; set; }

    /// <summary>Wall time of the commit, by the writing node: finds what changed since the last anchor. Not part of the history, nor of its hash.</summary>
    public DateTimeOffset CommittedAt { get; set; }
    public required string ActorId { get; set; }
    public string? OnBehalfOf { get; set; }
    public string? Via { get; set; }
    public long FirstEntry { get; set; }
    public int EntryCount { get; set; }
    public required string ContentHash { get; set; }
    public required string CoreVersion { get; set; }

    /// <summary>Status of the instance after the burst.</summary>
    public WorkflowStatus Status { get; set; }
    public WorkflowSubStatus SubStatus { get; set; }

    /// <summary>SHA-256 of the state after the burst, so that an altered state shows (32 bytes).</summary>
    public required byte[] StateHash { get; set; }

    /// <summary>Hash of the row before; 32 zero bytes for the first.</summary>
    public required byte[] PreviousHash { get; set; }
    public required byte[] Hash { get; set; }

    /// <summary>Stimulus, entries and result as canonical JSON, packed by <see cref="Packing"/>.</summary>
    public required byte[] Payload { get; set; }
}

internal sealed class JournalRowConfiguration : IEntityTypeConfiguration<JournalRow>
{
    public void Configure(EntityTypeBuilder<JournalRow> builder)
    {
        builder.ToTable("Journal");
        builder.HasKey(row => new { row.InstanceId, row.Sequence });
        builder.Property(row => row.InstanceId).HasMaxLength(Lengths.InstanceId);
        builder.Property(row => row.StimulusId).HasMaxLength(Lengths.StimulusId);
        builder.Property(row => row.BodyHash).HasMaxLength(Lengths.Hash);
        builder.Property(row => row.Kind).HasMaxLength(Lengths.Kind);
        builder.Property(row => row.ActorId).HasMaxLength(Lengths.Actor);
        builder.Property(row => row.OnBehalfOf).HasMaxLength(Lengths.Actor);
        builder.Property(row => row.Via).HasMaxLength(Lengths.Actor);
        builder.Property(row => row.ContentHash).HasMaxLength(Lengths.Hash);
        builder.Property(row => row.CoreVersion).HasMaxLength(Lengths.Kind);
        builder.Property(row => row.StateHash).HasMaxLength(32);
        builder.Property(row => row.PreviousHash).HasMaxLength(32);
        builder.Property(row => row.Hash).HasMaxLength(32);
        builder.HasIndex(row => new { row.InstanceId, row.StimulusId }).IsUnique();
        builder.HasIndex(row => row.StimulusId).IsUnique().HasFilter("\"Sequence\" = 1");
        builder.HasIndex(row => row.CommittedAt);
    }
}
