using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GridGov.Workflow.Activities.PersonalData;

/// <summary>Personal or confidential values, encrypted. State and journal hold only the reference <c>pd:{id}</c>.</summary>
public sealed class PersonalDataRow
{
    public required string Id { get; set; }

    /// <summary>What it holds, such as <c>requester</c> or <c>description</c>.</summary>
    public required string Kind { get; set; }

    /// <summary>Encrypted JSON object; null after the value was erased, which leaves chain and replay valid.</summary>
    public byte[]? Cipher { get; set; }
    public DateTimeOffset CreatedAt { get; set; }
    public DateTimeOffset? ErasedAt { get; set; }
}

/// <summary>One look at personal values: who, when, why.</summary>
public sealed class PersonalDataAccessRow
{
    public long Id { get; set; }
    public required string PersonalDataId { get; set; }
    public required string ActorId { get; set; }
    public required string Purpose { get; set; }
    public DateTimeOffset At { get; set; }
}

internal sealed class PersonalDataConfiguration : IEntityTypeConfiguration<PersonalDataRow>
{
    public void Configure(EntityTypeBuilder<PersonalDataRow> builder)
    {
        builder.ToTable("PersonalData");
        builder.HasKey(row => row.Id);
        builder.Property(row => row.Id).HasMaxLength(64);
        builder.Property(row => row.Kind).HasMaxLength(50);
    }
}

internal sealed class PersonalDataAccessConfiguration : IEntityTypeConfiguration<PersonalDataAccessRow>
{
    public void Configure(EntityTypeBuilder<PersonalDataAccessRow> builder)
    {
        builder.ToTable("PersonalDataAccess");
        builder.HasKey(row => row.Id);
        builder.Property(row => row.PersonalDataId).HasMaxLength(64);
        builder.Property(row => row.ActorId).HasMaxLength(100);
        builder.Property(row => row.Purpose).HasMaxLength(200);
        builder.HasIndex(row => new { row.PersonalDataId, row.At });
    }
}
