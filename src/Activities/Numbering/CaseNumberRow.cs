using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GridGov.Workflow.Activities.Numbering;

/// <summary>How far the case numbers of one day have been handed out.</summary>
public sealed class CaseNumberRow
{
    /// <summary>Division and day: the first 14 digits of the numbers.</summary>
    public required string Prefix { get; set; }

    /// <summary>First sequence that no node has reserved yet.</summary>
    public int Next { get; set; }
}

internal sealed class CaseNumberConfiguration : IEntityTypeConfiguration<CaseNumberRow>
{
    public void Configure(EntityTypeBuilder<CaseNumberRow> builder)
    {
        builder.ToTable("CaseNumbers");
        builder.HasKey(row => row.Prefix);
        builder.Property(row => row.Prefix).HasMaxLength(14);
        builder.Property(row => row.Next).IsConcurrencyToken();
    }
}
