using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GridGov.Workflow.Engine.Persistence;

/// <summary>A bookmark with a due time. Removed by the burst that consumes it.</summary>
public sealed class TimerRow
{
    public required string BookmarkId { get; set; }
    public required string InstanceId { get; set; }
    public DateTimeOffset DueAt { get; set; }
}

internal sealed class TimerRowConfiguration : IEntityTypeConfiguration<TimerRow>
{
    public void Configure(EntityTypeBuilder<TimerRow> builder)
    {
        builder.ToTable("Timers");
        builder.HasKey(row => row.BookmarkId);
        builder.Property(row => row.BookmarkId).HasMaxLength(Lengths.LocalId).ValueGeneratedNever();
        builder.Property(row => row.InstanceId).HasMaxLength(Lengths.InstanceId);
        builder.HasIndex(row => row.DueAt);
    }
}
