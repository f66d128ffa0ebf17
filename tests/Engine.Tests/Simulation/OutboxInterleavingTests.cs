using FluentAssertions;
using GridGov.Workflow.Engine.Execution;
using GridGov.Workflow.Engine.Execution.Stimuli;
using Xunit;

namespace GridGov.Workflow.Engine.Tests.Simulation;

/// <summary>
/// Two nodes claim, deliver and answer the same effect (reliability-tests C18): every order of their steps with at most
/// <see cref="MaxSwitches"/> switches from one to the other that the schedule could have done without, and at each of them the lease may
/// run out. Each node has an activation of its own, as after a split.
/// </summary>
public sealed class OutboxInterleavingTests
{
    private const int MaxSwitches = 2;
    private static readonly Actor Somebody = new("p-1");

    private enum Choice { GoOn, Switch, LapseAndSwitch }

    [Fact]
    public void Deliver_AnyInterleavingOfTwoNodes_AppliesTheAnswerOnce()
    {
        var runs = 0;
        List<int>? script = [];
        while (script is not null)
        {
            var taken = Run(script);
            runs++;
            script = Next(taken);
        }

        runs.Should().BeGreaterThan(100, "the nodes have steps enough for so many orders");
    }

    /// <summary>The next script in order, or null after the last: the last choice that has another one takes it.</summary>
    private static List<int>? Next(List<(int Choice, int Choices)> taken)
    {
        for (var i = taken.Count - 1; i >= 0; i--)
        {
            if (taken[i].Choice + 1 < taken[i].Choices) return [.. taken.Take(i).Select(choice => choice.Choice), taken[i].Choice + 1];
        }

        return null;
    }

    private static List<(int Choice, int Choices)> Run(List<int> script)
    {
        using var world = new SimWorld(1, isKind: true, sweeps: false, nodes: 0);
        SimNode[] nodes = [new(world, SimNode.Address(1, 1)), new(world, SimNode.Address(2, 1))];
        nodes[0].Lane.Start(() => nodes[0].Runtime.StartAsync(
            SimCore.Instance.HashOf("child"), new Start { Id = "start", InstanceId = "a", Actor = Somebody, At = world.Time.Now }));
        Drain(world, nodes);

        // The timer before the call, then both nodes look for effects. The first holds it already.
        world.Time.Advance(TimeSpan.FromSeconds(15));
        nodes[0].Lane.Start(() => nodes[0].Local.RunDueTimersAsync("a", world.Time.Now));
        Drain(world, nodes);
        foreach (var node in nodes) node.Lane.Start(() => DeliverAsync(node));
        var taken = Interleave(world, nodes, script);

        // Whatever was left is delivered when its lease ends.
        for (var i = 0; i < 3; i++)
        {
            world.Time.Advance(TimeSpan.FromMinutes(1));
            foreach (var node in nodes) node.Lane.Start(() => DeliverAsync(node));
            Drain(world, nodes);
        }

        Judge(world, string.Join(' ', taken.Select(choice => (Choice)choice.Choice)));
        return taken;
    }

    private static async Task DeliverAsync(SimNode node)
    {
        await node.Outbox.SweepAsync();
        await node.Outbox.DeliverClaimedAsync();
    }

    private static List<(int Choice, int Choices)> Interleave(SimWorld world, SimNode[] nodes, List<int> script)
    {
        var taken = new List<(int Choice, int Choices)>();
        var (current, switches) = (0, 0);
        while (true)
        {
            if (!MayRun(nodes[current]))
            {
                current = 1 - current;
                if (!MayRun(nodes[current]) && !PassTime(world)) return taken;
                if (!MayRun(nodes[current])) continue;
            }
            else if (switches < MaxSwitches && MayRun(nodes[1 - current]))
            {
                var choice = taken.Count < script.Count ? script[taken.Count] : 0;
                taken.Add((choice, 3));
                if (choice != (int)Choice.GoOn) (current, switches) = (1 - current, switches + 1);
                if (choice == (int)Choice.LapseAndSwitch) world.Time.Advance(TimeSpan.FromSeconds(21));
                if (!MayRun(nodes[current])) continue;
            }

            Step(nodes[current]);
        }
    }

    private static bool MayRun(SimNode node) => node.Lane.Ready > 0 || node.MayWrite;

    private static void Step(SimNode node)
    {
        if (node.Lane.Ready > 0) node.Lane.RunOne(0);
        else node.Write();
    }

    private static bool PassTime(SimWorld world)
    {
        if (world.Time.NextDue is not { } due) return false;
        world.Time.Advance(due - world.Time.Now);
        return true;
    }

    private static void Drain(SimWorld world, SimNode[] nodes)
    {
        do
        {
            foreach (var node in nodes)
            {
                while (MayRun(node)) Step(node);
            }
        }
        while (Array.Exists(nodes, MayRun) || PassTime(world));
    }

    private static void Judge(SimWorld world, string schedule)
    {
        var (journal, left, status) = world.Db.Read(db => (
            db.Journal.OrderBy(row => row.Sequence).Select(row => row.StimulusId).ToList(), db.Outbox.Count(), db.Instances.Single().Status));
        string.Join(' ', journal).Should().MatchRegex("^start timer/a-1-b1 effect/a/[^ ]*/ok$", schedule);
        left.Should().Be(0, schedule);
        status.Should().Be(WorkflowStatus.Finished, schedule);
        world.Department.Deliveries.Values.Should().ContainSingle(schedule).Which.Should().BePositive(schedule);
    }
}
