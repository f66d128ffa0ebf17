using GridGov.Workflow.Engine.Execution;
using GridGov.Workflow.Engine.Persistence;
using Microsoft.EntityFrameworkCore;

namespace GridGov.Workflow.Host.Elsa.Definitions;

/// <summary>
/// Elsa's activation strategies (elsa-definition-format.md §11.8): whether another instance may start now. Known by the class-name
/// part of the type name; an unknown one allows everything.
/// </summary>
internal sealed class ActivationRules(IWorkflowDb db)
{
    public async Task<bool> AllowsAsync(string? strategyType, string definitionId, string? correlationId, CancellationToken stop)
    {
        await using var context = db.Open();
        var running = context.Instances.Where(row => row.Status == WorkflowStatus.Running && !row.IsDeleted);
        return ClassName(strategyType) switch
        {
            "SingletonStrategy" => !await running.AnyAsync(row => row.DefinitionId == definitionId, stop),
            "CorrelationStrategy" => !await running.AnyAsync(row => row.CorrelationId == correlationId, stop),
            "CorrelatedSingletonStrategy" => !await running.AnyAsync(row => row.DefinitionId == definitionId && row.CorrelationId == correlationId, stop),
            _ => true,
        };
    }

    private static string ClassName(string? type)
    {
        var name = (type ?? "").Split(',')[0].Trim();
        return name[(name.LastIndexOf('.') + 1)..];
    }
}
