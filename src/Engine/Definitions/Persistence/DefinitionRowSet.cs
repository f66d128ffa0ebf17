using GridGov.Workflow.Engine.Definitions.Documents;
using GridGov.Workflow.Engine.Definitions.Versioning;
using GridGov.Workflow.Engine.Persistence;
using Microsoft.EntityFrameworkCore;

namespace GridGov.Workflow.Engine.Definitions.Persistence;

/// <summary>All rows of one definition, tracked, hidden ones included.</summary>
internal sealed class DefinitionRowSet
{
    private readonly List<DefinitionVersionRow> _rows;

    private DefinitionRowSet(string definitionId, List<DefinitionVersionRow> rows)
    {
        DefinitionId = definitionId;
        _rows = rows;
    }

    public string DefinitionId { get; }
    public IReadOnlyList<VersionHeader> Headers => [.. _rows.Select(row => row.Header())];
    public DefinitionVersionRow? Latest => _rows.Find(row => row.IsLatest);
    public DefinitionVersionRow? Published => _rows.Find(row => row.IsPublished);

    /// <summary>Name for messages.</summary>
    public string Name => Latest?.Name ?? DefinitionId;

    public static async Task<DefinitionRowSet> LoadAsync(WorkflowDbContext context, string definitionId, CancellationToken cancellationToken) =>
        new(definitionId, await context.Set<DefinitionVersionRow>().AsTracking()
            .Where(row => row.DefinitionId == definitionId).OrderBy(row => row.Version).ToListAsync(cancellationToken));

    public DefinitionVersionRow Row(string id) => _rows.Single(row => row.Id == id);

    public DefinitionVersionRow? Version(int number) => _rows.Find(row => row.Version == number && !row.IsHidden);

    public void Add(DefinitionVersionRow row) => _rows.Add(row);

    /// <exception cref="DefinitionException">ReadOnly.</exception>
    public void EnsureEditable()
    {
        if (Latest is { IsReadonly: true }) throw DefinitionException.Create(DefinitionErrorKind.ReadOnly, "definition.read-only", Name);
    }

    /// <summary>Writes flags to the rows and removes those that the change leaves out.</summary>
    public void Apply(WorkflowDbContext context, VersionChange change)
    {
        foreach (var row in _rows.ToList())
        {
            var header = change.Versions.FirstOrDefault(version => version.Id == row.Id);
            if (header is null)
            {
                _rows.Remove(row);
                context.Remove(row);
            }
            else if (header != row.Header())
            {
                row.IsLatest = header.IsLatest;
                row.IsPublished = header.IsPublished;
                row.IsHidden = header.IsHidden;
                row.RowVersion++;
            }
        }
    }
}
