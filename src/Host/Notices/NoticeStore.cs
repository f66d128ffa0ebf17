using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using GridGov.Workflow.Activities.Directory;
using GridGov.Workflow.Engine.Execution;
using GridGov.Workflow.Engine.Persistence;
using GridGov.Workflow.Engine.Runtime;
using GridGov.Workflow.Engine.Runtime.Outbox;
using GridGov.Workflow.Engine.Tasks;
using GridGov.Workflow.Host.Substitutions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace GridGov.Workflow.Host.Notices;

/// <summary>Brings the notices of an instance up to what it is now: new ones added with their messages to units, done ones read.</summary>
internal sealed class NoticeStore(
    IWorkflowDb db, IWorkflowRuntime runtime, IDirectory directory, IBusinessClock clock, Deputies deputies, NoticeSignals signals, OutboxControl outbox,
    IOptions<NoticeOptions> options, TimeProvider time)
{
    private const int KeepDays = 90;

    public async Task UpdateAsync(string instanceId, CancellationToken stop)
    {
        if (await runtime.FindStateAsync(instanceId, stop) is not { } state) return;
        await using var context = db.Open();
        var known = await context.Set<NoticeRow>().Where(row => row.InstanceId == instanceId)
            .Select(row => new Known(row.PersonId, row.Key, row.TaskId, row.ReadAt != null)).ToListAsync(stop);
        var told = known.Select(row => (row.PersonId, row.Key)).ToHashSet();
        var sent = known.Select(row => row.Key).ToHashSet(StringComparer.Ordinal);
        var persons = new HashSet<string>(StringComparer.Ordinal);
        var messages = 0;
        List<NoticeFact> facts = [.. NoticeFacts.Of(state, directory.Current, clock.Now)];
        if (facts.Count == 0 && known.Count == 0) return;
        var deputy = await deputies.DeputiesOfAsync(facts.SelectMany(fact => fact.Persons).ToHashSet(StringComparer.Ordinal), stop);
        foreach (var fact in facts)
        {
            string[] audience = [.. fact.Persons.Union(fact.Persons.SelectMany(person => deputy[person]), StringComparer.Ordinal)];
            foreach (var person in audience.Where(person => told.Add((person, fact.Key))))
            {
                context.Add(Row(fact, person, instanceId));
                persons.Add(person);
            }

            // The first time that anybody hears of it.
            if (audience.Length > 0 && sent.Add(fact.Key)) messages += AddMessages(context, fact, instanceId);
        }

        if (persons.Count > 0 || messages > 0) await context.SaveChangesAsync(stop);
        persons.UnionWith(await CloseAsync(context, state, known, stop));
        if (messages > 0) outbox.LookAgain();
        signals.Changed(persons);
    }

    public async Task ForgetOldAsync(CancellationToken stop)
    {
        var before = clock.Now.AddDays(-KeepDays);
        await using var context = db.Open();
        await context.Set<NoticeRow>().Where(row => row.At < before).ExecuteDeleteAsync(stop);
    }

    private static NoticeRow Row(NoticeFact fact, string person, string instanceId) => new()
    {
        PersonId = person,
        Key = fact.Key,
        Kind = fact.Kind,
        InstanceId = instanceId,
        CaseNumber = fact.CaseNumber,
        TaskId = fact.TaskId,
        TaskName = fact.TaskName,
        At = fact.At,
    };

    // In the notice's own transaction, so that the outbox delivers it whatever happens after.
    private int AddMessages(WorkflowDbContext context, NoticeFact fact, string instanceId)
    {
        if (fact.UnitId is not { } unit) return 0;
        var count = 0;
        if (options.Value.Webhooks.ContainsKey(unit)) count += Add(NoticeWebhook.EffectKind);
        if (options.Value.Mail.Host is { Length: > 0 } && options.Value.Mail.Units.ContainsKey(unit)) count += Add(NoticeMail.EffectKind);
        return count;

        int Add(string kind)
        {
            var message = new NoticeMessage(fact.Kind, unit, fact.CaseNumber, fact.TaskId, fact.TaskName, fact.At, fact.DueAt);
            var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{fact.Key}\n{unit}")).AsSpan(0, 16));
            context.Add(new OutboxRow
            {
                Key = $"{kind}/{hash}",
                InstanceId = instanceId,
                Kind = kind,
                Payload = JsonSerializer.Serialize(message, NoticeMessage.Json),
                NextAttemptAt = time.GetUtcNow(),
            });
            return 1;
        }
    }

    // A task that is closed, or held by another, asks nothing of the person any more.
    private async Task<IReadOnlyList<string>> CloseAsync(WorkflowDbContext context, InstanceState state, List<Known> known, CancellationToken stop)
    {
        var open = state.Tasks.Where(task => task.Status is HumanTaskStatus.Open or HumanTaskStatus.Claimed).ToDictionary(task => task.Id, task => task.Assignee, StringComparer.Ordinal);
        var done = known.Where(row => !row.IsRead && row.TaskId is not null && (!open.TryGetValue(row.TaskId, out var holder) || (holder is not null && holder != row.PersonId))).ToList();
        if (done.Count == 0) return [];
        var now = clock.Now;
        foreach (var tasks in done.GroupBy(row => row.TaskId, StringComparer.Ordinal))
        {
            var persons = tasks.Select(row => row.PersonId).Distinct(StringComparer.Ordinal).ToList();
            await context.Set<NoticeRow>().Where(row => row.TaskId == tasks.Key && row.ReadAt == null && persons.Contains(row.PersonId))
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.ReadAt, now), stop);
        }

        return [.. done.Select(row => row.PersonId).Distinct(StringComparer.Ordinal)];
    }

    private sealed record Known(string PersonId, string Key, string? TaskId, bool IsRead);
}
