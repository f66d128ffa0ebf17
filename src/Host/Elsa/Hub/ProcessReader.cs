using GridGov.Workflow.Host.Problems;
using GridGov.Workflow.Host.Security;
using Microsoft.AspNetCore.Authorization;

namespace GridGov.Workflow.Host.Elsa.Hub;

/// <summary>The right to look at processes, for endpoints that have no filters: the hub.</summary>
internal sealed class ProcessReader : IAuthorizationRequirement;

/// <summary>Grants it as the API does.</summary>
internal sealed class ProcessReaderHandler(DesignerRights rights, CurrentUser user) : AuthorizationHandler<ProcessReader>
{
    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, ProcessReader requirement)
    {
        try
        {
            if (user.IsAuthenticated && rights.MayRead) context.Succeed(requirement);
        }
        catch (ProblemException)
        {
            // Not in the directory: not granted.
        }

        return Task.CompletedTask;
    }
}
