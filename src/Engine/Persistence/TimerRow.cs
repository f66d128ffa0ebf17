using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GridGov.Workflow.Engine.Persistence;

/// <summary>
/// When an instance is to be woken: the due time of its nearest bookmark; what else it waits for is in its state. There is no row while nothing
/// can come due, so also while an instance is finished.
/// </summary>
public sealed class TimerRow
{
    public required string InstanceId { get; set; }
    public DateTimeOffset DueAt { get; set; }
}

internal sealed class TimerRowConfiguration : IEntityTypeConfiguration<TimerRow>
{
    public void Configure(EntityTypeBuilder<TimerRow> builder)
    {
        builder.ToTable("Timers");
        builder.HasKey(row => row.InstanceId);
        builder.Property(row => row.InstanceId).HasMaxLength(Lengths.InstanceId).ValueGeneratedNever();
        builder.HasIndex(row => row.DueAt);
    }
}
