using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GridGov.Workflow.Activities.Directory.Persistence;

/// <summary>A key that signs in one system or person. Only its hash is stored.</summary>
public sealed class ApiKeyRow
{
    /// <summary>Lower-case hex SHA-256 of the key.</summary>
    public required string Hash { get; set; }

    /// <summary>What an administrator reads.</summary>
    public required string Name { get; set; }

    /// <summary>Directory id of the person, or id of the system.</summary>
    public required string OwnerId { get; set; }

    /// <summary>True for systems that may name the acting person in <c>X-Acting-User</c>.</summary>
    public bool ActFor { get; set; }
    public DateTimeOffset CreatedAt { get; set; }
    public DateTimeOffset? ExpiresAt { get; set; }
    public DateTimeOffset? RevokedAt { get; set; }
}

internal sealed class ApiKeyConfiguration : IEntityTypeConfiguration<ApiKeyRow>
{
    public void Configure(EntityTypeBuilder<ApiKeyRow> builder)
    {
        builder.ToTable("ApiKeys");
        builder.HasKey(key => key.Hash);
        builder.Property(key => key.Hash).HasMaxLength(64);
        builder.Property(key => key.Name).HasMaxLength(200);
        builder.Property(key => key.OwnerId).HasMaxLength(100);
    }
}
