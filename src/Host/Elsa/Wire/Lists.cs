namespace GridGov.Workflow.Host.Elsa.Wire;

/// <summary>A list as a whole.</summary>
public sealed record ElsaList<T>(IReadOnlyList<T> Items)
{
    public int Count => Items.Count;
}

/// <summary>One page of a list.</summary>
public sealed record ElsaPage<T>(IReadOnlyList<T> Items, long TotalCount, IReadOnlyList<Link>? Links = null);

/// <summary>What may be done; Studio looks at the relation only.</summary>
public sealed record Link(string Href, string Rel, string Method);
