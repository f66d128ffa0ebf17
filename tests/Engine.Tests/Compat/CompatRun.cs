using System.Text.Json;
using System.Text.Json.Nodes;
using GridGov.Workflow.Engine.Definitions;
using GridGov.Workflow.Engine.Execution;
using GridGov.Workflow.Engine.Execution.Stimuli;
using GridGov.Workflow.Engine.Tests.Execution;

namespace GridGov.Workflow.Engine.Tests.Compat;

/// <summary>Runs a case and writes the outcome in the shape of the corpus's <c>expect</c>.</summary>
internal sealed class CompatRun
{
    private readonly InMemoryShell _shell;
    private readonly CompatCase _case;
    private readonly string _instance;

    public CompatRun(CompatCase @case, bool restarts)
    {
        _case = @case;
        _shell = new InMemoryShell { RestartsAfterEveryBurst = restarts };
        foreach (var definition in @case.Definitions) _shell.Publish(definition);
        _instance = _shell.Start(@case.Run, @case.Input, @case.CorrelationId, @case.Mode);
        Outcome["waitingAfterStart"] = Texts(_shell.Waiting(_instance));
        Outcome["lineCountAfterStart"] = _shell.Lines.Count;
        var steps = new JsonArray();
        foreach (var step in @case.Steps)
        {
            Take(step);
            steps.Add(new JsonObject
            {
                ["status"] = _shell.State(_instance).Status.ToString(),
                ["subStatus"] = _shell.State(_instance).SubStatus.ToString(),
                ["lineCount"] = _shell.Lines.Count,
                ["waiting"] = Texts(_shell.Waiting(_instance)),
            });
        }

        Outcome["afterSteps"] = steps;
        WriteEnd();
    }

    public InMemoryShell Shell => _shell;
    public JsonObject Outcome { get; } = [];

    private void Take(JsonElement step)
    {
        if (step.Flag("cancel") == true)
        {
            _shell.Deliver(_instance, id => new Cancel("test") { Id = id, Actor = new Actor("p-1"), At = _shell.Now });
        }
        else if (step.Text("start") is { } definition)
        {
            _shell.Start(definition, CompatCase.ReadInput(step.Member("input")), step.Text("correlationId"), _case.Mode);
        }
        else
        {
            switch (step.Text("resume"))
            {
                case "Event":
                    _shell.PublishEvent(step.Text("name")!, step.Member("payload"), step.Text("correlationId"));
                    break;
                case "Delay":
                    _shell.FireTimer(_instance, bookmark => step.Text("activity") is not { } id || _shell.Graph(_instance).Node(bookmark.NodeId).Id == id);
                    break;
                case "RunTask":
                    _shell.CompleteTask(_instance, step.Text("name")!, step.Member("payload"));
                    break;
                default:
                    throw new NotSupportedException(step.GetRawText());
            }
        }
    }

    private void WriteEnd()
    {
        var state = _shell.State(_instance);
        var graph = _shell.Graph(_instance);
        var entries = _shell.Entries(_instance).ToList();
        Outcome["status"] = state.Status.ToString();
        Outcome["subStatus"] = state.SubStatus.ToString();
        Outcome["lines"] = Texts(_shell.Lines);
        Outcome["output"] = Members(state.Output);
        Outcome["incidents"] = Texts(state.Incidents.Select(incident => incident.ActivityId));
        Outcome["incidentMessages"] = Texts(state.Incidents.Select(incident => incident.Message));
        Outcome["completedActivities"] = Texts(entries.Where(entry => entry.Kind == EntryKind.ActivityCompleted).Select(entry => graph.Node(entry.NodeId!).Id));
        Outcome["canceledActivities"] = Texts(entries.Where(entry => entry.Kind == EntryKind.ActivityCanceled).Select(entry => graph.Node(entry.NodeId!).Id).Order(StringComparer.Ordinal));
        Outcome["outcomes"] = new JsonArray([.. entries
            .Where(entry => entry is { Kind: EntryKind.ActivityCompleted, Outcomes: not null })
            .Select(entry => new JsonObject { ["activity"] = graph.Node(entry.NodeId!).Id, ["outcomes"] = Texts(entry.Outcomes!) })]);
        Outcome["waitingAtEnd"] = Texts(_shell.Waiting(_instance));
        Outcome["correlationId"] = state.CorrelationId;
        Outcome["name"] = state.Name;
        Outcome["tasks"] = new JsonArray([.. _shell.TasksOpened
            .Select(task => new JsonObject { ["name"] = task.Name, ["payload"] = Node(task.Payload) })]);
        Outcome["variables"] = Members(state.Contexts[0].Variables.ToDictionary(slot => slot.Name, slot => slot.Value));
        Outcome["instances"] = new JsonArray([.. _shell.InstanceIds.Select(_shell.State)
            .OrderBy(each => each.DefinitionId, StringComparer.Ordinal).ThenBy(each => each.CorrelationId, StringComparer.Ordinal).ThenBy(each => each.Status)
            .Select(each => new JsonObject
            {
                ["definitionId"] = each.DefinitionId,
                ["status"] = each.Status.ToString(),
                ["subStatus"] = each.SubStatus.ToString(),
                ["correlationId"] = each.CorrelationId,
            })]);
    }

    private static JsonArray Texts(IEnumerable<string?> texts) => new([.. texts.Select(text => (JsonNode?)text)]);

    private static JsonObject Members(IReadOnlyDictionary<string, JsonElement> values) =>
        new(values.Select(pair => KeyValuePair.Create(pair.Key, Node(pair.Value))));

    private static JsonNode? Node(JsonElement value) => value.IsMissing() ? null : JsonNode.Parse(value.GetRawText());
}
