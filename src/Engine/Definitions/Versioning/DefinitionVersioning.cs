namespace GridGov.Workflow.Engine.Definitions.Versioning;

/// <summary>
/// The version rules of elsa-definition-format.md §3.3, without storage: from the versions of one definition and a command to the
/// versions afterwards. Among the visible versions exactly one, the highest, is latest; at most one is published; hidden
/// versions are neither. A command that does not fit gives null.
/// </summary>
public static class DefinitionVersioning
{
    /// <summary>The version to edit: the latest when it is unpublished, else a new one above all others that takes over as latest.</summary>
    /// <param name="newId">Id for a new version, used only when one is made.</param>
    public static VersionChange Draft(IReadOnlyCollection<VersionHeader> versions, string newId) =>
        Latest(versions) is { IsPublished: false } draft ? new VersionChange(Sorted(versions), draft.Id) : Append(versions, newId);

    /// <summary>Publishes the latest version in place of the published one; null when there is no version.</summary>
    public static VersionChange? Publish(IReadOnlyCollection<VersionHeader> versions)
    {
        if (Latest(versions) is not { } latest) return null;
        if (latest.IsPublished) return new VersionChange(Sorted(versions), latest.Id, AlreadyPublished: true);
        return new VersionChange(Sorted(versions.Select(version => version with { IsPublished = version.Id == latest.Id })), latest.Id);
    }

    /// <summary>The published version becomes an ordinary one; null when none is published.</summary>
    public static VersionChange? Retract(IReadOnlyCollection<VersionHeader> versions)
    {
        if (Published(versions) is not { } published) return null;
        return new VersionChange(Sorted(versions.Select(version => version with { IsPublished = false })), published.Id);
    }

    /// <summary>A copy of version <paramref name="number"/> becomes the latest, unpublished; null when there is no such version.</summary>
    public static VersionChange? Revert(IReadOnlyCollection<VersionHeader> versions, int number, string newId) =>
        versions.Any(version => version.Version == number && !version.IsHidden) ? Append(versions, newId) : null;

    /// <summary>Removes one version, or hides it when an instance used it; null when there is no such version.</summary>
    public static VersionChange? DeleteVersion(IReadOnlyCollection<VersionHeader> versions, string id, bool isUsed)
    {
        if (!versions.Any(version => version.Id == id && !version.IsHidden)) return null;
        return new VersionChange(WithLatest(Remove(versions, version => version.Id == id, _ => isUsed)));
    }

    /// <summary>Removes all versions, hiding those that an instance used; null when none is visible.</summary>
    public static VersionChange? DeleteDefinition(IReadOnlyCollection<VersionHeader> versions, IReadOnlySet<string> usedIds)
    {
        if (versions.All(version => version.IsHidden)) return null;
        return new VersionChange(WithLatest(Remove(versions, version => !version.IsHidden, version => usedIds.Contains(version.Id))));
    }

    /// <summary>The version shown by default; null when none is visible.</summary>
    public static VersionHeader? Latest(IEnumerable<VersionHeader> versions) => versions.FirstOrDefault(version => version.IsLatest);

    public static VersionHeader? Published(IEnumerable<VersionHeader> versions) => versions.FirstOrDefault(version => version.IsPublished);

    private static VersionChange Append(IReadOnlyCollection<VersionHeader> versions, string newId)
    {
        var number = versions.Select(version => version.Version).DefaultIfEmpty(0).Max() + 1;
        var others = versions.Select(version => version with { IsLatest = false });
        return new VersionChange(Sorted(others.Append(new VersionHeader(newId, number, IsLatest: true, IsPublished: false))), newId, IsNew: true);
    }

    private static IEnumerable<VersionHeader> Remove(
        IEnumerable<VersionHeader> versions, Func<VersionHeader, bool> which, Func<VersionHeader, bool> isUsed)
    {
        foreach (var version in versions)
        {
            if (!which(version)) yield return version;
            else if (isUsed(version)) yield return version with { IsLatest = false, IsPublished = false, IsHidden = true };
        }
    }

    private static List<VersionHeader> WithLatest(IEnumerable<VersionHeader> versions)
    {
        var list = Sorted(versions);
        var highest = list.FindLastIndex(version => !version.IsHidden);
        return [.. list.Select((version, index) => version with { IsLatest = index == highest })];
    }

    private static List<VersionHeader> Sorted(IEnumerable<VersionHeader> versions) => [.. versions.OrderBy(version => version.Version)];
}
