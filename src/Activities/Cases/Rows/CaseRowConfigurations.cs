using GridGov.Workflow.Engine.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GridGov.Workflow.Activities.Cases.Rows;

internal static class CaseLengths
{
    public const int Number = 40;
    public const int LocalId = 60;
    public const int Unit = 50;
    public const int Area = 20;
    public const int Code = 20;
    public const int Enum = 30;
}

internal sealed class CaseRowConfiguration : IEntityTypeConfiguration<CaseRow>
{
    public void Configure(EntityTypeBuilder<CaseRow> builder)
    {
        builder.ToTable("Cases");
        builder.HasKey(row => row.CaseNumber);
        builder.Property(row => row.CaseNumber).HasMaxLength(CaseLengths.Number).ValueGeneratedNever();
        builder.Property(row => row.InstanceId).HasMaxLength(Lengths.InstanceId);
        builder.Property(row => row.QueryCode).HasMaxLength(CaseLengths.Code);
        builder.Property(row => row.State).HasConversion<string>().HasMaxLength(CaseLengths.Enum);
        builder.Property(row => row.Stage).HasConversion<string>().HasMaxLength(CaseLengths.Enum);
        builder.Property(row => row.Channel).HasConversion<string>().HasMaxLength(CaseLengths.Enum);
        builder.Property(row => row.Grade).HasConversion<string>().HasMaxLength(CaseLengths.Enum);
        builder.Property(row => row.Satisfaction).HasConversion<string>().HasMaxLength(CaseLengths.Enum);
        builder.Property(row => row.SupervisionLevel).HasConversion<string>().HasMaxLength(CaseLengths.Enum);
        builder.Property(row => row.Title).HasMaxLength(200);
        builder.Property(row => row.Category).HasMaxLength(CaseLengths.Code);
        builder.Property(row => row.StandardId).HasMaxLength(CaseLengths.Unit);
        builder.Property(row => row.AreaCode).HasMaxLength(CaseLengths.Area);
        builder.Property(row => row.GridCode).HasMaxLength(CaseLengths.Area);
        builder.Property(row => row.PlaceText).HasMaxLength(200);
        builder.Property(row => row.Reporter).HasMaxLength(Lengths.Actor);
        builder.Property(row => row.ReporterUnit).HasMaxLength(CaseLengths.Unit);
        builder.Property(row => row.RequesterHash).HasMaxLength(128);
        builder.Property(row => row.LeadUnit).HasMaxLength(CaseLengths.Unit);
        builder.Property(row => row.MergedInto).HasMaxLength(CaseLengths.Number);
        builder.Property(row => row.RepeatOf).HasMaxLength(CaseLengths.Number);
        builder.Property(row => row.ReopenedAs).HasMaxLength(CaseLengths.Number);
        builder.HasIndex(row => row.InstanceId).IsUnique();
        builder.HasIndex(row => row.QueryCode);

        // No column that moves with every step, as the state does: an index is written again for each, and on PostgreSQL all of them are.
        builder.HasIndex(row => new { row.EndedAt, row.ReportedAt });
        builder.HasIndex(row => new { row.AreaCode, row.ReportedAt });
        builder.HasIndex(row => new { row.GridCode, row.ReportedAt });
        builder.HasIndex(row => new { row.LeadUnit, row.ReportedAt });
        builder.HasIndex(row => new { row.ReportedAt, row.CaseNumber });
        builder.HasIndex(row => new { row.RequesterHash, row.ReportedAt });
    }
}

internal sealed class WorkOrderRowConfiguration : IEntityTypeConfiguration<WorkOrderRow>
{
    public void Configure(EntityTypeBuilder<WorkOrderRow> builder)
    {
        builder.ToTable("WorkOrders");
        builder.HasKey(row => row.Id);
        builder.Property(row => row.Id).HasMaxLength(CaseLengths.LocalId).ValueGeneratedNever();
        builder.Property(row => row.CaseNumber).HasMaxLength(CaseLengths.Number);
        builder.Property(row => row.Unit).HasMaxLength(CaseLengths.Unit);
        builder.Property(row => row.Kind).HasConversion<string>().HasMaxLength(CaseLengths.Enum);
        builder.Property(row => row.State).HasConversion<string>().HasMaxLength(CaseLengths.Enum);
        builder.Property(row => row.Whistle).HasConversion<string>().HasMaxLength(CaseLengths.Enum);
        builder.Property(row => row.Result).HasConversion<string>().HasMaxLength(CaseLengths.Enum);
        builder.Property(row => row.Handler).HasMaxLength(Lengths.Actor);
        builder.Property(row => row.AreaCode).HasMaxLength(CaseLengths.Area);
        builder.Property(row => row.GridCode).HasMaxLength(CaseLengths.Area);
        builder.HasIndex(row => row.CaseNumber);
        builder.HasIndex(row => new { row.Unit, row.SentAt });
    }
}

internal sealed class ApprovalRowConfiguration : IEntityTypeConfiguration<ApprovalRow>
{
    public void Configure(EntityTypeBuilder<ApprovalRow> builder)
    {
        builder.ToTable("Approvals");
        builder.HasKey(row => row.Id);
        builder.Property(row => row.Id).HasMaxLength(CaseLengths.LocalId).ValueGeneratedNever();
        builder.Property(row => row.CaseNumber).HasMaxLength(CaseLengths.Number);
        builder.Property(row => row.OrderId).HasMaxLength(CaseLengths.LocalId);
        builder.Property(row => row.Kind).HasConversion<string>().HasMaxLength(CaseLengths.Enum);
        builder.Property(row => row.State).HasConversion<string>().HasMaxLength(CaseLengths.Enum);
        builder.Property(row => row.Unit).HasMaxLength(CaseLengths.Unit);
        builder.Property(row => row.AreaCode).HasMaxLength(CaseLengths.Area);
        builder.Property(row => row.By).HasMaxLength(Lengths.Actor);
        builder.Property(row => row.ReasonCode).HasMaxLength(CaseLengths.Enum);
        builder.HasIndex(row => row.CaseNumber);
        builder.HasIndex(row => new { row.State, row.DecideBy });
        builder.HasIndex(row => new { row.Unit, row.Kind, row.At });
        builder.HasIndex(row => new { row.By, row.DecidedAt });
    }
}

internal sealed class SupervisionRowConfiguration : IEntityTypeConfiguration<SupervisionRow>
{
    public void Configure(EntityTypeBuilder<SupervisionRow> builder)
    {
        builder.ToTable("Supervisions");
        builder.HasKey(row => row.Id);
        builder.Property(row => row.Id).HasMaxLength(CaseLengths.LocalId).ValueGeneratedNever();
        builder.Property(row => row.CaseNumber).HasMaxLength(CaseLengths.Number);
        builder.Property(row => row.OrderId).HasMaxLength(CaseLengths.LocalId);
        builder.Property(row => row.Unit).HasMaxLength(CaseLengths.Unit);
        builder.Property(row => row.Level).HasConversion<string>().HasMaxLength(CaseLengths.Enum);
        builder.Property(row => row.Cause).HasMaxLength(CaseLengths.Unit);
        builder.Property(row => row.AreaCode).HasMaxLength(CaseLengths.Area);
        builder.HasIndex(row => row.CaseNumber);
        builder.HasIndex(row => new { row.Unit, row.At });
    }
}
