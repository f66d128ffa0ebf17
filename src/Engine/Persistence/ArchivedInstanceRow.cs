using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GridGov.Workflow.Engine.Persistence;

/// <summary>
/// What stays of an instance whose history was moved into an archive file: enough to prove with the signed anchors that the file holds
/// the true one. Written in the transaction that removes the instance; its other rows go afterwards, in parts.
/// </summary>
public sealed class ArchivedInstanceRow
{
    /// <summary>The instance's id.</summary>
    public required string Id { get; set; }

    /// <summary>The instance that the file is about; the others are its descendants.</summary>
    public required string RootId { get; set; }
    public string? CorrelationId { get; set; }
    public required string DefinitionId { get; set; }

    /// <summary>Rows of the journal, all of them in the file.</summary>
    public long Bursts { get; set; }

    /// <summary>Hash of the last one (32 bytes).</summary>
    public required byte[] HeadHash { get; set; }

    /// <summary>Name of the file below the archive folder.</summary>
    public required string Archive { get; set; }

    /// <summary>Hash that closes the file (32 bytes).</summary>
    public required byte[] ArchiveHash { get; set; }
    public DateTimeOffset ArchivedAt { get; set; }

    /// <summary>When the last of its rows was removed; null while some are there.</summary>
    public DateTimeOffset? PurgedAt { get; set; }
}

internal sealed class ArchivedInstanceConfiguration : IEntityTypeConfiguration<ArchivedInstanceRow>
{
    public void Configure(EntityTypeBuilder<ArchivedInstanceRow> builder)
    {
        builder.ToTable("ArchivedInstances");
        builder.HasKey(row => row.Id);
        builder.Property(row => row.Id).HasMaxLength(Lengths.InstanceId).ValueGeneratedNever();
        builder.Property(row => row.RootId).HasMaxLength(Lengths.InstanceId);
        builder.Property(row => row.CorrelationId).HasMaxLength(Lengths.CorrelationId);
        builder.Property(row => row.DefinitionId).HasMaxLength(Lengths.DefinitionId);
        builder.Property(row => row.HeadHash).HasMaxLength(32);
        builder.Property(row => row.Archive).HasMaxLength(200);
        builder.Property(row => row.ArchiveHash).HasMaxLength(32);
        builder.HasIndex(row => row.CorrelationId);
        builder.HasIndex(row => row.PurgedAt);
        builder.HasIndex(row => row.RootId);
    }
}
