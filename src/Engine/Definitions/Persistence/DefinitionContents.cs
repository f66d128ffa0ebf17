using System.Text.Json;
using GridGov.Workflow.Engine.Activities;
using GridGov.Workflow.Engine.Definitions.Documents;
using GridGov.Workflow.Engine.Definitions.Validation;
using GridGov.Workflow.Engine.Persistence;
using Microsoft.EntityFrameworkCore;

namespace GridGov.Workflow.Engine.Definitions.Persistence;

/// <summary>A content and what was wrong with its pins (cycles; unknown types are the validator's business).</summary>
internal sealed record BuiltContent(DefinitionContent Content, IReadOnlyList<DefinitionFault> Faults);

/// <summary>Builds contents with their pins, stores them by hash, and loads them again.</summary>
internal sealed class DefinitionContents(IActivityRegistry registry)
{
    /// <summary>
    /// Resolves the workflows that the document uses as activities and computes the hash. A use that would close a cycle is left out
    /// and reported with the chain of names.
    /// </summary>
    public Task<BuiltContent> BuildAsync(WorkflowDbContext context, WorkflowDocument document, CancellationToken cancellationToken) =>
        BuildAsync(context, document, [], cancellationToken);

    /// <summary>Adds rows for a content and its pins where they are missing.</summary>
    public static async Task StoreAsync(WorkflowDbContext context, DefinitionContent content, CancellationToken cancellationToken)
    {
        var all = new Dictionary<string, DefinitionContent>(StringComparer.Ordinal);
        Collect(content, all);
        var hashes = all.Keys.ToList();
        var stored = await context.Set<DefinitionContentRow>().Where(row => hashes.Contains(row.Hash)).Select(row => row.Hash)
            .ToListAsync(cancellationToken);
        foreach (var missing in all.Values.ExceptBy(stored, one => one.Hash))
        {
            var pins = missing.Pins.OrderBy(pin => pin.Key, StringComparer.Ordinal).ToDictionary(pin => pin.Key, pin => pin.Value.Hash);
            context.Add(new DefinitionContentRow
            {
                Hash = missing.Hash,
                Document = Packing.Pack(DefinitionJson.Write(missing.Document)),
                Pins = JsonSerializer.Serialize(pins),
            });
        }
    }

    /// <summary>Null when no content has this hash.</summary>
    public static Task<DefinitionContent?> LoadAsync(WorkflowDbContext context, string hash, CancellationToken cancellationToken) =>
        LoadAsync(context, hash, new Dictionary<string, DefinitionContent>(StringComparer.Ordinal), cancellationToken);

    private static async Task<DefinitionContent?> LoadAsync(
        WorkflowDbContext context, string hash, Dictionary<string, DefinitionContent> loaded, CancellationToken cancellationToken)
    {
        if (loaded.TryGetValue(hash, out var known)) return known;
        var row = await context.Set<DefinitionContentRow>().AsNoTracking().SingleOrDefaultAsync(row => row.Hash == hash, cancellationToken);
        if (row is null) return null;
        var pins = new Dictionary<string, DefinitionContent>(StringComparer.Ordinal);
        foreach (var (key, pinHash) in JsonSerializer.Deserialize<Dictionary<string, string>>(row.Pins)!)
        {
            pins[key] = await LoadAsync(context, pinHash, loaded, cancellationToken)
                ?? throw new InvalidDataException($"Content '{hash}' pins '{key}' to content '{pinHash}', which is not stored.");
        }

        var content = new DefinitionContent(hash, WorkflowDocument.Trusted(Packing.Unpack(row.Document)).Json, pins);
        loaded[hash] = content;
        return content;
    }

    private async Task<BuiltContent> BuildAsync(
        WorkflowDbContext context, WorkflowDocument document, IReadOnlyList<(string DefinitionId, string Name)> users, CancellationToken cancellationToken)
    {
        IReadOnlyList<(string DefinitionId, string Name)> chain = [.. users, (document.DefinitionId ?? "", document.Name ?? document.DefinitionId ?? "")];
        var faults = new List<DefinitionFault>();
        var pins = new Dictionary<string, DefinitionContent>(StringComparer.Ordinal);
        var uses = document.Activities.Where(activity => !registry.TryGet(activity.Type, out _))
            .DistinctBy(activity => DefinitionContent.PinKey(activity.Type, activity.Version)).ToList();
        if (uses.Count > 0)
        {
            var candidates = await PinCandidates.LoadAsync(context, uses, cancellationToken);
            foreach (var use in uses)
            {
                if (candidates.Find(use) is not { } row) continue;
                var pin = await PinAsync(context, row, chain, cancellationToken);
                if (Cycle(chain, pin.Content) is { } cycle) faults.Add(CycleFault(use, cycle));
                else pins[DefinitionContent.PinKey(use.Type, use.Version)] = pin.Content;
                faults.AddRange(pin.Faults.Where(fault => fault.Code == "definition.cycle").Select(fault => fault with { ActivityId = use.Id }));
            }
        }

        var hash = DefinitionJson.ContentHash(document.Json, pins.ToDictionary(pin => pin.Key, pin => pin.Value.Hash));
        return new BuiltContent(new DefinitionContent(hash, DefinitionJson.WithoutAdministrative(document.Json), pins), faults);
    }

    private async Task<BuiltContent> PinAsync(
        WorkflowDbContext context, DefinitionVersionRow row, IReadOnlyList<(string DefinitionId, string Name)> chain, CancellationToken cancellationToken)
    {
        // What a published version pins is settled; a draft's pins are looked up anew, and only if that cannot go round in circles.
        var stored = row.IsPublished ? await LoadAsync(context, row.ContentHash, cancellationToken) : null;
        if (stored is not null) return new BuiltContent(stored, []);
        var document = row.StoredDocument();
        return chain.Any(user => user.DefinitionId == row.DefinitionId)
            ? new BuiltContent(new DefinitionContent(row.ContentHash, document.Json, new Dictionary<string, DefinitionContent>()), [])
            : await BuildAsync(context, document, chain, cancellationToken);
    }

    /// <summary>Names from the definition that is met again down to that meeting; null when there is none.</summary>
    private static IReadOnlyList<string>? Cycle(IReadOnlyList<(string DefinitionId, string Name)> chain, DefinitionContent pin)
    {
        var document = WorkflowDocument.Of(pin);
        var name = document.Name ?? document.DefinitionId ?? "";
        for (var index = 0; index < chain.Count; index++)
        {
            if (chain[index].DefinitionId == document.DefinitionId) return [.. chain.Skip(index).Select(user => user.Name), name];
        }

        IReadOnlyList<(string, string)> longer = [.. chain, (document.DefinitionId ?? "", name)];
        return pin.Pins.Values.Select(inner => Cycle(longer, inner)).FirstOrDefault(cycle => cycle is not null);
    }

    private static DefinitionFault CycleFault(ActivityVisit use, IReadOnlyList<string> names)
    {
        var chain = string.Join(" → ", names);
        return DefinitionFaults.Error("definition.cycle", use.Id, "type", use.Type, chain);
    }

    private static void Collect(DefinitionContent content, Dictionary<string, DefinitionContent> all)
    {
        if (!all.TryAdd(content.Hash, content)) return;
        foreach (var pin in content.Pins.Values) Collect(pin, all);
    }
}
