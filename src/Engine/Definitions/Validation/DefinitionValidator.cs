using GridGov.Workflow.Engine.Activities;
using GridGov.Workflow.Engine.Definitions.Documents;

namespace GridGov.Workflow.Engine.Definitions.Validation;

/// <summary>Findings about a definition and the graph that was compiled on the way.</summary>
/// <param name="Faults">Errors first, then warnings, each in order of discovery.</param>
public sealed record DefinitionValidation(IReadOnlyList<DefinitionFault> Faults, WorkflowGraph? Graph)
{
    public bool HasErrors => Faults.Any(fault => fault.Severity == FaultSeverity.Error);
}

/// <summary>Compiles a definition and runs every rule, so that all faults are reported at once.</summary>
public sealed class DefinitionValidator(IWorkflowCompiler compiler, IActivityRegistry registry, IEnumerable<IDefinitionRule> rules)
{
    private readonly IReadOnlyList<IDefinitionRule> _rules = [.. rules];

    /// <summary>Never throws for a bad definition. For lifecycle definitions every warning counts as an error.</summary>
    public DefinitionValidation Validate(DefinitionContent content)
    {
        var document = WorkflowDocument.Of(content);
        var compilation = compiler.Compile(content);
        var context = new DefinitionRuleContext(document, content, compilation.Graph, registry);
        var faults = compilation.Faults
            .Concat(_rules.SelectMany(rule => rule.Check(context)))
            .Select(fault => document.IsLifecycle ? fault with { Severity = FaultSeverity.Error } : fault)
            .OrderByDescending(fault => fault.Severity)
            .DistinctBy(fault => (fault.Code, fault.ActivityId, fault.Field));
        return new DefinitionValidation([.. faults], compilation.Graph);
    }
}
