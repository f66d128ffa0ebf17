using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GridGov.Workflow.Engine.Persistence;

/// <summary>A signed Merkle root over the journal heads that changed since the anchor before (design.md §6).</summary>
public sealed class AnchorRow
{
    /// <summary>From 1 without gaps.</summary>
    public long Sequence { get; set; }

    /// <summary>Wall time; the next anchor looks for changes since then.</summary>
    public DateTimeOffset At { get; set; }

    /// <summary>Number of heads.</summary>
    public int Heads { get; set; }
    public required byte[] Root { get; set; }

    /// <summary>Hash of the anchor before; 32 zero bytes for the first.</summary>
    public required byte[] PreviousHash { get; set; }
    public required byte[] Hash { get; set; }
    public required byte[] Signature { get; set; }

    /// <summary>First 16 hex digits of the SHA-256 of the public key.</summary>
    public required string KeyId { get; set; }

    /// <summary>The heads themselves, packed; see <see cref="History.AnchorLeaves"/>.</summary>
    public required byte[] Leaves { get; set; }
}

internal sealed class AnchorRowConfiguration : IEntityTypeConfiguration<AnchorRow>
{
    public void Configure(EntityTypeBuilder<AnchorRow> builder)
    {
        builder.ToTable("AuditAnchors");
        builder.HasKey(row => row.Sequence);
        builder.Property(row => row.Sequence).ValueGeneratedNever();
        builder.Property(row => row.Root).HasMaxLength(32);
        builder.Property(row => row.PreviousHash).HasMaxLength(32);
        builder.Property(row => row.Hash).HasMaxLength(32);
        builder.Property(row => row.Signature).HasMaxLength(200);
        builder.Property(row => row.KeyId).HasMaxLength(16);
    }
}
