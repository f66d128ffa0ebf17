using System.Text.Json;
using GridGov.Workflow.Engine.Definitions.Documents;
using GridGov.Workflow.Engine.Definitions.Persistence;
using GridGov.Workflow.Engine.Definitions.Versioning;
using Microsoft.Extensions.Options;

namespace GridGov.Workflow.Host.Startup;

/// <summary>Publishes the shipped definitions that the database does not know yet; what an office has edited is never touched.</summary>
internal sealed partial class WorkflowSeeder(
    DefinitionStore store, DefinitionQueries queries, IOptions<HostOptions> options, ILogger<WorkflowSeeder> logger)
{
    /// <exception cref="InvalidOperationException">A shipped definition cannot be published; names the file and every fault.</exception>
    public async Task PublishMissingAsync(CancellationToken cancellationToken)
    {
        foreach (var (file, document) in InOrder(Read()))
        {
            if (await queries.FindAsync(document.DefinitionId!, VersionOptions.Latest, cancellationToken) is not null) continue;
            try
            {
                await store.SaveAsync(document, publish: true, "system", cancellationToken);
                LogPublished(logger, document.Name, document.DefinitionId);
            }
            catch (DefinitionException refused)
            {
                throw new InvalidOperationException(
                    $"{file}: {refused.Message} {string.Join(" ", refused.Faults.Select(fault => $"[{fault.ActivityId} {fault.Field}] {fault.Message}"))}", refused);
            }
        }
    }

    private List<(string File, WorkflowDocument Document)> Read()
    {
        var folder = FindFolder();
        return [.. Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal)
            .Select(file => (file, WorkflowDocument.Parse(File.ReadAllBytes(file))))];
    }

    // A definition that others use as an activity has to be there first.
    private static IEnumerable<(string File, WorkflowDocument Document)> InOrder(List<(string File, WorkflowDocument Document)> all)
    {
        var left = all;
        while (left.Count > 0)
        {
            var free = left.Where(item => !left.Any(other => other != item && Uses(item.Document, other.Document))).ToList();
            if (free.Count == 0) free = left;
            foreach (var item in free) yield return item;
            left = [.. left.Except(free)];
        }
    }

    private static bool Uses(WorkflowDocument user, WorkflowDocument used) =>
        JsonSerializer.Serialize(user.Root).Contains($"\"workflowDefinitionId\":\"{used.DefinitionId}\"", StringComparison.Ordinal);

    private string FindFolder()
    {
        var wanted = options.Value.WorkflowsFolder;
        string[] places = [Path.GetFullPath(wanted, Environment.CurrentDirectory), Path.Combine(AppContext.BaseDirectory, wanted)];
        return places.FirstOrDefault(Directory.Exists)
            ?? throw new InvalidOperationException($"The folder of the shipped workflows was not found; looked at {string.Join(" and ", places)}. Name it with --workflows DIR.");
    }

    [LoggerMessage(LogLevel.Information, "Published workflow {Name} ({DefinitionId})")]
    private static partial void LogPublished(ILogger logger, string? name, string? definitionId);
}
