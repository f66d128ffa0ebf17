using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GridGov.Workflow.Host.Notices;

/// <summary>What a notice is about.</summary>
public enum NoticeKind
{
    /// <summary>新任务.</summary>
    NewTask,

    /// <summary>退回、返工.</summary>
    Returned,

    /// <summary>超时.</summary>
    Overdue,

    /// <summary>来哨.</summary>
    Whistle,

    /// <summary>申诉、剔除已有决定.</summary>
    AppealDecided,
}

/// <summary>A notice for one person. It names case and task by number and kind only: no personal values, no words of anybody.</summary>
public sealed class NoticeRow
{
    public required string PersonId { get; set; }

    /// <summary>What happened, the same however often it is looked at: <c>task/{id}</c>, <c>overdue/{id}</c>, <c>appeal/{id}</c>.</summary>
    public required string Key { get; set; }
    public NoticeKind Kind { get; set; }
    public required string InstanceId { get; set; }
    public string? CaseNumber { get; set; }
    public string? TaskId { get; set; }
    public string? TaskName { get; set; }

    /// <summary>Business time.</summary>
    public DateTimeOffset At { get; set; }

    /// <summary>When the person read it, or when there was nothing to do any more; null while it is new.</summary>
    public DateTimeOffset? ReadAt { get; set; }
}

internal sealed class NoticeConfiguration : IEntityTypeConfiguration<NoticeRow>
{
    public void Configure(EntityTypeBuilder<NoticeRow> builder)
    {
        builder.ToTable("Notices");
        builder.HasKey(row => new { row.PersonId, row.Key });
        builder.Property(row => row.PersonId).HasMaxLength(100);
        builder.Property(row => row.Key).HasMaxLength(140);
        builder.Property(row => row.Kind).HasConversion<string>().HasMaxLength(30);
        builder.Property(row => row.InstanceId).HasMaxLength(100);
        builder.Property(row => row.CaseNumber).HasMaxLength(40);
        builder.Property(row => row.TaskId).HasMaxLength(130);
        builder.Property(row => row.TaskName).HasMaxLength(100);
        builder.HasIndex(row => row.InstanceId);
        builder.HasIndex(row => new { row.PersonId, row.At });
    }
}
