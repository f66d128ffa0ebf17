using GridGov.Workflow.Engine.Definitions.Documents;
using GridGov.Workflow.Engine.Definitions.Persistence;
using GridGov.Workflow.Host.Definitions;
using GridGov.Workflow.Host.Elsa.Wire;

namespace GridGov.Workflow.Host.Elsa.Definitions;

/// <summary>Definition ids or version ids that a bulk action is about.</summary>
public sealed record BulkDefinitionsRequest(IReadOnlyList<string>? DefinitionIds, IReadOnlyList<string>? Ids)
{
    internal IReadOnlyList<string> All => [.. (DefinitionIds ?? Ids ?? []).Distinct(StringComparer.Ordinal)];
}

/// <summary>Actions on many definitions (elsa-studio-contract.md §7.2, routes 25 to 28): each one by itself, what fails is listed.</summary>
internal static class DefinitionBulkActions
{
    public static void Map(IEndpointRouteBuilder edit)
    {
        var group = edit.MapGroup("/bulk-actions");
        group.MapPost("/delete/workflow-definitions/by-definition-id", (HttpRequest request, DefinitionEditing editing, CancellationToken stop) =>
            DeleteAsync(request, id => editing.DeleteDefinitionAsync(id, stop)));
        group.MapPost("/delete/workflow-definitions/by-id", (HttpRequest request, DefinitionEditing editing, CancellationToken stop) =>
            DeleteAsync(request, id => editing.DeleteVersionAsync(id, stop)));
        group.MapPost("/publish/workflow-definitions/by-definition-ids", PublishAsync);
        group.MapPost("/retract/workflow-definitions/by-definition-ids", RetractAsync);
    }

    private static async Task<object> DeleteAsync(HttpRequest request, Func<string, Task<bool>> delete)
    {
        var deleted = 0;
        DefinitionException? refused = null;
        foreach (var id in (await ElsaBody.ReadAsync<BulkDefinitionsRequest>(request)).All)
        {
            try
            {
                if (await delete(id)) deleted++;
            }
            catch (DefinitionException error)
            {
                refused ??= error;
            }
        }

        return deleted == 0 && refused is not null ? throw refused : new { deleted };
    }

    private static async Task<object> PublishAsync(HttpRequest request, DefinitionEditing editing, CancellationToken stop)
    {
        var (published, already, notFound, updated, skipped, failed) = (New(), New(), New(), New(), New(), New());
        var warnings = new Dictionary<string, object>();
        foreach (var id in (await ElsaBody.ReadAsync<BulkDefinitionsRequest>(request)).All)
        {
            try
            {
                var saved = await editing.PublishAsync(id, stop);
                (saved.AlreadyPublished ? already : published).Add(id);
                updated.AddRange(saved.UpdatedConsumers.Select(consumer => consumer.DefinitionId));
                if (saved.Warnings.Count > 0) warnings[id] = saved.Warnings.Select(warning => warning.Message);
            }
            catch (DefinitionException error)
            {
                (error.Kind switch
                {
                    DefinitionErrorKind.NotFound => notFound,
                    DefinitionErrorKind.ReadOnly => skipped,
                    _ => failed,
                }).Add(id);
                if (error.Kind == DefinitionErrorKind.Invalid) warnings[id] = error.Faults.Select(fault => fault.Message);
            }
        }

        return new { published, alreadyPublished = already, notFound, updatedConsumers = updated, skipped, failed, warnings };
    }

    private static async Task<object> RetractAsync(HttpRequest request, DefinitionEditing editing, CancellationToken stop)
    {
        var (retracted, already, notFound, skipped) = (New(), New(), New(), New());
        foreach (var id in (await ElsaBody.ReadAsync<BulkDefinitionsRequest>(request)).All)
        {
            try
            {
                await editing.RetractAsync(id, stop);
                retracted.Add(id);
            }
            catch (DefinitionException error)
            {
                (error.Kind switch
                {
                    DefinitionErrorKind.NotFound => notFound,
                    DefinitionErrorKind.State => already,
                    _ => skipped,
                }).Add(id);
            }
        }

        return new { retracted, alreadyRetracted = already, notFound, skipped };
    }

    private static List<string> New() => [];
}
