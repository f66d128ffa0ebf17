using GridGov.Workflow.Engine.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GridGov.Workflow.Engine.Definitions.Persistence;

/// <summary>
/// An immutable content, stored once and never changed or removed: instances and journal rows name it by hash.
/// </summary>
public sealed class DefinitionContentRow
{
    /// <summary>Lower-case hex SHA-256, see <see cref="DefinitionContent.Hash"/>.</summary>
    public required string Hash { get; set; }

    /// <summary>The document without administrative members, UTF-8 JSON, packed.</summary>
    public required byte[] Document { get; set; }

    /// <summary>JSON object: pin key → content hash.</summary>
    public required string Pins { get; set; }
}

internal sealed class DefinitionContentRowConfiguration : IEntityTypeConfiguration<DefinitionContentRow>
{
    public void Configure(EntityTypeBuilder<DefinitionContentRow> builder)
    {
        builder.ToTable("DefinitionContents");
        builder.HasKey(row => row.Hash);
        builder.Property(row => row.Hash).HasMaxLength(Lengths.Hash).ValueGeneratedNever();
    }
}
