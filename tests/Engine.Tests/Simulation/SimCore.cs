using System.Text.Json.Nodes;
using GridGov.Workflow.Engine.Activities;
using GridGov.Workflow.Engine.Definitions;
using GridGov.Workflow.Engine.Execution;
using GridGov.Workflow.Engine.Runtime;
using GridGov.Workflow.Engine.Tests.Execution;

namespace GridGov.Workflow.Engine.Tests.Simulation;

/// <summary>The real core with the definitions that the simulated instances run. No scripts: those run on threads of their own. Shared by all runs, for it keeps no state.</summary>
internal sealed class SimCore : IWorkflowGraphs, IPublishedDefinitions
{
    public const string Loop = "loop";
    public const string Alarm = "alarm";
    public const string Once = "once";

    private readonly Dictionary<string, WorkflowGraph> _byHash = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _published = new(StringComparer.Ordinal);
    private readonly WorkflowCompiler _compiler = new(
        new ActivityRegistry([.. StandardActivities.Create()]), TestExpressions.Compiler(), TestExpressions.Converter);

    private SimCore()
    {
        var definitions = new TestDefinitions();
        void Publish(string json)
        {
            var graph = _compiler.Compile(definitions.Publish(json)).Graph ?? throw new InvalidOperationException(json);
            _byHash[graph.ContentHash] = graph;
            _published[graph.DefinitionId] = graph.ContentHash;
        }

        Publish(Definition("case", Case()));
        FirstVersion = _published["case"];
        Publish(Definition("case", Case(Wf.Task("Archive")), definition => definition["version"] = 2, "case-v2"));
        Publish(Definition("fork", Fork()));
        Publish(Definition("parent", Wf.Sequence("all", Wf.Delay("d", "00:00:05"), Child("x", waits: true), Child("y", waits: false), Wf.Delay("e", "00:00:20"))));
        Publish(Definition("child", Wf.Sequence("all", Wf.Delay("d", "00:00:15"), Http("h"), Wf.Write("w"))));
        Publish(Definition(Loop, Wf.Activity(
            "for", "For", ("start", Wf.Literal(1)), ("end", Wf.Literal(4)), ("step", Wf.Literal(1)), ("body", Wf.Sequence("body", Wf.Delay("d", "00:00:07"), Http("h"))))));
        Publish(Definition(Alarm, Wf.Sequence("all", Wf.Event("alarm", "Alarm").With("canStartWorkflow", true), Wf.Delay("d", "00:00:03"), Wf.Task("Look"))));
        Publish(Definition(Once, Wf.Sequence("all", Wf.Activity("at", "StartAt", ("dateTime", Wf.Literal("2000-01-01T00:00:00Z"))), Http("h"))));
    }

    public static SimCore Instance { get; } = new();

    public static IReadOnlyList<string> Startable { get; } = ["case", "fork", "parent", Loop];

    public Interpreter Interpreter { get; } = new(TestExpressions.Converter, null);
    public StateCodec Codec { get; } = new(null);

    /// <summary>Content of the version of "case" before the published one.</summary>
    public string FirstVersion { get; }

    public WorkflowGraph Graph(string contentHash) => _byHash[contentHash];

    public ValueTask<WorkflowGraph> GetAsync(string contentHash, CancellationToken cancellationToken = default) => ValueTask.FromResult(Graph(contentHash));

    public string HashOf(string definitionId) => _published[definitionId];

    public ValueTask<string?> FindContentHashAsync(string definitionId, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(_published.GetValueOrDefault(definitionId));

    private static JsonObject Case(params JsonNode[] more) => Wf.Sequence(
        "seq",
        [
            Wf.Task("Verify"), Wf.Delay("d1", "00:00:40"), Http("assign"), Wf.Event("reply", "Go"), Wf.Set("s", "v", Wf.Literal("replied")), Wf.Task("Evaluate"),
            Publish("p", "Done"), .. more,
        ]);

    private static JsonObject Fork() => Wf.Activity("fork", "Parallel", ("activities", new JsonArray(
        Wf.Sequence("b1", Wf.Delay("d1", "00:00:10"), Wf.Delay("d2", "00:01:30"), Http("h1")),
        Wf.Sequence("b2", Wf.Event("e1", "Go"), Publish("p1", "Local", local: true)),
        Wf.Sequence("b3", Wf.Event("e2", "Local"), Wf.Task("Last")),
        Wf.Sequence("b4", Http("h2"), Http("h3"), Publish("p2", "Go")),
        Wf.Sequence("b5", Wf.Activity("c", "Cron", ("cronExpression", Wf.Literal("* * * * *"))), Wf.Event("e3", "Done")))));

    private static JsonObject Http(string id) => Wf.Activity(id, "SendHttpRequest", ("url", Wf.Literal("http://department.example/" + id)), ("method", Wf.Literal("POST")));

    private static JsonObject Publish(string id, string name, bool local = false) =>
        Wf.Activity(id, "PublishEvent", ("eventName", Wf.Literal(name)), ("isLocalEvent", Wf.Literal(local)));

    private static JsonObject Child(string id, bool waits) => Wf.Activity(
        id, waits ? "ExecuteWorkflow" : "DispatchWorkflow", ("workflowDefinitionId", Wf.Literal("child")), ("waitForCompletion", Wf.Literal(waits)));

    // A failed call is an incident, not the end: the operator retries it.
    private static string Definition(string id, JsonObject root, Action<JsonObject>? more = null, string? versionId = null) => Wf.Definition(root, id, definition =>
    {
        Wf.ContinueWithIncidents(Wf.Variable("v", "Note", "String"))(definition);
        if (versionId is not null) definition["id"] = versionId;
        more?.Invoke(definition);
    });
}
