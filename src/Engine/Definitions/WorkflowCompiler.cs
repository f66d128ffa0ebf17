using System.Collections.Frozen;
using System.Text.Json;
using GridGov.Workflow.Engine.Activities;
using GridGov.Workflow.Engine.Activities.Composition;
using GridGov.Workflow.Engine.Expressions;

namespace GridGov.Workflow.Engine.Definitions;

/// <summary>Compiles definition documents to graphs. Stateless and thread-safe.</summary>
public sealed class WorkflowCompiler(IActivityRegistry registry, IExpressionCompiler expressions, IValueConverter converter)
    : IWorkflowCompiler
{
    /// <summary>Id of the implicit outermost node; the first part of every node id.</summary>
    public const string WorkflowNodeId = "Workflow1";

    public CompilationResult Compile(DefinitionContent content)
    {
        var faults = new List<DefinitionFault>();
        var document = DefinitionHeader.Read(content.Document);
        if (!ActivityChildren.IsActivity(document.Root))
        {
            faults.Add(new DefinitionFault(
                FaultSeverity.Error, "definition.no-root", null, "root", document.Root.Shortened(),
                "流程没有根活动；root 必须是一个带有 id、type 和 version 的活动对象。"));
            return new CompilationResult(null, faults);
        }

        var parsed = new ActivityParser(registry, content, faults).Parse(document.Root);
        if (!NodeIds.Settle(parsed, faults)) return new CompilationResult(null, faults);

        var nodes = new Dictionary<string, ActivityNode>(StringComparer.Ordinal);
        var builder = new NodeBuilder(registry, expressions, converter, nodes, faults);
        var root = builder.Workflow(document, parsed, content.Document);
        return new CompilationResult(
            new WorkflowGraph
            {
                ContentHash = content.Hash,
                DefinitionId = document.DefinitionId,
                DefinitionVersionId = document.VersionId,
                Version = document.Version,
                Name = document.Name,
                Root = root,
                Nodes = nodes.ToFrozenDictionary(StringComparer.Ordinal),
                Inputs = document.Inputs,
                Outputs = document.Outputs,
                IncidentStrategy = document.IncidentStrategy,
                IsLifecycle = document.IsLifecycle,
            },
            faults);
    }
}
