using GridGov.Workflow.Engine.Definitions;
using GridGov.Workflow.Engine.Execution.Migration;
using GridGov.Workflow.Engine.Execution.Stimuli;
using GridGov.Workflow.Engine.Expressions;

namespace GridGov.Workflow.Engine.Execution;

/// <summary>
/// The burst of a migration. The plan has put the state into the target's terms already; here the target's new variables are
/// declared, and what readers see is told. No activity runs.
/// </summary>
internal sealed partial class BurstRun
{
    /// <summary>How this burst moves the instance to its graph; set for a migration only.</summary>
    public MigrationPlan? Plan { get; init; }

    private Refusal? Move(Migrate migrate)
    {
        var plan = Plan!;
        Journal(new JournalEntry(EntryKind.Migrated, Name: migrate.ToDefinitionVersionId, Text: migrate.Reason, Data: plan.Describe()));
        foreach (var (executionId, slot) in plan.Converted)
        {
            var owner = Find(executionId)!;
            Journal(new JournalEntry(EntryKind.VariableSet, owner.Node.NodeId, executionId, Name: slot.Name, Data: slot.Value));
        }

        var faults = new List<RefusalDetail>();
        foreach (var execution in _live)
        {
            foreach (var declared in execution.Node.InitialVariables)
            {
                if (!Knows(execution, declared.Id)) execution.Context.Variables.Add(declared);
            }

            if (execution.Node.Compiled is CompositeInfo info) DeclareArguments(execution, info, faults);
        }

        if (faults.Count > 0) return Refusals.Migration(faults, Graph.Version);
        foreach (var task in State.Tasks.Where(task => plan.MovedTasks.Contains(task.Id))) PutTask(task, created: false);
        Result = plan.Describe();
        return null;
    }

    // What a workflow used as an activity has gained since it was entered.
    private static void DeclareArguments(LiveExecution execution, CompositeInfo info, List<RefusalDetail> faults)
    {
        foreach (var (name, type) in info.Outputs.Select(output => (output.Argument.Name, output.Argument.Type)))
        {
            if (!Knows(execution, name)) execution.Declare(new VariableSlot(name, name, type, JsonValues.Null));
        }

        foreach (var input in info.Inputs)
        {
            if (Knows(execution, input.Argument.Name)) continue;
            try
            {
                execution.Declare(new VariableSlot(input.Argument.Name, input.Argument.Name, input.Argument.Type, execution.GetRaw(input.Member).OrNull()));
            }
            catch (ExpressionException e)
            {
                faults.Add(MigrationTexts.Argument(execution.Node, input.Argument.Name, e.Message));
            }
        }
    }

    private static bool Knows(LiveExecution execution, string variableId) =>
        execution.Context.Variables.Exists(slot => string.Equals(slot.Id, variableId, StringComparison.Ordinal));
}
