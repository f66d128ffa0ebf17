using System.Text.Json;
using System.Text.Json.Serialization;
using GridGov.Workflow.Activities.Assessment;

namespace GridGov.Workflow.Activities.Cases.Rows;

/// <summary>What the rates need to know of an order, taken from the case (domain.md §4.2).</summary>
public static class OrderFacts
{
    public static OrderFact Of(GovCase @case, WorkOrder order)
    {
        var ended = @case.EndedAt;
        var approvals = @case.Approvals.Where(request => request.OrderId == order.Id).ToList();
        return new OrderFact
        {
            CaseNumber = @case.CaseNumber,
            OrderId = order.Id,
            UnitId = order.Unit,
            IsLead = order.Kind == OrderKind.Lead,
            DispatcherId = @case.Diversion?.By,
            DispatchedAt = order.SentAt,
            ReceiveDue = order.Receive.Due,
            ReceivedAt = order.ReceivedAt,
            DisposeDue = order.Dispose.Due,
            LastReplyAt = order.Reply?.At,
            ReplyTimes = order.ReplyTimes ?? [],
            AcceptedReplyAt = IsAccepted(@case, order) ? order.Reply?.At : null,
            ClosedAt = order.State == OrderState.Completed ? order.EndedAt : null,
            Verifications = order.Kind == OrderKind.Lead
                ? [.. @case.Verifications.Where(item => item.Result != VerificationResult.Unable && item.At >= order.SentAt && (order.EndedAt is not { } end || item.At <= end))
                    .Select(item => new VerificationFact(item.At, item.Result == VerificationResult.Pass))]
                : [],
            Extensions = order.Dispose.Extensions,
            Suspensions = Suspensions(order, approvals),
            ReturnAcceptedAt = Decided(approvals, ApprovalKind.Return, ApprovalState.Accepted),
            ReturnRejectedAt = Decided(approvals, ApprovalKind.Return, ApprovalState.Rejected),
            DesignatedAt = order.IsDesignated ? order.SentAt : null,
            ReassignedAt = order.State == OrderState.Reassigned ? order.EndedAt : null,
            WithdrawnAt = @case.State == CaseState.Withdrawn ? ended : null,
            MergedAt = @case.State == CaseState.Merged ? ended : null,
            VoidedAt = @case.State == CaseState.Voided ? ended : null,
            EmergencyTransferAt = @case.State == CaseState.ReferredOut ? ended : null,
            Callback = CallbackOf(@case),
            IsAnonymous = IsAnonymous(@case),
            NoReplyWanted = @case.Requester.WantsNoReply && @case.Evaluation is null,
            TimeoutAppealUpheldAt = Decided(approvals, ApprovalKind.TimeoutAppeal, ApprovalState.Accepted),
            ExclusionUpheldAt = Decided(approvals, ApprovalKind.Exclusion, ApprovalState.Accepted),
        };
    }

    internal static string Write(OrderFact fact) => JsonSerializer.Serialize(fact, OrderFactJson.Default.OrderFact);

    /// <exception cref="InvalidDataException">The stored text is no fact.</exception>
    public static OrderFact Read(string json) => JsonSerializer.Deserialize(json, OrderFactJson.Default.OrderFact)
        ?? throw new InvalidDataException("A stored order fact is null.");

    // The lead's reply is accepted when the last verification passed it; an assisting unit's when its order is completed.
    private static bool IsAccepted(GovCase @case, WorkOrder order) => order.Kind == OrderKind.Lead
        ? @case.Verifications is [.., { Result: VerificationResult.Pass } passed] && order.Reply?.At <= passed.At
        : order.State == OrderState.Completed;

    private static IReadOnlyList<SuspensionFact> Suspensions(WorkOrder order, List<ApprovalRequest> approvals)
    {
        if (Decided(approvals, ApprovalKind.Suspension, ApprovalState.Accepted) is not { } from) return [];
        return [new SuspensionFact(from, order.Dispose.PausedAt is null ? order.Dispose.RunningSince : null)];
    }

    private static DateTimeOffset? Decided(List<ApprovalRequest> approvals, ApprovalKind kind, ApprovalState state) =>
        approvals.FindLast(request => request.Kind == kind && request.State == state)?.DecidedAt;

    private static CallbackFact? CallbackOf(GovCase @case)
    {
        if (@case.Evaluation is { } answer)
        {
            return new CallbackFact(answer.At, answer.Result switch
            {
                Satisfaction.VerySatisfied => Rating.VerySatisfied,
                Satisfaction.Satisfied => Rating.Satisfied,
                Satisfaction.Basic => Rating.BasicSatisfied,
                Satisfaction.Dissatisfied => Rating.Dissatisfied,
                _ => Rating.VeryDissatisfied,
            }, answer.Contacted, answer.Solved);
        }

        return @case.State is CaseState.Closed or CaseState.Archived && @case.Tries.LastOrDefault() is { } last ? new CallbackFact(last.At, null) : null;
    }

    private static bool IsAnonymous(GovCase @case) => @case.Requester.Reference is null && @case.Evaluation is null
        && @case.Channel is IntakeChannel.CitizenApp or IntakeChannel.Hotline12345 or IntakeChannel.Window or IntakeChannel.Sentiment;
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault, UseStringEnumConverter = true)]
[JsonSerializable(typeof(OrderFact))]
internal sealed partial class OrderFactJson : JsonSerializerContext;
