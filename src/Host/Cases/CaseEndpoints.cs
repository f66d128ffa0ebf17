using System.Text.Json;
using GridGov.Workflow.Activities.Cases;
using GridGov.Workflow.Activities.Deadlines;
using GridGov.Workflow.Host.PersonalData;
using GridGov.Workflow.Host.Requests;

namespace GridGov.Workflow.Host.Cases;

/// <summary>Cases: report, list, read, act on, and look back.</summary>
internal static class CaseEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/cases").WithTags("Cases");
        group.MapPost("/", async (Command<ReportCaseRequest> command, CaseIntake intake, CancellationToken stop) =>
        {
            var reply = await intake.ReportAsync(command, stop);
            return Results.Created($"/api/cases/{reply.CaseNumber}", reply);
        }).Produces<ReportCaseReply>(StatusCodes.Status201Created);
        group.MapGet("/", async (
            CaseReader reader, CancellationToken stop, CaseState? state = null, string? unit = null, string? gridCode = null, string? category = null,
            bool? open = null, string? q = null, Light? light = null, string? cursor = null, int? limit = null) =>
            await reader.ListAsync(new CaseFilter(state, unit, gridCode, category, open, q, light), Cursor.Parse(cursor), Cursor.Limit(limit), stop));
        group.MapGet("/export", (
            CaseExport export, CancellationToken stop, CaseState? state = null, string? unit = null, string? gridCode = null, string? category = null,
            bool? open = null, string? q = null, Light? light = null, string? format = null) =>
            export.WriteAsync(new CaseFilter(state, unit, gridCode, category, open, q, light), format, stop))
            .Produces<Stream>(StatusCodes.Status200OK, CaseExport.ExcelType, CaseExport.CsvType);
        group.MapGet("/{caseNumber}", async (string caseNumber, CaseReader reader, CancellationToken stop) =>
        {
            var (@case, state) = await reader.RequireAsync(caseNumber, stop);
            return reader.View(@case, state);
        });
        group.MapPost("/{caseNumber}/actions/{action}", (string caseNumber, string action, Command<JsonElement> command, CaseActions actions, CancellationToken stop) =>
            actions.ActAsync(caseNumber, action, command, stop));
        group.MapGet("/{caseNumber}/personal", async (string caseNumber, PersonalReading reading, CancellationToken stop, string? purpose = null) =>
            await reading.ReadAsync(caseNumber, purpose, stop));
        group.MapGet("/{caseNumber}/history", async (string caseNumber, CaseHistory history, CancellationToken stop, long from = 1, int? limit = null) =>
        {
            var (items, next) = await history.StepsAsync(caseNumber, from, Cursor.Limit(limit), stop);
            return new NumberedPage<HistoryStep>(items, next);
        });
        group.MapGet("/{caseNumber}/replay", async (string caseNumber, CaseHistory history, CancellationToken stop, long? step = null) =>
            history.View(await history.ReplayAsync(caseNumber, step, stop)));
    }
}
