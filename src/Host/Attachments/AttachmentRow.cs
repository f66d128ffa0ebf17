using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GridGov.Workflow.Host.Attachments;

/// <summary>A stored file by its content. The same content is stored once; the bytes lie in the data folder.</summary>
public sealed class AttachmentRow
{
    /// <summary>Lower-case hex SHA-256 of the bytes: key, and name of the file.</summary>
    public required string Hash { get; set; }

    /// <summary>What the bytes are, told by themselves.</summary>
    public required string ContentType { get; set; }
    public long Size { get; set; }
    public DateTimeOffset StoredAt { get; set; }
}

/// <summary>Who brought a file, or which case it belongs to. Both give the right to read it.</summary>
public sealed class AttachmentUseRow
{
    public required string Hash { get; set; }

    /// <summary><c>person:{id}</c> or <c>case:{number}</c>.</summary>
    public required string Holder { get; set; }

    /// <summary>Name of the file as this person gave it.</summary>
    public required string Name { get; set; }

    /// <summary>Id of the person or system that uploaded or attached it.</summary>
    public required string By { get; set; }
    public DateTimeOffset At { get; set; }

    public static string Person(string id) => "person:" + id;

    public static string Case(string caseNumber) => "case:" + caseNumber;
}

internal sealed class AttachmentConfiguration : IEntityTypeConfiguration<AttachmentRow>, IEntityTypeConfiguration<AttachmentUseRow>
{
    private const int HashLength = 64;

    public void Configure(EntityTypeBuilder<AttachmentRow> builder)
    {
        builder.ToTable("Attachments");
        builder.HasKey(row => row.Hash);
        builder.Property(row => row.Hash).HasMaxLength(HashLength);
        builder.Property(row => row.ContentType).HasMaxLength(100);
    }

    public void Configure(EntityTypeBuilder<AttachmentUseRow> builder)
    {
        builder.ToTable("AttachmentUses");
        builder.HasKey(row => new { row.Hash, row.Holder });
        builder.Property(row => row.Hash).HasMaxLength(HashLength);
        builder.Property(row => row.Holder).HasMaxLength(110);
        builder.Property(row => row.Name).HasMaxLength(FileNames.MaxLength);
        builder.Property(row => row.By).HasMaxLength(100);
        builder.HasIndex(row => row.Holder);
        builder.HasOne<AttachmentRow>().WithMany().HasForeignKey(row => row.Hash);
    }
}
