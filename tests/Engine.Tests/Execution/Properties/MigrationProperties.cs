using CsCheck;
using FluentAssertions;
using GridGov.Workflow.Engine.Execution;
using Xunit;

namespace GridGov.Workflow.Engine.Tests.Execution.Properties;

/// <summary>C17: whatever the validator accepts ends in a legal state of the new version, and no finished step runs again.</summary>
public sealed class MigrationProperties
{
    private static readonly Gen<(int[] Model, int[] Before, int[] Edits, int[] After)> Moves = Gen.Select(
        Gen.Int[0, 1000].Array[10, 60], Gen.Int[0, 1000].Array[0, 6], Gen.Int[0, 1000].Array[0, 80], Gen.Int[0, 1000].Array[0, 20]);

    [Fact]
    public void Migrate_RandomEdit_AcceptedMeansLegalToTheEndAndNothingRunsAgain()
    {
        var (accepted, refused) = (0, 0);
        Moves.Sample(
            sample =>
            {
                var old = new ModelBuilder(sample.Model).Node(4);
                var (shell, id) = Start(old, sample.Before);
                if (shell.State(id).Status == WorkflowStatus.Finished) return;
                var edit = new ModelEdit(sample.Edits);
                var target = edit.Apply(old);
                var before = shell.Codec.Write(shell.State(id));
                var waits = shell.State(id).Tasks.Select(task => task.Id).ToList();
                var mapping = edit.Mapping;

                var result = shell.Migrate(id, ModelDefinition.WriteSecond(target), mapping);

                if (result.Refusal is { } refusal)
                {
                    refusal.Details.Should().NotBeNullOrEmpty();
                    shell.Codec.Write(shell.State(id)).Should().Equal(before);
                    Interlocked.Increment(ref refused);
                    return;
                }

                Interlocked.Increment(ref accepted);
                shell.State(id).Tasks.Select(task => task.Id).Should().Equal(waits);
                var graph = shell.Graph(id);
                foreach (var context in shell.State(id).Contexts.Where(context => context.ParentId is not null))
                {
                    var parent = shell.State(id).Contexts.Single(other => other.Id == context.ParentId);
                    graph.Node(context.NodeId).Parent!.NodeId.Should().Be(parent.NodeId);
                }

                var live = shell.State(id).Contexts.Select(context => graph.Node(context.NodeId).Id).ToHashSet();
                var duties = new Obligations(live).After(target).ToHashSet();
                var ranBefore = Ran(shell, id, 0, name => mapping.GetValueOrDefault(name, name)).ToHashSet();
                var mark = shell.Bursts(id).Count;
                Finish(shell, id, sample.After);

                shell.State(id).Incidents.Should().BeEmpty();
                shell.State(id).Status.Should().Be(WorkflowStatus.Finished);
                var ranAfter = Ran(shell, id, mark, name => name).ToHashSet();
                duties.Except(ranAfter).Should().BeEmpty("what is drawn after the live steps must run");
                ranAfter.Intersect(ranBefore).Except(Repeated(old, mapping)).Except(Repeated(target, [])).Should().BeEmpty("a finished step never runs again");
                shell.Replay(id).Count.Should().Be(shell.Bursts(id).Count);
            },
            iter: 3000);
        accepted.Should().BeGreaterThan(refused / 4, "the property must not hold for want of accepted moves");
    }

    [Fact]
    public void Migrate_OnlyRenamed_GoesOnAsTheReferenceDoes() => Moves.Sample(
        sample =>
        {
            var old = new ModelBuilder(sample.Model).Node(4);
            var reference = new ReferenceInterpreter(old);
            var (shell, id) = Start(old, sample.Before, reference);
            if (reference.IsFinished) return;
            var names = new ModelEdit(sample.Edits, renamesOnly: true);
            var target = names.Apply(old);
            shell.Migrate(id, ModelDefinition.WriteSecond(target), names.Mapping).Burst.Should().NotBeNull();
            string New(string name) => names.Mapping.GetValueOrDefault(name, name);

            // Tasks that are open keep the name they were opened with.
            var (lines, referenceLines) = (shell.Lines.Count, reference.Lines.Count);
            for (var i = 0; !reference.IsFinished; i++)
            {
                shell.State(id).Tasks.Select(task => New(task.Name)).Order(StringComparer.Ordinal).Should().Equal(reference.Waiting.Select(New).Order(StringComparer.Ordinal));
                var name = reference.Waiting[(i < sample.After.Length ? sample.After[i] : 0) % reference.Waiting.Count];
                reference.Complete(name);
                shell.CompleteTask(id, shell.State(id).Tasks.First(task => New(task.Name) == New(name)).Name);
            }

            shell.State(id).Status.Should().Be(WorkflowStatus.Finished);
            shell.Lines.Skip(lines).Should().Equal(reference.Lines.Skip(referenceLines).Select(New));
        },
        iter: 1000);

    private static (InMemoryShell Shell, string Id) Start(Node root, int[] choices, ReferenceInterpreter? reference = null)
    {
        var shell = new InMemoryShell();
        shell.Publish(ModelDefinition.Write(root));
        var id = shell.Start("def");
        foreach (var choice in choices)
        {
            var tasks = shell.State(id).Tasks;
            if (tasks.Count == 0) break;
            var name = tasks[choice % tasks.Count].Name;
            reference?.Complete(name);
            shell.CompleteTask(id, name);
        }

        return (shell, id);
    }

    private static void Finish(InMemoryShell shell, string id, int[] choices)
    {
        for (var i = 0; i < 2000 && shell.State(id).Tasks is { Count: > 0 } tasks; i++)
        {
            shell.CompleteTask(id, tasks[(i < choices.Length ? choices[i] : 0) % tasks.Count].Name);
        }
    }

    /// <summary>Lines and waits that completed from a burst on, by id in the new version.</summary>
    private static IEnumerable<string> Ran(InMemoryShell shell, string id, int from, Func<string, string> rename) => shell.Bursts(id).Skip(from)
        .SelectMany(burst => burst.Entries)
        .Where(entry => entry.Kind == EntryKind.ActivityCompleted)
        .Select(entry => entry.NodeId!.Split(':')[^1])
        .Where(name => name[0] is 'w' or 't')
        .Select(rename);

    /// <summary>Lines and waits inside of loops, which run again lawfully.</summary>
    private static IEnumerable<string> Repeated(Node root, Dictionary<string, string> mapping) => Inside(root, false).Select(id => mapping.GetValueOrDefault(id, id));

    private static IEnumerable<string> Inside(Node node, bool loop) => node switch
    {
        Line or Wait => loop ? [node.Id] : [],
        InOrder sequence => sequence.Children.SelectMany(child => Inside(child, loop)),
        AllAtOnce fork => fork.Branches.SelectMany(child => Inside(child, loop)),
        Times times => Inside(times.Body, true),
        Choice choice => Inside(choice.Then, loop).Concat(Inside(choice.Else, loop)),
        Chart chart => chart.Chain.Steps.SelectMany(step => Inside(step, loop)),
        _ => [],
    };

    private static IEnumerable<string> Inside(Step step, bool loop) => step switch
    {
        Run run => Inside(run.Node, loop),
        Split split => split.Branches.SelectMany(branch => branch.Steps.SelectMany(inner => Inside(inner, loop))),
        Loop again => again.Body.Steps.SelectMany(inner => Inside(inner, true)),
        _ => [],
    };
}
