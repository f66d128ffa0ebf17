using GridGov.Workflow.Activities.Deadlines;
using GridGov.Workflow.Engine.Execution.Changes;

namespace GridGov.Workflow.Activities.Cases.Rows;

/// <summary>Makes the rows of a case; only those that differ are written.</summary>
internal static class CaseProjection
{
    public static IEnumerable<RowProjected> Between(GovCase? before, GovCase after)
    {
        if (ReferenceEquals(before, after)) yield break;
        var (old, now) = (before is null ? null : CaseOf(before), CaseOf(after));
        if (old != now) yield return new RowProjected(now, old is null ? RowOperation.Insert : RowOperation.Update, old);
        foreach (var change in Lists(before?.Orders, after.Orders, order => order.Id, order => OrderOf(after, order), order => OrderOf(before!, order))) yield return change;
        foreach (var change in Lists(before?.Approvals, after.Approvals, item => item.Id, item => ApprovalOf(after, item), item => ApprovalOf(before!, item))) yield return change;
        foreach (var change in Lists(before?.Supervisions, after.Supervisions, item => item.Id, item => SupervisionOf(after, item), item => SupervisionOf(before!, item))) yield return change;
    }

    // Entries are only added or changed, never taken away.
    private static IEnumerable<RowProjected> Lists<T, TRow>(
        IReadOnlyList<T>? before, IReadOnlyList<T> after, Func<T, string> key, Func<T, TRow> row, Func<T, TRow> rowBefore) where TRow : class
    {
        var old = before?.ToDictionary(key, StringComparer.Ordinal);
        foreach (var item in after)
        {
            if (old is null || !old.TryGetValue(key(item), out var was)) yield return new RowProjected(row(item), RowOperation.Insert);
            else if ((row(item), rowBefore(was)) is var (now, stored) && !now.Equals(stored)) yield return new RowProjected(now, RowOperation.Update, stored);
        }
    }

    private static CaseRow CaseOf(GovCase @case)
    {
        var lead = @case.Lead ?? @case.Orders.LastOrDefault(order => order.Kind == OrderKind.Lead);
        var clock = RunningClock(@case);
        return new CaseRow
        {
            CaseNumber = @case.CaseNumber,
            InstanceId = @case.InstanceId,
            QueryCode = @case.QueryCode,
            State = @case.State,
            Stage = @case.Stage,
            Channel = @case.Channel,
            Grade = @case.Grade,
            Title = @case.Title,
            Category = @case.Category,
            StandardId = @case.StandardId,
            AreaCode = @case.Place.AreaCode,
            GridCode = @case.Place.GridCode,
            PlaceText = @case.Place.Text,
            Longitude = @case.Place.Longitude,
            Latitude = @case.Place.Latitude,
            Reporter = @case.Reporter,
            ReporterUnit = @case.ReporterUnit,
            RequesterHash = @case.Requester.Hash,
            IsConfidential = @case.Requester.IsConfidential,
            LeadUnit = lead?.Unit,
            DueAt = clock?.Due,
            YellowAt = clock?.Yellow,
            ReportedAt = @case.ReportedAt,
            FiledAt = @case.FiledAt,
            RepliedAt = @case.RepliedAt,
            VerifiedAt = @case.VerifiedAt,
            EndedAt = @case.EndedAt,
            ChangedAt = @case.ChangedAt,
            ReworkCount = @case.ReworkCount,
            RedoCount = @case.RedoCount,
            ShuffleCount = @case.ShuffleCount,
            EscalationLevel = @case.EscalationLevel,
            IsSelfHandled = @case.SelfReply is not null,
            Satisfaction = @case.Evaluation?.Result,
            Solved = @case.Evaluation?.Solved,
            Contacted = @case.Evaluation?.Contacted,
            IsEvaluatedByRequester = @case.Evaluation?.ByRequester ?? false,
            CallbackTries = @case.Tries.Count(),
            SupervisionLevel = @case.Supervisions.Count == 0 ? null : @case.Supervisions.Max(item => item.Level),
            IsTimeoutExempt = @case.IsTimeoutExempt,
            IsExcluded = @case.IsExcluded,
            IsFalseClosure = @case.IsFalseClosure,
            MergedInto = @case.MergedInto,
            RepeatOf = @case.RepeatOf,
            ReopenedAs = @case.ReopenedAs,
        };
    }

    private static PausableClock? RunningClock(GovCase @case) => @case.State switch
    {
        CaseState.Reported => @case.Clocks.Accept,
        CaseState.FactChecking => @case.Clocks.FactCheck ?? @case.Clocks.Accept,
        CaseState.PendingDivert => @case.Clocks.Divert,
        CaseState.PendingReceipt => @case.Lead?.Receive,
        CaseState.InProgress or CaseState.Reworking or CaseState.OwnershipDisputed or CaseState.InConference => @case.Lead?.Dispose,
        CaseState.Replied => @case.Clocks.Verify,
        CaseState.PendingEvaluation => @case.Clocks.Callback,
        _ => null,
    };

    private static WorkOrderRow OrderOf(GovCase @case, WorkOrder order)
    {
        var returns = @case.Approvals.Where(request => request.Kind == ApprovalKind.Return && request.OrderId == order.Id).ToList();
        return new WorkOrderRow
        {
            Id = order.Id,
            CaseNumber = @case.CaseNumber,
            Unit = order.Unit,
            Kind = order.Kind,
            State = order.State,
            IsDesignated = order.IsDesignated,
            Whistle = order.Whistle,
            Handler = order.Handler,
            AreaCode = @case.Place.AreaCode,
            GridCode = @case.Place.GridCode,
            SentAt = order.SentAt,
            ReceiveDueAt = order.Receive.Due,
            ReceivedAt = order.ReceivedAt,
            DisposeDueAt = order.Dispose.Due,
            DisposeYellowAt = order.Dispose.Yellow,
            IsProvisional = order.Dispose.Provisional,
            SuspendedAt = order.Dispose.PausedAt,
            SuspendedUntil = order.Dispose.SuspendedUntil,
            Extensions = order.Dispose.Extensions,
            RepliedAt = order.Reply?.At,
            Result = order.Reply?.Result,
            EndedAt = order.EndedAt,
            IsReceiveOverdue = order.ReceiveOverdue,
            IsDisposeOverdue = order.DisposeOverdue,
            ReturnedAt = returns.LastOrDefault(request => request.State == ApprovalState.Accepted)?.At,
            ReturnsRejected = returns.Count(request => request.State == ApprovalState.Rejected),
            Fact = OrderFacts.Write(OrderFacts.Of(@case, order)),
        };
    }

    private static ApprovalRow ApprovalOf(GovCase @case, ApprovalRequest request) => new()
    {
        Id = request.Id,
        CaseNumber = @case.CaseNumber,
        OrderId = request.OrderId,
        Kind = request.Kind,
        State = request.State,
        Unit = request.Unit,
        AreaCode = @case.Place.AreaCode,
        By = request.By,
        At = request.At,
        DecideBy = request.DecideBy,
        DecidedAt = request.DecidedAt,
        ReasonCode = request.Reason.Code,
    };

    private static SupervisionRow SupervisionOf(GovCase @case, Supervision item) => new()
    {
        Id = item.Id,
        CaseNumber = @case.CaseNumber,
        OrderId = item.OrderId,
        Unit = item.Unit,
        Level = item.Level,
        Cause = item.Cause,
        AreaCode = @case.Place.AreaCode,
        At = item.At,
        AnsweredAt = item.AnsweredAt,
    };
}
