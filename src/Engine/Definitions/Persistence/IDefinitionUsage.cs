using Microsoft.EntityFrameworkCore;

namespace GridGov.Workflow.Engine.Definitions.Persistence;

/// <summary>Knows which versions have instances: deleting those hides them.</summary>
public interface IDefinitionUsage
{
    /// <summary>The ids among <paramref name="versionIds"/> that any instance, running or finished, names.</summary>
    Task<IReadOnlySet<string>> FindUsedAsync(DbContext context, IReadOnlyCollection<string> versionIds, CancellationToken cancellationToken);
}
