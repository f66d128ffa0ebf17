using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using GridGov.Workflow.Activities.Cases;
using GridGov.Workflow.Activities.Catalogue;
using GridGov.Workflow.Activities.Deadlines;
using GridGov.Workflow.Activities.Directory;
using GridGov.Workflow.Activities.Numbering;
using GridGov.Workflow.Activities.PersonalData;
using GridGov.Workflow.Engine.Definitions.Persistence;
using GridGov.Workflow.Engine.Execution.Stimuli;
using GridGov.Workflow.Engine.Runtime;
using GridGov.Workflow.Host.Attachments;
using GridGov.Workflow.Host.Instances;
using GridGov.Workflow.Host.Problems;
using GridGov.Workflow.Host.Requests;
using GridGov.Workflow.Host.Security;

namespace GridGov.Workflow.Host.Cases;

/// <summary>
/// Takes a report in: checks it, puts its personal values away, gives it a number, and starts the lifecycle. A repeated
/// command is the same case.
/// </summary>
internal sealed class CaseIntake(
    IWorkflowRuntime runtime, DefinitionQueries definitions, CaseNumbers numbers, PersonalDataStore personalData,
    IDirectory directory, ICaseDataSource data, CurrentPerson person, AttachmentAcceptance attachments)
{
    public const string LifecycleDefinition = "case-lifecycle";
    private const int QueryCodeLength = 8;
    private const int MaxAttachments = 20;
    private const string QueryAlphabet = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";

    public async Task<ReportCaseReply> ReportAsync(Command<ReportCaseRequest> command, CancellationToken stop)
    {
        var request = command.Body;
        var grid = Check(request, command.At);
        var areaCode = grid.Code[..12];
        var reporter = person.Require(CaseAction.Report, new CaseScope { AreaCode = areaCode, GridCode = grid.Code });
        var hash = await definitions.FindContentHashAsync(LifecycleDefinition, stop) ?? throw new ProblemException(
            StatusCodes.Status409Conflict, "lifecycle.not-published",
            $"No version of the workflow '{LifecycleDefinition}' is published, so no case can be taken in. Publish it in the designer or over /api/definitions.");

        var brought = await attachments.CheckAsync((request.Attachments ?? []).Select((value, index) => ($"attachments[{index}]", value)), null, stop);
        var number = await numbers.NextAsync(command.At, stop);
        var report = await BuildReportAsync(request, command.Id, grid, areaCode, reporter, number, stop);
        var start = new Start
        {
            Id = command.Id,
            Actor = command.Actor,
            At = command.At,
            BodyHash = command.BodyHash,
            InstanceId = InstanceIds.Of(command.At, command.Id),
            CorrelationId = number,
            Name = number,
            Input = new Dictionary<string, JsonElement>(StringComparer.Ordinal) { ["report"] = JsonSerializer.SerializeToElement(report) },
        };
        await attachments.AttachAsync(brought, number, stop);
        var reply = (await runtime.StartAsync(hash, start, stop)).OrProblem();

        // A repeat has its first number in the state, not the one just taken.
        var state = await runtime.FindStateAsync(reply.InstanceId, stop);
        if (state?.Subject is not Activities.Cases.GovCase @case)
        {
            throw new ProblemException(StatusCodes.Status409Conflict, "case.not-created",
                state?.Incidents is [.., var incident] ? $"The lifecycle did not create the case: {incident.Message}" : "The lifecycle did not create the case.")
            { More = new Dictionary<string, object?> { ["instanceId"] = reply.InstanceId } };
        }

        if (@case.CaseNumber != number) await attachments.AttachAsync(brought, @case.CaseNumber, stop);
        return new ReportCaseReply(@case.CaseNumber, @case.QueryCode, reply.InstanceId, reply.Repeated);
    }

    private Grid Check(ReportCaseRequest request, DateTimeOffset now)
    {
        if (string.IsNullOrWhiteSpace(request.Description)) throw ProblemException.Missing("description", "what was found, in words, at most 2,000 characters");
        if (request.Description.Length > 2000) throw ProblemException.Invalid("description", request.Description, "at most 2,000 characters");
        if (request.Attachments is { Count: > MaxAttachments }) throw ProblemException.Invalid("attachments", $"{request.Attachments.Count} items", $"at most {MaxAttachments} items");
        if (request.Title is { Length: > 60 }) throw ProblemException.Invalid("title", request.Title, "at most 60 characters");
        if (request.CapturedAt > now) throw ProblemException.Invalid("capturedAt", request.CapturedAt.Value.ToString("O", System.Globalization.CultureInfo.InvariantCulture), "not in the future");
        if (request.CategoryCode is { } code && CatalogueOn(now)?.Find(code) is null)
        {
            throw ProblemException.Invalid("categoryCode", code, $"a code of the catalogue, version {CatalogueOn(now)?.Version}; leave it out while it is unknown");
        }

        var grid = directory.Current.GridByCode(request.Place.GridCode);
        return grid is not null && grid.IsValidOn(ChinaTime.DayOf(now))
            ? grid
            : throw ProblemException.Invalid("place.gridCode", request.Place.GridCode, $"the code of a grid in use, such as {directory.Current.Grids[0].Code}");
    }

    private DispatchCatalogue? CatalogueOn(DateTimeOffset now) => data.Newest.CatalogueOn(ChinaTime.DayOf(now));

    private async Task<JsonObject> BuildReportAsync(
        ReportCaseRequest request, string commandId, Grid grid, string areaCode, Person reporter, string number, CancellationToken stop)
    {
        var words = new JsonObject { ["description"] = request.Description, ["spot"] = request.Place.Text };
        var category = request.CategoryCode is null ? null : data.Newest.FindCategory(request.CategoryCode);
        var report = new JsonObject
        {
            ["caseNumber"] = number,
            ["queryCode"] = RandomNumberGenerator.GetString(QueryAlphabet, QueryCodeLength),
            ["channel"] = request.Channel.ToString(),
            ["category"] = request.CategoryCode,
            ["grade"] = request.Grade?.ToString(),
            ["title"] = request.Title ?? $"{category?.Name ?? "待核实事项"}（{grid.Name}）",
            ["descriptionRef"] = await personalData.StoreAsync(commandId, "description", JsonSerializer.SerializeToElement(words), stop),
            ["place"] = new JsonObject
            {
                ["text"] = grid.Name,
                ["gridCode"] = grid.Code,
                ["areaCode"] = areaCode,
                ["longitude"] = request.Place.Longitude,
                ["latitude"] = request.Place.Latitude,
            },
            ["reporterUnit"] = reporter.UnitId,
            ["isUrgent"] = request.IsUrgent,
            ["capturedAt"] = request.CapturedAt,
            ["repeatOf"] = request.RepeatOf,
        };
        if (request.Attachments is { Count: > 0 } files) report["attachments"] = new JsonArray([.. files.Select(file => (JsonNode)file)]);
        if (request.Requester is { } requester)
        {
            report["requester"] = new JsonObject
            {
                ["reference"] = await personalData.StoreAsync(commandId, "requester",
                    JsonSerializer.SerializeToElement(new { name = requester.Name, phone = requester.Phone }), stop),
                ["hash"] = requester.Phone is { Length: > 0 } phone ? await personalData.HashContactAsync(phone, stop) : null,
                ["wantsNoReply"] = requester.WantsNoReply,
                ["isConfidential"] = requester.IsConfidential,
            };
        }

        return report;
    }
}
