using GridGov.Workflow.Host.Security;

namespace GridGov.Workflow.Host.Elsa.Wire;

/// <summary>Lets those through who may look at processes.</summary>
internal sealed class RequireProcessReader(DesignerRights rights) : IEndpointFilter
{
    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        rights.MayRead ? next(context) : throw ElsaErrors.New(StatusCodes.Status403Forbidden, "rights.read");
}

/// <summary>Lets those through who may edit, start and operate processes.</summary>
internal sealed class RequireProcessEditor(DesignerRights rights) : IEndpointFilter
{
    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        rights.MayEdit ? next(context) : throw ElsaErrors.New(StatusCodes.Status403Forbidden, "rights.edit");
}
