using GridGov.Workflow.Host.Tasks;

namespace GridGov.Workflow.Host.Console.Live;

/// <summary>Tells whether a commit may change what an inbox shows.</summary>
internal sealed class InboxWatch(InboxReach reach)
{
    private volatile IReadOnlySet<string> _shown = new HashSet<string>();

    /// <summary>The instances whose tasks are in the list now: one that closes there leaves no trace in the tables of open ones.</summary>
    public void Shows(IEnumerable<string> instanceIds) => _shown = instanceIds.ToHashSet(StringComparer.Ordinal);

    /// <param name="holders">Who holds or held a task of the instance, or applied for something.</param>
    public bool Concerns(string instanceId, IReadOnlyList<string> candidates, IReadOnlyList<string> holders) =>
        _shown.Contains(instanceId) || holders.Any(reach.Holders.Contains) || candidates.Any(reach.Entries.Contains);
}
