using GridGov.Workflow.Activities.Directory;
using GridGov.Workflow.Host.Designer.Assets;
using GridGov.Workflow.Host.Pages;
using GridGov.Workflow.Host.Security;
using GridGov.Workflow.Host.Texts;
using Microsoft.AspNetCore.Http.HttpResults;

namespace GridGov.Workflow.Host.Designer;

/// <summary>
/// The designer's pages, one Studio element each: a document cannot hold a second one. Their addresses are those that Studio
/// itself navigates to, so that they can be reloaded and shared.
/// </summary>
internal static class DesignerPages
{
    public const string Root = "/designer";
    public const string Definitions = Root + "/workflows/definitions";
    public const string Instances = Root + "/workflows/instances";

    public static void Map(WebApplication app)
    {
        app.MapGet("/", () => Results.LocalRedirect(Root + "/")).ExcludeFromDescription();
        var pages = app.MapGroup(Root).RequireAuthorization().ExcludeFromDescription();
        pages.MapGet("/", (PageServices services) => services.Show(DesignerPage.DefinitionList));
        pages.MapGet("/workflows/definitions", (PageServices services) => services.Show(DesignerPage.DefinitionList));
        pages.MapGet("/workflows/definitions/{id}/edit", (string id, PageServices services) => services.Show(DesignerPage.Editor, id));
        pages.MapGet("/workflows/instances", (PageServices services) => services.Show(DesignerPage.InstanceList));
        pages.MapGet("/workflows/instances/{id}/view", (string id, PageServices services) => services.Show(DesignerPage.Viewer, id));
        StudioAssets.Map(app.MapGroup(Root));
        MapStrayLinks(app);
    }

    // Links inside Studio's panels that ignore the base address.
    private static void MapStrayLinks(WebApplication app)
    {
        var links = app.MapGroup("").ExcludeFromDescription();
        links.MapGet("/workflows/definitions/{id}/edit", (string id) => Results.LocalRedirect(EditorOf(id)));
        links.MapGet("/workflows/instances/{id}/view", (string id) => Results.LocalRedirect(ViewerOf(id)));
        links.MapGet("/diagnostics/{**rest}", (string? workflowInstanceId) =>
            Results.LocalRedirect(string.IsNullOrEmpty(workflowInstanceId) ? Instances : ViewerOf(workflowInstanceId)));
    }

    private static string EditorOf(string id) => $"{Definitions}/{Uri.EscapeDataString(id)}/edit";

    private static string ViewerOf(string id) => $"{Instances}/{Uri.EscapeDataString(id)}/view";
}

/// <summary>What a page of the designer needs from its request.</summary>
internal sealed class PageServices(DesignerRights rights, CurrentUser user, IDirectory directory, StudioPackage package, UiTexts texts, IHttpContextAccessor http)
{
    public IResult Show(DesignerPage page, string? id = null)
    {
        var request = http.HttpContext!.Request;
        var self = request.Path + request.QueryString;
        var name = directory.Current.PersonById(user.Actor.Id)?.Name ?? user.Actor.Id;
        if (!rights.MayRead) return Refuse("Designer.Forbidden", texts.Format("Designer.ForbiddenDetail", name), self, StatusCodes.Status403Forbidden);
        if (package.Version is null) return Refuse("Designer.Missing", texts["Designer.MissingDetail"], self, StatusCodes.Status503ServiceUnavailable);
        return new RazorComponentResult<StudioPage>(new { Page = page, ObjectId = id, UserName = name, ReturnUrl = self });
    }

    private RazorComponentResult<RefusalPage> Refuse(string title, string detail, string self, int status) =>
        new(new { Title = texts[title], Detail = detail, ReturnUrl = self }) { StatusCode = status };
}
