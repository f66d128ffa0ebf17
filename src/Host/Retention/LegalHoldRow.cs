using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GridGov.Workflow.Host.Retention;

/// <summary>A case that must stay as it is, for a court or an inspection. Lifting it is a mark; the row stays.</summary>
public sealed class LegalHoldRow
{
    public required string Id { get; set; }
    public required string CaseNumber { get; set; }
    public required string Reason { get; set; }
    public required string SetBy { get; set; }

    /// <summary>The roles in which it was set.</summary>
    public required string SetAs { get; set; }
    public DateTimeOffset SetAt { get; set; }
    public string? LiftedBy { get; set; }
    public string? LiftReason { get; set; }
    public DateTimeOffset? LiftedAt { get; set; }
}

internal sealed class LegalHoldConfiguration : IEntityTypeConfiguration<LegalHoldRow>
{
    public void Configure(EntityTypeBuilder<LegalHoldRow> builder)
    {
        builder.ToTable("LegalHolds");
        builder.HasKey(row => row.Id);
        builder.Property(row => row.Id).HasMaxLength(40).ValueGeneratedNever();
        builder.Property(row => row.CaseNumber).HasMaxLength(40);
        builder.Property(row => row.Reason).HasMaxLength(500);
        builder.Property(row => row.SetBy).HasMaxLength(100);
        builder.Property(row => row.SetAs).HasMaxLength(200);
        builder.Property(row => row.LiftedBy).HasMaxLength(100);
        builder.Property(row => row.LiftReason).HasMaxLength(500);
        builder.HasIndex(row => new { row.CaseNumber, row.LiftedAt });
    }
}
