using System.Globalization;
using System.Text.Json;
using GridGov.Workflow.Engine.Execution;
using GridGov.Workflow.Engine.Execution.Stimuli;
using GridGov.Workflow.Engine.Persistence;
using GridGov.Workflow.Engine.Runtime;
using GridGov.Workflow.Engine.Tasks;

namespace GridGov.Workflow.Engine.Tests.Simulation;

/// <summary>An answer that somebody got.</summary>
internal sealed record Answer(string StimulusId, string InstanceId, long Burst, Refusal? Refusal);

/// <summary>
/// Those who use the nodes over HTTP, as well-behaved clients do: the same command under the same key until there is an answer, at another
/// node when one does not answer; sometimes twice at once.
/// </summary>
internal sealed class SimPeople(SimWorld world)
{
    private const int Instances = 4;
    private const int Acts = 22;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly Actor Somebody = new("p-1");
    private static readonly Dictionary<string, JsonElement> Note = new() { ["Note"] = JsonSerializer.SerializeToElement("by hand") };

    private readonly Lane _lane = world.Loop.AddLane("people");
    private readonly SimTime.NodeClock _clock = new(world.Time);
    private readonly List<Action> _sent = [];
    private readonly HashSet<string> _helped = new(StringComparer.Ordinal);
    private int _started;
    private int _waiting;

    public List<Answer> Answers { get; } = [];

    /// <summary>Events that were acknowledged.</summary>
    public List<string> Published { get; } = [];

    public int ActsLeft { get; private set; } = Acts;
    public bool IsDone => _waiting == 0;

    /// <summary>Somebody does something.</summary>
    public void Act()
    {
        ActsLeft--;
        var dice = world.Loop.Dice.Next(100);
        if (_started < Instances && dice < 40) Start();
        else if (dice < 62) Complete();
        else if (dice < 76) Publish();
        else if (dice < 84) RetryOne();
        else if (dice < 86) With("cancel", (id, at) => new Cancel("why") { Id = id, Actor = Somebody, At = at });
        else if (dice < 89) With("amend", (id, at) => new Amend(Note, "why") { Id = id, Actor = Somebody, At = at });
        else if (dice < 92) With("migrate", (id, at) => new Migrate("case-v2", SimCore.Instance.HashOf("case"), "why") { Id = id, Actor = Somebody, At = at }, "case");
        else if (_sent.Count > 0) world.Loop.Pick(_sent)();
    }

    /// <summary>Does what the instances wait for, once each.</summary>
    /// <returns>False when there was nothing to do.</returns>
    public bool Help()
    {
        var (tasks, waits, incidents, parked) = world.Db.Read(db => (
            db.Tasks.Where(row => row.Status == HumanTaskStatus.Open).OrderBy(row => row.Id).Select(row => new { row.Id, row.InstanceId }).ToList(),
            db.EventWaits.OrderBy(row => row.BookmarkId).ToList(),
            db.Instances.Where(row => row.IncidentCount > 0 && row.Status != WorkflowStatus.Finished).OrderBy(row => row.Id).ToList(),
            db.Outbox.Where(row => row.Status == OutboxStatus.Parked && !row.Answered).OrderBy(row => row.Key).ToList()));
        var helped = false;
        foreach (var task in tasks) helped |= Once($"help/{task.Id}", id => Send(id, task.InstanceId, at => new TaskCompleted(task.Id, null, default, "system") { Id = id, Actor = Somebody, At = at }));
        foreach (var wait in waits) helped |= Once($"help/{wait.BookmarkId}", id => Publish(id, NameOf(wait.Hash), wait.InstanceId));
        foreach (var row in incidents) helped |= Retry(row, Once);
        foreach (var row in parked) helped |= Once($"help/{row.Key}/{row.Round}", _ => SendAgain(row.Key));
        return helped;
    }

    private static string NameOf(string hash) => Array.Find(["Go", "Done", "Local", "Alarm"], name => BookmarkHash.ForEvent(name) == hash)!;

    private bool Once(string id, Action<string> act)
    {
        if (!_helped.Add(id)) return false;
        act(id);
        return true;
    }

    private void Start()
    {
        var id = string.Create(CultureInfo.InvariantCulture, $"c{_started++}");
        var definition = world.Loop.Pick(SimCore.Startable);
        var content = definition == "case" && world.Loop.Chance(0.5) ? SimCore.Instance.FirstVersion : SimCore.Instance.HashOf(definition);
        Send($"start/{id}", id, at => new Start { Id = $"start/{id}", InstanceId = id, CorrelationId = "k" + id[1], Actor = Somebody, At = at }, content);
    }

