using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GridGov.Workflow.Activities.Directory.Persistence;

/// <summary>
/// One version of the directory as it was loaded: units, grids, persons and their scopes, routing and grid matters as one
/// document (see <see cref="ReferenceDocument"/>), so that a version is taken over as a whole or not at all, cases replay with
/// the version that they used, and an auditor can see who held which role at any time.
/// </summary>
public sealed class DirectoryVersionRow
{
    /// <summary>From 1; the highest is in force.</summary>
    public int Version { get; set; }

    /// <summary>Lower-case hex SHA-256 of the document; the same document is not stored twice in a row.</summary>
    public required string Hash { get; set; }
    public required string Document { get; set; }
    public required string LoadedBy { get; set; }
    public DateTimeOffset LoadedAt { get; set; }
}

internal sealed class DirectoryVersionConfiguration : IEntityTypeConfiguration<DirectoryVersionRow>
{
    public void Configure(EntityTypeBuilder<DirectoryVersionRow> builder)
    {
        builder.ToTable("DirectoryVersions");
        builder.HasKey(row => row.Version);
        builder.Property(row => row.Version).ValueGeneratedNever();
        builder.Property(row => row.Hash).HasMaxLength(64);
        builder.Property(row => row.LoadedBy).HasMaxLength(100);
    }
}
