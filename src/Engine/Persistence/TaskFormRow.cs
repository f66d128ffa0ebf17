using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GridGov.Workflow.Engine.Persistence;

/// <summary>A form that tasks name by its hash: there are few forms and many tasks. Never changed.</summary>
public sealed class TaskFormRow
{
    public required string Hash { get; set; }

    /// <summary>JSON Schema subset, JSON text.</summary>
    public required string Form { get; set; }
}

internal sealed class TaskFormRowConfiguration : IEntityTypeConfiguration<TaskFormRow>
{
    public void Configure(EntityTypeBuilder<TaskFormRow> builder)
    {
        builder.ToTable("TaskForms");
        builder.HasKey(row => row.Hash);
        builder.Property(row => row.Hash).HasMaxLength(Lengths.Hash).ValueGeneratedNever();
    }
}
