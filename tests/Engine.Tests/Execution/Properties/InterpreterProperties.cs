using System.Buffers;
using System.Text;
using System.Text.Json;
using CsCheck;
using FluentAssertions;
using GridGov.Workflow.Engine.Execution;
using GridGov.Workflow.Engine.Execution.Changes;
using GridGov.Workflow.Engine.History;
using Xunit;

namespace GridGov.Workflow.Engine.Tests.Execution.Properties;

public sealed class InterpreterProperties
{
    private static readonly Gen<(int[] Model, int[] Choices)> Workflows = Gen.Select(Gen.Int[0, 1000].Array[5, 60], Gen.Int[0, 1000].Array[0, 30]);

    [Fact]
    public void Advance_RandomDefinition_DoesWhatTheReferenceDoes() => Workflows.Sample(sample => Compare(sample.Model, sample.Choices, restarts: false), iter: 15000);

    [Fact]
    public void Advance_RandomDefinitionWithRestarts_DoesWhatTheReferenceDoes() => Workflows.Sample(sample => Compare(sample.Model, sample.Choices, restarts: true), iter: 150);

    [Fact]
    public void Advance_RandomDefinition_RestartAndReplayGiveEqualBytes() => Workflows.Sample(
        sample =>
        {
            var straight = Drive(sample.Model, sample.Choices, restarts: false);
            var restarted = Drive(sample.Model, sample.Choices, restarts: true);

            var expected = Bytes(straight.Shell.Bursts(straight.Id), straight.Shell.Codec);
            Bytes(restarted.Shell.Bursts(restarted.Id), restarted.Shell.Codec).Should().Be(expected);
            Bytes(straight.Shell.Replay(straight.Id), straight.Shell.Codec).Should().Be(expected);
        },
        iter: 150);

    private static void Compare(int[] model, int[] choices, bool restarts)
    {
        var root = new ModelBuilder(model).Node(4);
        var reference = new ReferenceInterpreter(root);
        var (shell, id) = Start(root, restarts);
        foreach (var choice in choices.Append(0))
        {
            shell.State(id).Incidents.Should().BeEmpty();
            shell.Lines.Should().Equal(reference.Lines, "the model is {0}", Show(root));
            shell.State(id).Tasks.Select(task => task.Name).Order(StringComparer.Ordinal).Should().Equal(reference.Waiting);
            (shell.State(id).Status == WorkflowStatus.Finished).Should().Be(reference.IsFinished);
            if (reference.IsFinished) break;
            var name = reference.Waiting[choice % reference.Waiting.Count];
            reference.Complete(name);
            shell.CompleteTask(id, name);
        }
    }

    private static (InMemoryShell Shell, string Id) Drive(int[] model, int[] choices, bool restarts)
    {
        var (shell, id) = Start(new ModelBuilder(model).Node(4), restarts);
        foreach (var choice in choices)
        {
            var tasks = shell.State(id).Tasks;
            if (tasks.Count == 0) break;
            shell.Now += TimeSpan.FromSeconds(1);
            shell.CompleteTask(id, tasks[choice % tasks.Count].Name, JsonValues.Of(choice));
        }

        return (shell, id);
    }

    private static (InMemoryShell Shell, string Id) Start(Node root, bool restarts)
    {
        var shell = new InMemoryShell { RestartsAfterEveryBurst = restarts };
        shell.Publish(ModelDefinition.Write(root));
        return (shell, shell.Start("def"));
    }

    private static string Bytes(IEnumerable<Burst> bursts, StateCodec codec)
    {
        var text = new StringBuilder();
        foreach (var burst in bursts)
        {
            text.Append(burst.Number).Append(' ').Append(burst.FirstEntry).Append(' ').Append(Encoding.UTF8.GetString(codec.Write(burst.State)));
            foreach (var entry in burst.Entries)
            {
                var buffer = new ArrayBufferWriter<byte>();
                using (var json = new Utf8JsonWriter(buffer)) EntryJson.Write(json, entry);
                text.Append('\n').Append(Encoding.UTF8.GetString(buffer.WrittenSpan));
            }

            text.Append(string.Join('|', burst.Changes.Select(Short))).Append(string.Join('|', burst.Effects)).Append(burst.Result).Append('\n');
        }

        return text.ToString();
    }

    private static string Short(Change change) => change is TaskPut { Task: var task } put ? $"{task.Id} {task.Status} {task.CompletedAt:O} {put.Created}" : change.ToString()!;

    private static string Show(object? part) => part switch
    {
        string or bool or int or null => $"{part}",
        System.Collections.IEnumerable list => "[" + string.Join(", ", list.Cast<object>().Select(Show)) + "]",
        _ => part.GetType().Name + "(" + string.Join(" ", part.GetType().GetProperties().Where(property => property.Name != "EqualityContract").Select(property => Show(property.GetValue(part)))) + ")",
    };
}
