using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GridGov.Workflow.Host.Security.Keys;

/// <summary>A key of data protection, as the XML that its key ring writes. Rows are added, never changed.</summary>
public sealed class DataProtectionKeyRow
{
    /// <summary>Name that the key ring gave it: <c>key-{guid}</c> or <c>revocation-…</c>.</summary>
    public required string Name { get; set; }
    public required string Xml { get; set; }

    /// <summary>Wall time.</summary>
    public DateTimeOffset CreatedAt { get; set; }
}

internal sealed class DataProtectionKeyConfiguration : IEntityTypeConfiguration<DataProtectionKeyRow>
{
    public void Configure(EntityTypeBuilder<DataProtectionKeyRow> builder)
    {
        builder.ToTable("DataProtectionKeys");
        builder.HasKey(row => row.Name);
        builder.Property(row => row.Name).HasMaxLength(200);
    }
}
