using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GridGov.Workflow.Engine.Persistence;

/// <summary>The answer to a POST that moves no instance, kept for repeats of its <c>Idempotency-Key</c> (7 days).</summary>
public sealed class IdempotencyKeyRow
{
    public required string Principal { get; set; }

    /// <summary>Method and route template.</summary>
    public required string Route { get; set; }
    public required string Key { get; set; }

    /// <summary>Hex SHA-256 of the body: the same key with another body is refused.</summary>
    public required string BodyHash { get; set; }

    /// <summary>HTTP status of the answer; 0 while the first request still runs.</summary>
    public int Status { get; set; }
    public string? Response { get; set; }

    /// <summary>Wall time.</summary>
    public DateTimeOffset ExpiresAt { get; set; }
}

internal sealed class IdempotencyKeyRowConfiguration : IEntityTypeConfiguration<IdempotencyKeyRow>
{
    public void Configure(EntityTypeBuilder<IdempotencyKeyRow> builder)
    {
        builder.ToTable("IdempotencyKeys");
        builder.HasKey(row => new { row.Principal, row.Route, row.Key });
        builder.Property(row => row.Principal).HasMaxLength(Lengths.Actor);
        builder.Property(row => row.Route).HasMaxLength(150);
        builder.Property(row => row.Key).HasMaxLength(150);
        builder.Property(row => row.BodyHash).HasMaxLength(Lengths.Hash);
        builder.HasIndex(row => row.ExpiresAt);
    }
}
