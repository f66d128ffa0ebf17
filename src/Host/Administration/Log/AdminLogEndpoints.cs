using System.Text.Json;
using GridGov.Workflow.Activities.Cases;
using GridGov.Workflow.Activities.Directory;
using GridGov.Workflow.Host.Requests;
using GridGov.Workflow.Host.Security;

namespace GridGov.Workflow.Host.Administration.Log;

/// <summary>An act of an administrator.</summary>
public sealed record AdminLogView(long Sequence, DateTimeOffset At, string Actor, string? Via, string Action, string Target, JsonElement Details, string Hash)
{
    public static AdminLogView Of(AdminLogRow row) => new(
        row.Sequence, row.At, row.ActorId, row.Via, row.Action, row.Target, JsonElement.Parse(row.Details), row.Hash);
}

/// <summary>What the check of the whole log found.</summary>
/// <param name="FirstBad">Sequence of the first row that was altered, or is missing.</param>
public sealed record AdminLogVerdict(bool IsIntact, long Rows, long? FirstBad);

/// <summary>Reading of administrators' acts, for those who read audit records everywhere.</summary>
internal static class AdminLogEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/admin-log").WithTags("Administration");
        group.MapGet("", async (AdminLog log, AdminRights rights, CancellationToken stop, string? action = null, long? before = null, int? limit = null) =>
        {
            rights.RequireAuditReading();
            var rows = await log.ListAsync(action, before, Cursor.Limit(limit), stop);
            return new NumberedPage<AdminLogView>([.. rows.Select(AdminLogView.Of)], rows.Count > 0 ? rows[^1].Sequence : null);
        });
        group.MapGet("/verify", async (AdminLog log, AdminRights rights, CancellationToken stop) =>
        {
            rights.RequireAuditReading();
            var (rows, bad) = await log.VerifyAsync(stop);
            return new AdminLogVerdict(bad is null, rows, bad);
        });
    }
}
