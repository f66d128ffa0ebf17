using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GridGov.Workflow.Engine.Persistence;

/// <summary>A node of the cluster, alive or dead, as Orleans' membership protocol keeps it.</summary>
public sealed class MembershipRow
{
    public required string ClusterId { get; set; }

    /// <summary>Address, port and generation: <c>10.0.0.5:11111@123456</c>.</summary>
    public required string Silo { get; set; }

    /// <summary>Changes with every update but the signs of life.</summary>
    public long ETag { get; set; }

    /// <summary>Number of Orleans' <c>SiloStatus</c>.</summary>
    public int Status { get; set; }
    public required string HostName { get; set; }
    public required string SiloName { get; set; }
    public string? RoleName { get; set; }
    public int GatewayPort { get; set; }
    public int UpdateZone { get; set; }
    public int FaultZone { get; set; }

    /// <summary>Wall times of the node itself.</summary>
    public DateTimeOffset StartedAt { get; set; }
    public DateTimeOffset AliveAt { get; set; }

    /// <summary>Who suspects it and since when, as <c>silo|ticks</c> joined by <c>;</c>.</summary>
    public required string Suspicions { get; set; }
}

internal sealed class MembershipRowConfiguration : IEntityTypeConfiguration<MembershipRow>
{
    public void Configure(EntityTypeBuilder<MembershipRow> builder)
    {
        builder.ToTable("ClusterMembers");
        builder.HasKey(row => new { row.ClusterId, row.Silo });
        builder.Property(row => row.ClusterId).HasMaxLength(Lengths.Name);
        builder.Property(row => row.Silo).HasMaxLength(Lengths.Actor);
        builder.Property(row => row.HostName).HasMaxLength(255);
        builder.Property(row => row.SiloName).HasMaxLength(Lengths.Name);
        builder.Property(row => row.RoleName).HasMaxLength(Lengths.Name);
    }
}
