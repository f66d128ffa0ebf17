using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using GridGov.Workflow.Engine.Persistence;
using GridGov.Workflow.Engine.Runtime;
using GridGov.Workflow.Engine.Runtime.Outbox;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace GridGov.Workflow.Host.Notices;

/// <summary>Puts what is new in some instances into the outbox, which delivers it whatever happens after; each message once.</summary>
internal sealed class NoticeOutbox(IWorkflowDb db, IWorkflowRuntime runtime, IBusinessClock clock, OutboxControl outbox, IOptions<NoticeOptions> options, TimeProvider time)
{
    // Longer than any task stays open: a message that is forgotten would be sent again.
    private const int KeepDays = 730;

    public async Task AddAsync(IReadOnlyList<string> instanceIds, CancellationToken stop)
    {
        var messages = new Dictionary<string, OutboxRow>(StringComparer.Ordinal);
        foreach (var instanceId in instanceIds)
        {
            if (await runtime.FindStateAsync(instanceId, stop) is not { } state) continue;
            foreach (var fact in NoticeFacts.Of(state, clock.Now))
            {
                foreach (var kind in options.Value.WaysTo(fact.Message.Unit))
                {
                    var row = Row(kind, fact, instanceId);
                    messages[row.Key] = row;
                }
            }
        }

        if (messages.Count == 0) return;
        await using var context = db.Open();
        var sent = await context.Set<NoticeSentRow>().Where(row => messages.Keys.Contains(row.Key)).Select(row => row.Key).ToListAsync(stop);
        foreach (var key in sent) messages.Remove(key);
        if (messages.Count == 0) return;
        foreach (var (key, row) in messages)
        {
            context.Add(row);
            context.Add(new NoticeSentRow { Key = key, At = clock.Now });
        }

        await context.SaveChangesAsync(stop);
        outbox.LookAgain();
    }

    public async Task ForgetOldAsync(CancellationToken stop)
    {
        var before = clock.Now.AddDays(-KeepDays);
        await using var context = db.Open();
        await context.Set<NoticeSentRow>().Where(row => row.At < before).ExecuteDeleteAsync(stop);
    }

    private OutboxRow Row(string kind, NoticeFact fact, string instanceId)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{fact.Key}\n{fact.Message.Unit}")).AsSpan(0, 16));
        return new OutboxRow
        {
            Key = $"{kind}/{hash}",
            InstanceId = instanceId,
            Kind = kind,
            Payload = JsonSerializer.Serialize(fact.Message, NoticeMessage.Json),
            NextAttemptAt = time.GetUtcNow(),
        };
    }
}