    // Two clerks may reach for the same task; one of them gets it.
    private void Complete()
    {
        var tasks = world.Db.Read(db => db.Tasks.Where(row => row.Status == HumanTaskStatus.Open).OrderBy(row => row.Id).Select(row => new { row.Id, row.InstanceId }).ToList());
        if (tasks.Count == 0) return;
        var task = world.Loop.Pick(tasks);
        var clerk = world.Loop.Dice.Next(2);
        var id = string.Create(CultureInfo.InvariantCulture, $"complete/{task.Id}/{clerk}");
        Send(id, task.InstanceId, at => new TaskCompleted(task.Id, null, default, "system") { Id = id, Actor = Somebody, At = at });
    }

    private void Publish()
    {
        var name = world.Loop.Pick((string[])["Go", "Go", "Done", "Alarm"]);
        Publish(string.Create(CultureInfo.InvariantCulture, $"event/{name}/{world.Loop.Dice.Next(4)}"), name, null);
    }

    private void RetryOne()
    {
        var rows = world.Db.Read(db => db.Instances.Where(row => row.IncidentCount > 0).OrderBy(row => row.Id).ToList());
        if (rows.Count > 0) Retry(world.Loop.Pick(rows), (id, act) =>
        {
            act(id);
            return true;
        });
    }

    private bool Retry(InstanceRow row, Func<string, Action<string>, bool> send)
    {
        var retried = false;
        foreach (var incident in SimCore.Instance.Codec.Read(Packing.Unpack(row.State)).Incidents.Where(incident => !incident.Resolved))
        {
            var mode = world.Loop.Pick((RetryMode[])[RetryMode.Retry, RetryMode.Retry, RetryMode.SendAgain]);
            retried |= send($"retry/{row.Id}/{incident.Id}", id => Send(id, row.Id, at => new Retry(incident.Id, mode, null, "why") { Id = id, Actor = Somebody, At = at }));
        }

        return retried;
    }

    private void With(string what, Func<string, DateTimeOffset, Stimulus> make, string? definition = null)
    {
        var instances = world.Db.Read(db => db.Instances.Where(row => definition == null || row.DefinitionId == definition).OrderBy(row => row.Id).Select(row => row.Id).ToList());
        if (instances.Count == 0) return;
        var instance = world.Loop.Pick(instances);
        var id = string.Create(CultureInfo.InvariantCulture, $"{what}/{instance}/{ActsLeft}");
        Send(id, instance, at => make(id, at));
    }

    private void Send(string id, string instanceId, Func<DateTimeOffset, Stimulus> make, string? content = null) => Repeatedly(id, async node =>
    {
        var stimulus = make(node.Clock.GetUtcNow());
        var reply = content is null ? await node.Runtime.DeliverAsync(instanceId, stimulus) : await node.Runtime.StartAsync(content, (Start)stimulus);
        return new Answer(id, instanceId, reply.Burst, reply.Refusal);
    });

    private void Publish(string id, string name, string? instanceId) => Repeatedly(id, async node =>
    {
        var published = new PublishedEvent(id, name, null, instanceId, JsonSerializer.SerializeToElement(id), Somebody, node.Clock.GetUtcNow());
        return new Answer(id, "", 0, await node.Runtime.PublishAsync(published));
    });

    private void SendAgain(string key) => Repeatedly($"again/{key}", async node =>
    {
        await node.Control.SendAgainAsync(key);
        return new Answer("", "", 0, null);
    });

    private void Repeatedly(string id, Func<SimNode, Task<Answer>> call)
    {
        void Begin()
        {
            world.Note($"somebody sends '{id}'");
            _waiting++;
            _lane.Start(() => UntilAnsweredAsync(id, call));
        }

        _sent.Add(Begin);
        Begin();
        if (world.Loop.Chance(world.Cluster.Confusion)) Begin();
    }

    private async Task UntilAnsweredAsync(string id, Func<SimNode, Task<Answer>> call)
    {
        while (true)
        {
            var node = world.Loop.Pick(world.Cluster.Running);
            var answer = node.Lane.CallAsync(() => call(node));
            if (await Task.WhenAny(answer, Task.Delay(Patience, _clock)) == answer)
            {
                try
                {
                    Take(await answer);
                    _waiting--;
                    return;
                }
                catch (Exception e)
                {
                    world.Note($"'{id}' is not answered by {node.Name}: {e.Message}");
                }
            }

            await Task.Delay(TimeSpan.FromMilliseconds(500 + world.Loop.Dice.Next(2500)), _clock);
        }
    }

    private void Take(Answer answer)
    {
        world.Note($"'{answer.StimulusId}' is answered: {(answer.Refusal is { } refusal ? refusal.Code : "burst " + answer.Burst.ToString(CultureInfo.InvariantCulture))}");
        if (answer.InstanceId.Length > 0) Answers.Add(answer);
        else if (answer is { StimulusId.Length: > 0, Refusal: null }) Published.Add(answer.StimulusId);
    }
}
