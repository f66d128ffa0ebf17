using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GridGov.Workflow.Host.Notices;

/// <summary>What a person has read. Notices themselves are not stored: they are the tasks that wait and the decisions that came.</summary>
public sealed class NoticeMarkRow
{
    /// <summary>Key of the mark that stands for every notice up to its time.</summary>
    public const string All = "*";

    public required string PersonId { get; set; }
    public required string Key { get; set; }

    /// <summary>Business time.</summary>
    public DateTimeOffset At { get; set; }
}

/// <summary>A message to a unit's system or mailbox that was given to the outbox.</summary>
public sealed class NoticeSentRow
{
    /// <summary>Key of the message in the outbox.</summary>
    public required string Key { get; set; }

    /// <summary>Business time.</summary>
    public DateTimeOffset At { get; set; }
}

internal sealed class NoticeMarkConfiguration : IEntityTypeConfiguration<NoticeMarkRow>
{
    public void Configure(EntityTypeBuilder<NoticeMarkRow> builder)
    {
        builder.ToTable("NoticeMarks");
        builder.HasKey(row => new { row.PersonId, row.Key });
        builder.Property(row => row.PersonId).HasMaxLength(100);
        builder.Property(row => row.Key).HasMaxLength(NoticeKey.MaxLength);
    }
}

internal sealed class NoticeSentConfiguration : IEntityTypeConfiguration<NoticeSentRow>
{
    public void Configure(EntityTypeBuilder<NoticeSentRow> builder)
    {
        builder.ToTable("NoticesSent");
        builder.HasKey(row => row.Key);
        builder.Property(row => row.Key).HasMaxLength(100);
        builder.HasIndex(row => row.At);
    }
}
