using GridGov.Workflow.Engine.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GridGov.Workflow.Engine.Definitions.Persistence;

/// <summary>One version of a definition.</summary>
public sealed class DefinitionVersionRow
{
    public required string Id { get; set; }
    public required string DefinitionId { get; set; }
    public int Version { get; set; }
    public string? Name { get; set; }
    public string? Description { get; set; }
    public bool IsLatest { get; set; }
    public bool IsPublished { get; set; }
    public bool IsReadonly { get; set; }
    public bool IsSystem { get; set; }

    /// <summary>Deleted, but an instance names it.</summary>
    public bool IsHidden { get; set; }

    /// <summary>Type name as an activity; null when the workflow is not usable as one.</summary>
    public string? ActivityType { get; set; }
    public DateTimeOffset CreatedAt { get; set; }
    public string? ToolVersion { get; set; }

    /// <summary>Hash of the content as of the last save. A content row exists once the version was published or run.</summary>
    public required string ContentHash { get; set; }

    /// <summary>The definition's JSON text without $schema, links, isLatest and isPublished.</summary>
    public required string Document { get; set; }
    public string? SavedBy { get; set; }
    public DateTimeOffset SavedAt { get; set; }

    /// <summary>Editing session of the last save (<see cref="Editing.EditMark"/>); null when no editor made it.</summary>
    public string? EditSession { get; set; }

    /// <summary>Counts the writes of this row; a writer that read another number loses.</summary>
    public long RowVersion { get; set; }
}

internal sealed class DefinitionVersionRowConfiguration : IEntityTypeConfiguration<DefinitionVersionRow>
{
    public void Configure(EntityTypeBuilder<DefinitionVersionRow> builder)
    {
        builder.ToTable("DefinitionVersions");
        builder.HasKey(row => row.Id);
        builder.Property(row => row.Id).HasMaxLength(Lengths.DefinitionId).ValueGeneratedNever();
        builder.Property(row => row.DefinitionId).HasMaxLength(Lengths.DefinitionId);
        builder.Property(row => row.Name).HasMaxLength(Lengths.Name);
        builder.Property(row => row.ActivityType).HasMaxLength(Lengths.Name);
        builder.Property(row => row.ToolVersion).HasMaxLength(50);
        builder.Property(row => row.ContentHash).HasMaxLength(Lengths.Hash);
        builder.Property(row => row.SavedBy).HasMaxLength(Lengths.Actor);
        builder.Property(row => row.EditSession).HasMaxLength(Editing.EditMark.SessionLength);
        builder.Property(row => row.RowVersion).IsConcurrencyToken();
        builder.HasIndex(row => new { row.DefinitionId, row.Version }).IsUnique();
        builder.HasIndex(row => row.ActivityType);
        builder.HasIndex(row => row.Name);
    }
}
