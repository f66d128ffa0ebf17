using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GridGov.Workflow.Host.Substitutions;

/// <summary>A deputy for an absent person, from a moment to a moment. Ends by its date; an earlier end is a mark, the row stays.</summary>
public sealed class SubstitutionRow
{
    public required string Id { get; set; }
    public required string AbsentId { get; set; }
    public required string DeputyId { get; set; }

    /// <summary>Business time, inclusive.</summary>
    public DateTimeOffset From { get; set; }

    /// <summary>Business time, exclusive.</summary>
    public DateTimeOffset To { get; set; }
    public required string Reason { get; set; }
    public required string SetBy { get; set; }
    public DateTimeOffset SetAt { get; set; }
    public string? EndedBy { get; set; }
    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>The moment from which it counts no more.</summary>
    public DateTimeOffset Until => EndedAt < To ? EndedAt.Value : To;

    public bool IsActiveAt(DateTimeOffset now) => From <= now && now < Until;
}

internal sealed class SubstitutionConfiguration : IEntityTypeConfiguration<SubstitutionRow>
{
    public void Configure(EntityTypeBuilder<SubstitutionRow> builder)
    {
        builder.ToTable("Substitutions");
        builder.HasKey(row => row.Id);
        builder.Property(row => row.Id).HasMaxLength(40);
        builder.Property(row => row.AbsentId).HasMaxLength(100);
        builder.Property(row => row.DeputyId).HasMaxLength(100);
        builder.Property(row => row.Reason).HasMaxLength(500);
        builder.Property(row => row.SetBy).HasMaxLength(100);
        builder.Property(row => row.EndedBy).HasMaxLength(100);
        builder.Ignore(row => row.Until);
        builder.HasIndex(row => new { row.DeputyId, row.To });
        builder.HasIndex(row => new { row.AbsentId, row.To });
    }
}
