using System.Collections.Frozen;
using GridGov.Workflow.Engine.Activities;
using GridGov.Workflow.Engine.Definitions;
using GridGov.Workflow.Engine.Definitions.Documents;

namespace GridGov.Workflow.Engine.Tests.Definitions;

/// <summary>Nodes without expressions: enough for rules that ask activities for their outcomes.</summary>
internal sealed class SampleCompiler(IActivityRegistry registry) : IWorkflowCompiler
{
    public List<DefinitionFault> Faults { get; } = [];

    public CompilationResult Compile(DefinitionContent content)
    {
        var document = WorkflowDocument.Of(content);
        var visits = document.Activities.ToList();
        if (visits.Count == 0 || visits.DistinctBy(visit => visit.NodeId).Count() < visits.Count) return new CompilationResult(null, Faults);
        var nodes = new Dictionary<string, ActivityNode>();
        foreach (var visit in visits)
        {
            nodes[visit.NodeId] = new ActivityNode
            {
                Id = visit.Id,
                NodeId = visit.NodeId,
                Name = null,
                Type = visit.Type,
                Version = visit.Version,
                Parent = visit.Parent is null ? null : nodes[visit.Parent.NodeId],
                Activity = registry.TryGet(visit.Type, out var activity) ? activity : new SampleStart(),
                Json = visit.Json,
            };
        }

        var graph = new WorkflowGraph
        {
            ContentHash = content.Hash,
            DefinitionId = document.DefinitionId!,
            DefinitionVersionId = document.Id!,
            Version = document.Version,
            Name = document.Name,
            Root = nodes[visits[0].NodeId],
            Nodes = nodes.ToFrozenDictionary(),
            Inputs = document.Inputs,
            Outputs = document.Outputs,
            IncidentStrategy = IncidentStrategy.Fault,
            IsLifecycle = document.IsLifecycle,
        };
        return new CompilationResult(graph, Faults);
    }
}
