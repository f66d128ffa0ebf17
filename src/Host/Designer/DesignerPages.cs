using GridGov.Workflow.Activities.Directory;
using GridGov.Workflow.Host.Designer.Assets;
using GridGov.Workflow.Host.Designer.History;
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
        var pages = app.MapGroup(Root).RequireAuthorization().ExcludeFromDescription();
        pages.MapGet("/", (PageServices services) => services.Show(DesignerPage.DefinitionList));
        pages.MapGet("/workflows/definitions", (PageServices services) => services.Show(DesignerPage.DefinitionList));
        pages.MapGet("/workflows/definitions/{id}/edit", (string id, PageServices services) => services.Show(DesignerPage.Editor, id));
        pages.MapGet("/workflows/definitions/{id}/history", HistoryPages.ShowAsync);
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

    public static string EditorOf(string id) => $"{Definitions}/{Uri.EscapeDataString(id)}/edit";

    public static string HistoryOf(string id) => $"{Definitions}/{Uri.EscapeDataString(id)}/history";

    private static string ViewerOf(string id) => $"{Instances}/{Uri.EscapeDataString(id)}/view";
}

/// <summary>What a page of the designer needs from its request.</summary>
internal sealed class PageServices(DesignerRights rights, CurrentUser user, IDirectory directory, StudioPackage package, UiTexts texts, IHttpContextAccessor http)
{
    /// <summary>Name of the person who looks.</summary>
    public string UserName { get; } = directory.Current.PersonById(user.Actor.Id)?.Name ?? user.Actor.Id;

    /// <summary>Path and query of the page itself.</summary>
    public string Self { get; } = http.HttpContext!.Request.Path + http.HttpContext.Request.QueryString;

    /// <summary>The page that refuses who may not look at processes; null for all others.</summary>
    public IResult? Refusal =>
        rights.MayRead ? null : Refuse("Designer.Forbidden", texts.Format("Designer.ForbiddenDetail", UserName), StatusCodes.Status403Forbidden);

    public IResult Show(DesignerPage page, string? id = null)
    {
        if (Refusal is { } refusal) return refusal;
        if (package.Version is null) return Refuse("Designer.Missing", texts["Designer.MissingDetail"], StatusCodes.Status503ServiceUnavailable);
        return new RazorComponentResult<StudioPage>(new { Page = page, ObjectId = id, UserName, ReturnUrl = Self });
    }

    /// <param name="title">Key of the heading.</param>
    public IResult Refuse(string title, string detail, int status) =>
        new RazorComponentResult<RefusalPage>(new { Title = texts[title], Detail = detail, ReturnUrl = Self }) { StatusCode = status };
}
