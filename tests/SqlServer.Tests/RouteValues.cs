using GridGov.Workflow.Activities.Persistence;
using GridGov.Workflow.Engine.Persistence;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.EntityFrameworkCore;

namespace GridGov.Workflow.SqlServer.Tests;

/// <summary>Ids of stored things, for the parameters of routes.</summary>
internal sealed class RouteValues(IReadOnlyList<(string Route, string Value)> known)
{
    public static async Task<RouteValues> ReadAsync(IWorkflowDb store)
    {
        await using var db = store.Open();
        var instance = await db.Instances.Select(row => row.Id).FirstAsync();
        var definition = await db.Instances.Select(row => row.DefinitionId).FirstAsync();
        var version = await db.Instances.Select(row => row.VersionId).FirstAsync();
        var task = await db.Tasks.Select(row => row.Id).FirstAsync();
        var number = await db.Tasks.Where(row => row.SubjectKey != null).Select(row => row.SubjectKey!).FirstAsync();
        return new RouteValues(
        [
            ("/api/cases/", number), ("/public/", number), ("/api/tasks/", task), ("/api/instances/", instance), ("/api/definitions/", definition),
            ("/elsa/api/workflow-instances/", instance), ("/elsa/api/workflow-definitions/by-definition-id/", definition), ("/elsa/api/workflow-definitions/by-id/", version),
            ("/elsa/api/workflow-definitions/", definition),
        ]);
    }

    /// <summary>The path of a route with a stored id for each parameter.</summary>
    public string Fill(RoutePattern route)
    {
        var path = "/" + string.Join('/', route.PathSegments.Select(segment => string.Concat(segment.Parts.Select(part => part switch
        {
            RoutePatternLiteralPart literal => literal.Content,
            RoutePatternSeparatorPart separator => separator.Content,
            _ => "{}",
        }))));
        var value = known.FirstOrDefault(entry => path.StartsWith(entry.Route, StringComparison.Ordinal)).Value ?? "x";
        return path.Replace("{}", Uri.EscapeDataString(value), StringComparison.Ordinal);
    }
}
