using System.Globalization;
using System.Text.Json;
using GridGov.Workflow.Engine.Definitions;
using GridGov.Workflow.Engine.Runtime;

namespace GridGov.Workflow.Benchmarks;

/// <summary>A sequence of RunTasks, as Elsa JSON.</summary>
internal sealed class BenchmarkDefinition : IDefinitionContents
{
    public const string Hash = "5be7000000000000000000000000000000000000000000000000000000000001";

    private readonly DefinitionContent _content;

    public BenchmarkDefinition(int tasks)
    {
        var activities = Enumerable.Range(1, tasks).Select(i => string.Create(CultureInfo.InvariantCulture, $$$"""
            {"id":"task{{{i}}}","nodeId":"Workflow1:seq1:task{{{i}}}","name":"Task{{{i}}}","type":"Elsa.RunTask","version":1,"customProperties":{},"metadata":{},
             "taskName":{"typeName":"String","expression":{"type":"Literal","value":"Step"}} }
            """));
        var json = $$$"""
            {"id":"bench-1","definitionId":"bench","name":"Bench","version":1,"variables":[],"inputs":[],"outputs":[],"outcomes":[],"customProperties":{},"options":{},
             "root":{"id":"seq1","nodeId":"Workflow1:seq1","name":"Sequence1","type":"Elsa.Sequence","version":1,"customProperties":{},"metadata":{},"variables":[],
             "activities":[{{{string.Join(",", activities)}}}]} }
            """;
        _content = new DefinitionContent(Hash, JsonDocument.Parse(json).RootElement, new Dictionary<string, DefinitionContent>());
    }

    public ValueTask<DefinitionContent?> FindAsync(string contentHash, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(string.Equals(contentHash, Hash, StringComparison.Ordinal) ? _content : null);
}
