using System.Text.Json;
using GridGov.Workflow.Activities.Cases;
using GridGov.Workflow.Engine.Activities;
using GridGov.Workflow.Engine.Execution;

namespace GridGov.Workflow.Activities.Lifecycle;

/// <summary>Base of the activities that work on the instance's case.</summary>
public abstract class CaseActivity : Activity
{
    internal static GovCase CaseOf(IActivityExecution x) => x.Subject as GovCase
        ?? throw new ActivityFaultException("case.none", StepTexts.Format("Fault.NoCase", x.Node.Name ?? x.Node.Id));

    /// <summary>A command that answers what a person sent: a refusal goes back to that person, and nothing happens.</summary>
    internal static GovCase Ask(IActivityExecution x, string command, JsonElement arguments)
    {
        if (x.Apply(command, arguments).Refusal is { } refusal) x.Refuse(refusal);
        return CaseOf(x);
    }

    /// <summary>A command that the flow itself gives: a refusal is a fault of the definition or its data, so an incident.</summary>
    internal static GovCase Do(IActivityExecution x, string command, JsonElement arguments, Actor? actor = null)
    {
        if (x.Apply(command, arguments, actor).Refusal is { } refusal) throw new ActivityFaultException(refusal.Code, refusal.Message);
        return CaseOf(x);
    }
}
