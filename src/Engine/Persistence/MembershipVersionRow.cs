using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GridGov.Workflow.Engine.Persistence;

/// <summary>Version of a cluster's membership: every change of a row, but the signs of life, moves it on.</summary>
public sealed class MembershipVersionRow
{
    public required string ClusterId { get; set; }
    public int Version { get; set; }
    public long ETag { get; set; }
}

internal sealed class MembershipVersionRowConfiguration : IEntityTypeConfiguration<MembershipVersionRow>
{
    public void Configure(EntityTypeBuilder<MembershipVersionRow> builder)
    {
        builder.ToTable("ClusterVersions");
        builder.HasKey(row => row.ClusterId);
        builder.Property(row => row.ClusterId).HasMaxLength(Lengths.Name);
    }
}
