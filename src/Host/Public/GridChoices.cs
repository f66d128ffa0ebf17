using GridGov.Workflow.Activities.Deadlines;
using GridGov.Workflow.Activities.Directory;
using GridGov.Workflow.Engine.Runtime;
using Microsoft.Extensions.Options;

namespace GridGov.Workflow.Host.Public;

/// <summary>The places that the report form offers.</summary>
/// <param name="Groups">Communities with their grids, by township.</param>
/// <param name="IsSearched">True where there are too many to offer all: a search comes first.</param>
/// <param name="Chosen">Code of the grid that is chosen, or null.</param>
public sealed record GridChoice(IReadOnlyList<GridGroup> Groups, bool IsSearched, string? Chosen);

public sealed record GridGroup(string Name, IReadOnlyList<Grid> Grids);

/// <summary>Finds grids by the words that people know: township, community, grid.</summary>
internal sealed class GridChoices(IDirectory directory, IBusinessClock clock, IOptions<PublicOptions> options)
{
    public GridChoice Find(string? search, string? chosen = null)
    {
        var snapshot = directory.Current;
        var today = ChinaTime.DayOf(clock.Now);
        var inUse = snapshot.Grids.Where(grid => grid.IsValidOn(today)).ToList();
        var isSearched = inUse.Count > options.Value.LongestGridList;
        var words = (search ?? "").Split([' ', '　'], StringSplitOptions.RemoveEmptyEntries);
        var fitting = inUse.Select(grid => (Grid: grid, Place: PlaceOf(snapshot, grid)))
            .Where(item => !isSearched || item.Grid.Code == chosen
                || (words.Length > 0 && words.All(word => (item.Place + item.Grid.Name).Contains(word, StringComparison.OrdinalIgnoreCase))))
            .Take(options.Value.LongestGridList);
        var groups = fitting.GroupBy(item => item.Place, item => item.Grid, StringComparer.Ordinal).Select(group => new GridGroup(group.Key, [.. group])).ToList();
        return new GridChoice(groups, isSearched, chosen ?? (groups is [{ Grids: [var only] }] ? only.Code : null));
    }

    private static string PlaceOf(DirectorySnapshot directory, Grid grid) => string.Join(' ', directory.ParentChain(grid.CommunityId)
        .Where(unit => unit.Kind is UnitKind.Community or UnitKind.Township).Reverse().Select(unit => unit.Name));
}
