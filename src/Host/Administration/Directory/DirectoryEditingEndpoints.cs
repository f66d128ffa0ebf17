using GridGov.Workflow.Host.Requests;

namespace GridGov.Workflow.Host.Administration.Directory;

/// <summary>Single rows of the directory over REST. A PUT repeated makes no further version.</summary>
internal static class DirectoryEditingEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var admin = api.MapGroup("/admin").WithTags("Administration");
        admin.MapPut("/units/{id}", (string id, Command<UnitRequest> command, DirectoryEditing editing, CancellationToken stop) => editing.PutUnitAsync(id, command.Body, stop));
        admin.MapDelete("/units/{id}", (string id, DirectoryEditing editing, CancellationToken stop) => editing.EndUnitAsync(id, stop));
        admin.MapPut("/people/{id}", (string id, Command<PersonRequest> command, DirectoryEditing editing, CancellationToken stop) => editing.PutPersonAsync(id, command.Body, stop));
        admin.MapDelete("/people/{id}", (string id, DirectoryEditing editing, CancellationToken stop) => editing.EndPersonAsync(id, stop));
        admin.MapPut("/people/{id}/roles", (string id, Command<RolesRequest> command, DirectoryEditing editing, CancellationToken stop) => editing.SetRolesAsync(id, command.Body, stop));
        admin.MapPut("/grids/{code}", (string code, Command<GridRequest> command, DirectoryEditing editing, CancellationToken stop) => editing.PutGridAsync(code, command.Body, stop));
    }
}
