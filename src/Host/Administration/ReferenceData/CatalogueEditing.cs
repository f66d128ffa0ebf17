using GridGov.Workflow.Activities.Cases;
using GridGov.Workflow.Activities.Catalogue;
using GridGov.Workflow.Activities.DataFiles;
using GridGov.Workflow.Activities.Deadlines;
using GridGov.Workflow.Activities.Directory.Persistence;
using GridGov.Workflow.Engine.Runtime;
using GridGov.Workflow.Host.Administration.Log;
using GridGov.Workflow.Host.DirectoryData;
using GridGov.Workflow.Host.Problems;
using GridGov.Workflow.Host.Security;

namespace GridGov.Workflow.Host.Administration.ReferenceData;

/// <summary>A catalogue that was added, or was there already.</summary>
public sealed record CatalogueReply(CatalogueChange Change, DirectoryVersion Version, bool IsNew);

/// <summary>A version of the catalogue in a list.</summary>
public sealed record CatalogueVersionView(string Version, DateOnly EffectiveFrom, int Categories, int Standards, bool IsInForce);

/// <summary>Adds catalogues, each from its first day on. Cases that are filed keep theirs (domain.md §5.2).</summary>
internal sealed class CatalogueEditing(ReferenceEditing editing, ICaseDataSource data, AdminRights rights, AdminLog log, CurrentUser user, IBusinessClock clock)
{
    public const string Part = "catalogue";

    private DateOnly Today => ChinaTime.DayOf(clock.Now);

    /// <summary>Every version by its first day.</summary>
    public IReadOnlyList<CatalogueVersionView> List()
    {
        rights.RequireSystem();
        var inForce = data.Newest.CatalogueOn(Today);
        return
        [
            .. data.Newest.Catalogues.Select(catalogue => new CatalogueVersionView(
                catalogue.Version, catalogue.EffectiveFrom, catalogue.Categories.Count, catalogue.Categories.Sum(category => category.Standards.Count), catalogue == inForce)),
        ];
    }

    /// <summary>A version as the file that it was made of.</summary>
    public string Text(string version)
    {
        rights.RequireSystem();
        return editing.CatalogueText(version) ?? throw ProblemException.NotFound("catalogue", version);
    }

    /// <summary>What the catalogue would change. Nothing is added.</summary>
    public CatalogueChange Preview(string json)
    {
        rights.RequireSystem();
        try
        {
            var catalogue = editing.TryCatalogue(json);
            Check(catalogue);
            return CatalogueChange.Between(editing.Replaced(catalogue), catalogue);
        }
        catch (DataFileException refused)
        {
            throw DirectoryFaults.ToProblem(refused, Part);
        }
    }

    public async Task<CatalogueReply> AddAsync(string json, CancellationToken stop)
    {
        rights.RequireSystem();
        try
        {
            Check(editing.TryCatalogue(json));
            var added = await editing.AddCatalogueAsync(json, user.Actor.Id, stop);
            var change = CatalogueChange.Between(added.Before, added.After);
            if (added.IsNew)
            {
                await log.RecordAsync(new AdminAct("catalogue.add", change.After, new
                {
                    change.Before,
                    change.EffectiveFrom,
                    added = change.Added.Count,
                    removed = change.Removed.Count,
                    changed = change.Changed.Count,
                }), stop);
            }

            return new CatalogueReply(change, added.Version, added.IsNew);
        }
        catch (DataFileException refused)
        {
            throw DirectoryFaults.ToProblem(refused, Part);
        }
    }

    // Cases of days gone by were filed under what was in force then; a version from such a day would say otherwise.
    private void Check(DispatchCatalogue catalogue)
    {
        if (catalogue.EffectiveFrom < Today && data.Newest.Catalogues.All(known => known.Version != catalogue.Version))
            throw ProblemException.Invalid("effectiveFrom", $"{catalogue.EffectiveFrom:yyyy-MM-dd}", $"{Today:yyyy-MM-dd} or later");
    }
}
