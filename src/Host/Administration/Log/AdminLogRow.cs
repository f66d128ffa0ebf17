using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GridGov.Workflow.Host.Administration.Log;

/// <summary>
/// One act of an administrator: who, what, to what, when. Rows are only added; each holds the hash of the one before, so that a
/// changed or missing row shows. What happens to cases is in the journal, not here.
/// </summary>
public sealed class AdminLogRow
{
    /// <summary>From 1 without gaps.</summary>
    public long Sequence { get; set; }
    public DateTimeOffset At { get; set; }
    public required string ActorId { get; set; }

    /// <summary>The system whose key carried the request, or null.</summary>
    public string? Via { get; set; }

    /// <summary>Such as <c>substitution.set</c>, <c>account.lock</c>.</summary>
    public required string Action { get; set; }

    /// <summary>Id of what was acted on.</summary>
    public required string Target { get; set; }

    /// <summary>JSON object with what was decided; no personal values, no secrets.</summary>
    public required string Details { get; set; }

    /// <summary>Hash of the row before; empty for the first.</summary>
    public required string PreviousHash { get; set; }

    /// <summary>Lower-case hex SHA-256 over all of the above.</summary>
    public required string Hash { get; set; }
}

internal sealed class AdminLogConfiguration : IEntityTypeConfiguration<AdminLogRow>
{
    public void Configure(EntityTypeBuilder<AdminLogRow> builder)
    {
        builder.ToTable("AdminLog");
        builder.HasKey(row => row.Sequence);
        builder.Property(row => row.Sequence).ValueGeneratedNever();
        builder.Property(row => row.ActorId).HasMaxLength(100);
        builder.Property(row => row.Via).HasMaxLength(100);
        builder.Property(row => row.Action).HasMaxLength(60);
        builder.Property(row => row.Target).HasMaxLength(200);
        builder.Property(row => row.Details).HasMaxLength(4000);
        builder.Property(row => row.PreviousHash).HasMaxLength(64);
        builder.Property(row => row.Hash).HasMaxLength(64);
        builder.HasIndex(row => new { row.Action, row.Sequence });
    }
}
