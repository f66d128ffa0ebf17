using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using GridGov.Workflow.Activities.Cases;
using GridGov.Workflow.Activities.Directory;
using GridGov.Workflow.Activities.PersonalData;
using GridGov.Workflow.Engine.Execution;
using GridGov.Workflow.Engine.Execution.Stimuli;
using GridGov.Workflow.Engine.Runtime;
using GridGov.Workflow.Host.Attachments;
using GridGov.Workflow.Host.Problems;
using GridGov.Workflow.Host.Requests;
using GridGov.Workflow.Host.Security;
using GridGov.Workflow.Host.Texts;

namespace GridGov.Workflow.Host.Public;

/// <summary>What the requester of a case may see of it and do with it. The case's law and the role matrix decide, as for everybody.</summary>
internal sealed class PublicService(
    IWorkflowRuntime runtime, IBusinessClock clock, CaseSubject subject, IReferenceData references, IDirectory directory,
    PersonalDataStore personal, AttachmentAcceptance attachments, UiTexts texts)
{
    private const string Withdrawing = "Requester";
    private static readonly JsonElement Try = JsonDocument.Parse("""
        {"satisfaction":"Satisfied","byRequester":true,"wordsRef":"pd:try","reasonCode":"Requester","reason":"—"}
        """).RootElement.Clone();

    /// <param name="hasPhone">True when the requester proved to be the one who left the phone: only such a requester is asked for an evaluation.</param>
    public PublicProgress View(GovCase @case, bool hasPhone)
    {
        var order = @case.Lead ?? @case.Orders.LastOrDefault(order => order.Kind == OrderKind.Lead);
        var unit = order?.Unit ?? (@case.State == CaseState.SelfHandling || @case.SelfReply is not null ? directory.Current.GridByCode(@case.Place.GridCode)?.CommunityId : null);
        var isRunning = order is { Dispose: { PausedAt: null, StoppedAt: null } } && !@case.State.IsFinal() && @case.RepliedAt is null;
        return new PublicProgress(
            @case.CaseNumber, @case.State, texts[$"Public.State.{@case.State}"], (int)@case.Stage + 1, @case.State.IsFinal(), AreaOf(@case),
            unit is null ? null : directory.Current.UnitById(unit)?.Name, @case.ReportedAt,
            isRunning ? order!.Dispose.Due : null, isRunning && order!.Dispose.Provisional, @case.RepliedAt, @case.VerifiedAt, @case.EndedAt,
            ReplyOf(@case, order), @case.Evaluation?.Result,
            hasPhone && May(@case, CaseAction.Evaluate, "evaluate"), May(@case, CaseAction.AddInformation, "addInformation"), May(@case, CaseAction.Withdraw, "withdraw"));
    }

    /// <summary>Evaluates. The citizen's words are kept apart from the case.</summary>
    public async Task<CommandReply> EvaluateAsync(GovCase @case, PublicEvaluation given, string commandId, CancellationToken stop)
    {
        if (given.Satisfaction is not { } satisfaction) throw ProblemException.Missing("satisfaction", string.Join(", ", Enum.GetNames<Satisfaction>()));
        var arguments = new JsonObject
        {
            ["satisfaction"] = satisfaction.ToString(),
            ["service"] = given.Service?.ToString(),
            ["contacted"] = given.Contacted,
            ["solved"] = given.Solved,
            ["byRequester"] = true,
            ["wordsRef"] = await WordsAsync(given.Words, "words", commandId, stop),
        };
        return await SendAsync(@case, CaseAction.Evaluate, "evaluate", arguments, commandId, stop);
    }

    /// <summary>Adds words and photos.</summary>
    public async Task<CommandReply> AddAsync(GovCase @case, string? words, IReadOnlyList<string> photos, string commandId, CancellationToken stop)
    {
        var uses = await attachments.CheckAsync(photos.Select((value, index) => ($"attachments[{index}]", value)), @case.CaseNumber, stop);
        await attachments.AttachAsync(uses, @case.CaseNumber, stop);
        var arguments = new JsonObject
        {
            ["wordsRef"] = await WordsAsync(words, "addition", commandId, stop),
            ["attachments"] = new JsonArray([.. photos.Select(photo => (JsonNode)photo)]),
        };
        return await SendAsync(@case, CaseAction.AddInformation, "addInformation", arguments, commandId, stop);
    }

    /// <summary>Withdraws the demand.</summary>
    /// <param name="isSettled">True when it was settled meanwhile; else it is just withdrawn.</param>
    public Task<CommandReply> WithdrawAsync(GovCase @case, bool isSettled, string commandId, CancellationToken stop) =>
        SendAsync(@case, CaseAction.Withdraw, "withdraw", new JsonObject
        {
            ["reasonCode"] = isSettled ? "Settled" : Withdrawing,
            ["reason"] = texts["Public.WithdrawnByRequester"],
        }, commandId, stop);

    private async Task<CommandReply> SendAsync(GovCase @case, CaseAction action, string command, JsonObject arguments, string commandId, CancellationToken stop)
    {
        var permission = RoleMatrix.Allows(PublicCitizen.Person, action, ScopeOf(@case));
        if (!permission.Allowed) throw ProblemException.Forbidden(permission.Rule!, permission.Text!);
        var body = JsonSerializer.SerializeToUtf8Bytes(arguments);
        var stimulus = new SubjectCommand(command, JsonElement.Parse(body))
        {
            Id = commandId,
            Actor = new Actor(PublicCitizen.Id),
            At = clock.Now,
            BodyHash = Convert.ToHexStringLower(SHA256.HashData(body)),
        };
        return (await runtime.DeliverAsync(@case.InstanceId, stimulus, stop)).OrProblem();
    }

    private async Task<string?> WordsAsync(string? words, string kind, string commandId, CancellationToken stop)
    {
        if (string.IsNullOrWhiteSpace(words)) return null;
        if (words.Length > PublicReport.LongestWords) throw ProblemException.Invalid("words", words, $"at most {PublicReport.LongestWords} characters");
        return await personal.StoreAsync(commandId, kind, JsonSerializer.SerializeToElement(new { description = words.Trim() }), stop);
    }

    private bool May(GovCase @case, CaseAction action, string command) =>
        RoleMatrix.Allows(PublicCitizen.Person, action, ScopeOf(@case)).Allowed
        && subject.Apply(@case, new SubjectRequest(@case.InstanceId, command, Try, new Actor(PublicCitizen.Id), clock.Now, "try", references.Version)).Refusal is null;

    // Code and phone prove that the case is the citizen's own, also when a clerk entered it.
    private static CaseScope ScopeOf(GovCase @case) => CaseRights.ScopeOf(@case, PublicCitizen.Person) with
    {
        RequesterId = PublicCitizen.Id,
    };

    private string AreaOf(GovCase @case) =>
        directory.Current.GridByCode(@case.Place.GridCode) is { } grid && directory.Current.UnitById(grid.CommunityId) is { } community ? community.Name : "—";

    // A reply that was not verified may not stand; the reasons of a refusal are for the requester (domain.md §2.3 ②), other endings are named only.
    private string? ReplyOf(GovCase @case, WorkOrder? order)
    {
        if (@case.State is CaseState.Declined or CaseState.ReferredOut && @case.EndReason is { } reason)
            return $"{ReasonCodes.NameOf(@case.State == CaseState.Declined ? "Decline" : "ReferOut", reason.Code)}：{reason.Text}";
        if (@case.VerifiedAt is null || @case.State == CaseState.Reworking) return null;
        return (order?.Reply ?? @case.SelfReply) is { } reply ? $"{texts[$"Public.Result.{reply.Result}"]}：{reply.Text}" : null;
    }
}
