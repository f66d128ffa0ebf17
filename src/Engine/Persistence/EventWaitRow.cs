using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GridGov.Workflow.Engine.Persistence;

/// <summary>A bookmark that waits for an event, found by content hash and correlation.</summary>
public sealed class EventWaitRow
{
    public required string BookmarkId { get; set; }
    public required string InstanceId { get; set; }
    public required string Hash { get; set; }
    public string? CorrelationId { get; set; }

    /// <summary>Burst that stored the wait: one that an event brought about does not take the same event again.</summary>
    public long Burst { get; set; }
}

internal sealed class EventWaitRowConfiguration : IEntityTypeConfiguration<EventWaitRow>
{
    public void Configure(EntityTypeBuilder<EventWaitRow> builder)
    {
        builder.ToTable("EventWaits");
        builder.HasKey(row => row.BookmarkId);
        builder.Property(row => row.BookmarkId).HasMaxLength(Lengths.LocalId).ValueGeneratedNever();
        builder.Property(row => row.InstanceId).HasMaxLength(Lengths.InstanceId);
        builder.Property(row => row.Hash).HasMaxLength(Lengths.Hash);
        builder.Property(row => row.CorrelationId).HasMaxLength(Lengths.CorrelationId);
        builder.HasIndex(row => new { row.Hash, row.CorrelationId });
    }
}
