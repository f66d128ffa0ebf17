using GridGov.Workflow.Activities.Directory;
using GridGov.Workflow.Host.Administration;
using GridGov.Workflow.Host.Security;

namespace GridGov.Workflow.Host.Effects;

/// <summary>Who sees undelivered effects and sends them again: the designers of processes, and the system administrator.</summary>
internal sealed class EffectRights(DesignerRights designer, AdminRights admin)
{
    /// <exception cref="Problems.ProblemException">403.</exception>
    public void RequireRead()
    {
        if (!admin.Is(Role.SystemAdmin)) designer.RequireRead();
    }

    /// <exception cref="Problems.ProblemException">403.</exception>
    public void RequireEdit()
    {
        if (!admin.Is(Role.SystemAdmin)) designer.RequireEdit();
    }
}
