using System.Text.Json;
using GridGov.Workflow.Activities.Cases;
using GridGov.Workflow.Engine.Execution.Stimuli;
using GridGov.Workflow.Engine.Runtime;
using GridGov.Workflow.Host.Attachments;
using GridGov.Workflow.Host.Problems;
using GridGov.Workflow.Host.Requests;
using GridGov.Workflow.Host.Security;

namespace GridGov.Workflow.Host.Cases;

/// <summary>Turns what a person does to a case beside the tasks into a stimulus of its instance.</summary>
internal sealed class CaseActions(CaseReader reader, CurrentPerson person, IWorkflowRuntime runtime, AttachmentAcceptance attachments)
{
    /// <exception cref="ProblemException">No such action or case, not within the person's rights, or refused by the case.</exception>
    public async Task<CommandReply> ActAsync(string caseNumber, string action, Command<JsonElement> command, CancellationToken stop)
    {
        var info = CaseCommandInfos.Find(action) ?? throw new ProblemException(StatusCodes.Status404NotFound, "action.unknown", $"There is no action '{action}'.")
        { Field = "action", Value = action, Allowed = string.Join(", ", CaseCommandInfos.Names) };
        if (command.Body.ValueKind != JsonValueKind.Object) throw ProblemException.Invalid("$", command.Body.GetRawText(), "a JSON object with the action's arguments");
        var (@case, _) = await reader.RequireAsync(caseNumber, stop);
        var permission = CaseRights.Check(info, person.Required, @case, CaseRights.OrderOf(info, person.Required, @case, command.Body));
        if (!permission.Allowed) throw ProblemException.Forbidden(permission.Rule!, permission.Text!);
        await attachments.AcceptAsync(info.Form, command.Body, caseNumber, stop);
        var stimulus = new SubjectCommand(action, command.Body) { Id = command.Id, Actor = command.Actor, At = command.At, BodyHash = command.BodyHash };
        return (await runtime.DeliverAsync(@case.InstanceId, stimulus, stop)).OrProblem();
    }
}
