using GridGov.Workflow.Engine.Definitions.Versioning;

namespace GridGov.Workflow.Engine.Definitions.Persistence;

/// <summary>Order of a list of versions.</summary>
public enum DefinitionOrder { Created, Name, Version }

/// <summary>What to list (elsa-studio-contract.md §7.2, route 13). Empty lists and blank texts are no filter.</summary>
public sealed record DefinitionQuery
{
    /// <summary>Null = every version.</summary>
    public VersionOptions? Versions { get; init; }
    public IReadOnlyList<string> DefinitionIds { get; init; } = [];

    /// <summary>Version ids. Deleted versions that instances name are found by these, and only by these.</summary>
    public IReadOnlyList<string> Ids { get; init; } = [];

    /// <summary>Part of name, description (any case), id or definition id.</summary>
    public string? SearchTerm { get; init; }
    public bool? IsSystem { get; init; }
    public DefinitionOrder OrderBy { get; init; } = DefinitionOrder.Created;

    /// <summary>Null = ascending for names, otherwise descending.</summary>
    public bool? Descending { get; init; }

    /// <summary>From 0; null = everything.</summary>
    public int? Page { get; init; }

    /// <summary>From 1; null = everything.</summary>
    public int? PageSize { get; init; }
}

/// <summary>One page and the number of all matches.</summary>
public sealed record DefinitionPage(IReadOnlyList<DefinitionSummary> Items, int TotalCount);
