using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GridGov.Workflow.Host.Retention;

/// <summary>One round of archiving: what was asked, and how far it is.</summary>
public sealed class RetentionRunRow
{
    public required string Id { get; set; }

    /// <summary>Wall time of the request.</summary>
    public DateTimeOffset At { get; set; }
    public required string ActorId { get; set; }
    public required string Reason { get; set; }

    /// <summary>True when it only counts.</summary>
    public bool DryRun { get; set; }

    /// <summary>Business time before which a case must have ended.</summary>
    public DateTimeOffset Cutoff { get; set; }
    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>Cases that are due, held ones left out.</summary>
    public int Due { get; set; }

    /// <summary>Cases that are due and held.</summary>
    public int Held { get; set; }
    public int Archived { get; set; }

    /// <summary>Cases that wait for something, such as a sub-process that still runs.</summary>
    public int Skipped { get; set; }

    /// <summary>Rows of journals that were moved; of a dry run: that would be.</summary>
    public long Rows { get; set; }

    /// <summary>Why it stands still; null while it goes well.</summary>
    public string? Trouble { get; set; }
}

internal sealed class RetentionRunConfiguration : IEntityTypeConfiguration<RetentionRunRow>
{
    public void Configure(EntityTypeBuilder<RetentionRunRow> builder)
    {
        builder.ToTable("RetentionRuns");
        builder.HasKey(row => row.Id);
        builder.Property(row => row.Id).HasMaxLength(40).ValueGeneratedNever();
        builder.Property(row => row.ActorId).HasMaxLength(100);
        builder.Property(row => row.Reason).HasMaxLength(500);
        builder.Property(row => row.Trouble).HasMaxLength(1000);
        builder.HasIndex(row => row.At);
        builder.HasIndex(row => row.EndedAt);
    }
}
