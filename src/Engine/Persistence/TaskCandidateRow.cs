using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GridGov.Workflow.Engine.Persistence;

/// <summary>A candidate entry of a task that is still open or claimed; gone when the task closes, so the inbox index stays small.</summary>
public sealed class TaskCandidateRow
{
    /// <summary>Such as <c>unit:GA:DepartmentDesk</c>.</summary>
    public required string Candidate { get; set; }
    public required string TaskId { get; set; }
}

internal sealed class TaskCandidateRowConfiguration : IEntityTypeConfiguration<TaskCandidateRow>
{
    public void Configure(EntityTypeBuilder<TaskCandidateRow> builder)
    {
        builder.ToTable("TaskCandidates");
        builder.HasKey(row => new { row.Candidate, row.TaskId });
        builder.Property(row => row.Candidate).HasMaxLength(Lengths.Candidate);
        builder.Property(row => row.TaskId).HasMaxLength(Lengths.LocalId);
    }
}
