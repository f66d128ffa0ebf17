using GridGov.Workflow.Activities.Cases;
using GridGov.Workflow.Activities.Directory;
using GridGov.Workflow.Engine.Execution;
using GridGov.Workflow.Engine.Tasks;

namespace GridGov.Workflow.Host.Notices;

/// <summary>Something that persons, or a unit's system, should hear of.</summary>
/// <param name="Key">The same however often the instance is looked at.</param>
/// <param name="UnitId">Unit whose system and mailbox hear of it too, or null.</param>
internal sealed record NoticeFact(string Key, NoticeKind Kind, IReadOnlyList<string> Persons, string? UnitId, string? CaseNumber, string? TaskId, string? TaskName, DateTimeOffset At, DateTimeOffset? DueAt);

/// <summary>
/// Reads out of an instance what there is to tell now. Looking again gives the same keys, so nothing is told twice and a notice
/// that was lost in a crash is made up for at the next look.
/// </summary>
internal static class NoticeFacts
{
    /// <summary>A task that more people than these may take is found in the inbox; telling everybody tells nobody.</summary>
    public const int MostPersons = 50;

    public static IEnumerable<NoticeFact> Of(InstanceState state, DirectorySnapshot directory, DateTimeOffset now)
    {
        var @case = state.Subject as GovCase;
        foreach (var task in state.Tasks.Where(task => task.Status is HumanTaskStatus.Open or HumanTaskStatus.Claimed))
        {
            var persons = PersonsOf(task, directory);
            yield return new NoticeFact("task/" + task.Id, KindOf(task, @case), persons, task.UnitId, task.SubjectKey, task.Id, task.Name, task.CreatedAt, task.DueAt);
            if (task.DueAt < now)
                yield return new NoticeFact("overdue/" + task.Id, NoticeKind.Overdue, persons, task.UnitId, task.SubjectKey, task.Id, task.Name, task.DueAt.Value, task.DueAt);
        }

        foreach (var appeal in @case?.Approvals ?? [])
        {
            if (appeal is not { Kind: ApprovalKind.TimeoutAppeal or ApprovalKind.Exclusion, State: ApprovalState.Accepted or ApprovalState.Rejected }) continue;
            var unit = @case!.Orders.FirstOrDefault(order => order.Id == appeal.OrderId)?.Unit;
            yield return new NoticeFact("appeal/" + appeal.Id, NoticeKind.AppealDecided, [appeal.By], unit, @case.CaseNumber, null, null, appeal.DecidedAt ?? now, null);
        }
    }

    private static IReadOnlyList<string> PersonsOf(HumanTask task, DirectorySnapshot directory)
    {
        if (task.Assignee is { } holder) return [holder];
        var entitled = directory.People.Where(person => !person.IsSystem && TaskEntitlement.Find(person, task) is not null).Select(person => person.Id).Take(MostPersons + 1).ToList();
        return entitled.Count > MostPersons ? [] : entitled;
    }

    private static NoticeKind KindOf(HumanTask task, GovCase? @case) => task.Name switch
    {
        "AwaitReceipt" or "AssistReceipt" => NoticeKind.Whistle,
        "AwaitReply" or "SelfHandle" when @case?.State == CaseState.Reworking => NoticeKind.Returned,
        "Divert" when @case?.ShuffleCount > 0 => NoticeKind.Returned,
        _ => NoticeKind.NewTask,
    };
}
