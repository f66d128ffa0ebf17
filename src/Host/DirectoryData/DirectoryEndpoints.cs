using System.Text;
using System.Text.Json;
using GridGov.Workflow.Activities.DataFiles;
using GridGov.Workflow.Activities.Directory;
using GridGov.Workflow.Activities.Directory.Persistence;
using GridGov.Workflow.Host.Administration.Log;
using GridGov.Workflow.Host.Problems;
using GridGov.Workflow.Host.Requests;
using GridGov.Workflow.Host.Security;

namespace GridGov.Workflow.Host.DirectoryData;

/// <summary>The directory: read it, and put a new version of it in force. Cases that run go on with the new one and replay with the old.</summary>
internal static class DirectoryEndpoints
{
    private static readonly string[] Parts = ["calendars", "catalogues"];

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/directory", Read).WithTags("Directory");
        api.MapPost("/directory", LoadAsync).WithTags("Directory").AddEndpointFilter<IdempotentPosts>();
    }

    private static DirectoryView Read(DirectoryStore store, CurrentUser user, CurrentPerson person)
    {
        var reader = user.IsTrustedSystem ? null : person.Required;
        var directory = store.Current;
        var seesPeople = reader is null || !reader.Is(Role.Citizen);
        return new DirectoryView(store.Info, directory.Units, directory.Grids, seesPeople ? [.. directory.People.Where(p => !p.Is(Role.Citizen)).Select(View)] : []);

        PersonView View(Person shown) => new(
            shown.Id, NameSight.Sees(reader, shown) ? shown.Name : null, shown.UnitId, shown.Roles, shown.AreaScopes, shown.GridCodes, shown.IsSystem);
    }

    private static async Task<DirectoryReply> LoadAsync(
        Command<JsonElement> command, HttpContext context, DirectoryStore store, CurrentUser user, CurrentPerson person, AdminLog log, CancellationToken stop)
    {
        if (!user.IsTrustedSystem && !person.Required.Is(Role.SecurityAdmin))
        {
            throw ProblemException.Forbidden("Role.NotGranted",
                $"'{user.Actor.Id}' may not change the directory; allowed: {nameof(Role.SecurityAdmin)}, and systems with the act-for right.");
        }

        // Calendars and catalogues are the system administrator's, and have checks of their own.
        if (!user.IsTrustedSystem && Parts.FirstOrDefault(part => command.Body.ValueKind == JsonValueKind.Object && command.Body.TryGetProperty(part, out _)) is { } foreign)
            throw ProblemException.Forbidden("Role.NotGranted", $"'{user.Actor.Id}' may not change '{foreign}' here; the system administrator does at /api/admin/{foreign}.");

        // The bytes as they came, so that lines and columns are those of the sender's file.
        var bytes = (ReadOnlyMemory<byte>)context.Items[RequestBody.BytesItem]!;
        var before = store.Version;
        try
        {
            var version = await store.LoadAsync(Encoding.UTF8.GetString(bytes.Span), command.Actor.Id, stop);
            if (version.Version > (before ?? 0)) await log.RecordAsync(new AdminAct("directory.load", version.Hash, new { version.Version }), stop);
            return new DirectoryReply(version, version.Version > (before ?? 0));
        }
        catch (DataFileException refused)
        {
            throw DirectoryFaults.ToProblem(refused);
        }
    }
}
