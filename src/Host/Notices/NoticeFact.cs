using GridGov.Workflow.Activities.Cases;
using GridGov.Workflow.Engine.Execution;
using GridGov.Workflow.Engine.Tasks;

namespace GridGov.Workflow.Host.Notices;

/// <summary>Something that a unit's system should hear of.</summary>
internal sealed record NoticeFact(string Key, NoticeMessage Message);

/// <summary>
/// Reads out of an instance what there is to tell its units now. Looking again gives the same keys, so nothing is told twice and
/// what was lost in a crash is made up for at the next look.
/// </summary>
internal static class NoticeFacts
{
    public static IEnumerable<NoticeFact> Of(InstanceState state, DateTimeOffset now)
    {
        var @case = state.Subject as GovCase;
        foreach (var task in state.Tasks)
        {
            if (task is not { Status: HumanTaskStatus.Open or HumanTaskStatus.Claimed, UnitId: { } unit }) continue;
            var kind = NoticeKinds.OfTask(task.Name, @case?.State, @case?.ShuffleCount ?? 0);
            yield return new NoticeFact(NoticeKey.Task + task.Id, new NoticeMessage(kind, unit, task.SubjectKey, task.Id, task.Name, task.CreatedAt, task.DueAt));
            if (task.DueAt < now)
                yield return new NoticeFact(NoticeKey.Overdue + task.Id, new NoticeMessage(NoticeKind.Overdue, unit, task.SubjectKey, task.Id, task.Name, task.DueAt.Value, task.DueAt));
        }

        foreach (var appeal in @case?.Approvals ?? [])
        {
            if (appeal is not { Kind: ApprovalKind.TimeoutAppeal or ApprovalKind.Exclusion, State: ApprovalState.Accepted or ApprovalState.Rejected, DecidedAt: { } decided }) continue;
            if (@case!.Orders.FirstOrDefault(order => order.Id == appeal.OrderId)?.Unit is { } unit)
                yield return new NoticeFact(NoticeKey.Appeal + appeal.Id, new NoticeMessage(NoticeKind.AppealDecided, unit, @case.CaseNumber, null, null, decided, null));
        }
    }
}
