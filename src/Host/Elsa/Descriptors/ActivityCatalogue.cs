using System.Text.Json;
using GridGov.Workflow.Engine.Activities;
using GridGov.Workflow.Engine.Definitions.Descriptors;
using GridGov.Workflow.Engine.Definitions.Persistence;
using GridGov.Workflow.Host.Elsa.Wire;

namespace GridGov.Workflow.Host.Elsa.Descriptors;

/// <summary>All activity types as of one moment, and what they make possible.</summary>
/// <param name="Json">The answer to <c>descriptors/activities</c>.</param>
/// <param name="ETag">Quoted; changes with the bytes.</param>
internal sealed record Catalogue(
    string Stamp, IReadOnlyList<ActivityTypeDescriptor> Descriptors, DefinitionPresenter Presenter, byte[] Json, string ETag);

/// <summary>
/// Keeps the descriptors as bytes: Studio reads them again after every save. They change only when a definition that is usable as
/// an activity does, which one small query tells, on any node.
/// </summary>
internal sealed class ActivityCatalogue(DefinitionQueries queries, IActivityRegistry registry)
{
    private volatile Catalogue? _current;

    public async Task<Catalogue> GetAsync(CancellationToken stop)
    {
        // Asked before the definitions are read: a change in between is found by the next request.
        var stamp = await queries.GetActivityStampAsync(stop);
        if (_current is { } current && current.Stamp == stamp) return current;
        var definitions = await queries.FindActivityDefinitionsAsync(stop);
        var descriptors = WorkflowTypeDescriptors.Activities(registry, definitions);
        var json = JsonSerializer.SerializeToUtf8Bytes(new ElsaList<ActivityTypeDescriptor>(descriptors), ElsaJson.WithNulls);
        var tag = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(json).AsSpan(0, 12));
        return _current = new Catalogue(stamp, descriptors, new DefinitionPresenter(registry, definitions), json, $"\"{tag}\"");
    }
}
