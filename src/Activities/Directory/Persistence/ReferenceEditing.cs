using System.Text;
using GridGov.Workflow.Activities.Catalogue;
using GridGov.Workflow.Activities.Deadlines;

namespace GridGov.Workflow.Activities.Directory.Persistence;

/// <summary>
/// Adds calendars and catalogues to the reference data. A version is never changed or taken away: clocks that run and cases that are
/// filed compute with theirs.
/// </summary>
public sealed class ReferenceEditing(DirectoryStore store)
{
    private const string CalendarName = "calendar";
    private const string CatalogueName = "catalogue";

    /// <summary>The calendar in force as a file, to be copied and changed; null when there is no such version.</summary>
    /// <param name="version">Null = the one in force.</param>
    public string? CalendarText(string? version = null) =>
        store.Document.Calendars.LastOrDefault(calendar => version is null || calendar.Version == version)?.Text;

    public string? CatalogueText(string version) => store.Document.Catalogues.FirstOrDefault(catalogue => catalogue.Version == version)?.Text;

    /// <summary>Checks a calendar without putting it in force.</summary>
    /// <exception cref="DataFiles.DataFileException">It is wrong; lists every fault with its place.</exception>
    public WorkCalendar TryCalendar(string json)
    {
        var draft = Draft(json, store.Document);
        _ = ReferenceDocument.Read(CalendarName, Encoding.UTF8.GetBytes(Document(ReferenceDocument.CalendarsPart, draft.Text)), store.Document);
        return draft.Calendar;
    }

    /// <summary>Puts a calendar in force for clocks that start from now on.</summary>
    /// <param name="basedOn">Version that was in force when the change was looked at; null = whichever is.</param>
    /// <returns>The calendars before and after, or null when <paramref name="basedOn"/> is no longer in force.</returns>
    /// <exception cref="DataFiles.DataFileException">It is wrong; lists every fault with its place.</exception>
    public async Task<ReferenceChange<WorkCalendar>?> AddCalendarAsync(string json, string? basedOn, string addedBy, CancellationToken cancellationToken)
    {
        ReferenceChange<WorkCalendar>? change = null;
        await store.RefreshAsync(cancellationToken);
        var first = store.Version;
        var version = await store.ChangeAsync(before =>
        {
            change = null;
            if (basedOn is not null && before.Calendar.Version != basedOn) return null;
            var draft = Draft(json, before);
            change = new ReferenceChange<WorkCalendar>(before.Calendar.Data, draft.Calendar, store.Info, IsNew: false);
            return Document(ReferenceDocument.CalendarsPart, draft.Text);
        }, addedBy, cancellationToken);
        return change is null ? null : change with { Version = version, IsNew = version.Version > first };
    }

    /// <summary>Checks a catalogue without adding it.</summary>
    /// <exception cref="DataFiles.DataFileException">It is wrong; lists every fault with its place.</exception>
    public DispatchCatalogue TryCatalogue(string json)
    {
        var catalogue = DispatchCatalogueLoader.Load(CatalogueName, Encoding.UTF8.GetBytes(json));
        _ = ReferenceDocument.Read(CatalogueName, Encoding.UTF8.GetBytes(Document(ReferenceDocument.CataloguesPart, json)), store.Document);
        return catalogue;
    }

    /// <summary>Adds a catalogue, which is in force for new cases from its day on.</summary>
    /// <exception cref="DataFiles.DataFileException">It is wrong; lists every fault with its place.</exception>
    public async Task<ReferenceChange<DispatchCatalogue>> AddCatalogueAsync(string json, string addedBy, CancellationToken cancellationToken)
    {
        var catalogue = DispatchCatalogueLoader.Load(CatalogueName, Encoding.UTF8.GetBytes(json));
        await store.RefreshAsync(cancellationToken);
        var (first, before) = (store.Version, Replaced(catalogue));
        var version = await store.ChangeAsync(_ => Document(ReferenceDocument.CataloguesPart, json), addedBy, cancellationToken);
        return new ReferenceChange<DispatchCatalogue>(before, catalogue, version, version.Version > first);
    }

    /// <summary>The catalogue that would be in force on its first day without it; the earliest when there was none.</summary>
    public DispatchCatalogue Replaced(DispatchCatalogue catalogue)
    {
        ArgumentNullException.ThrowIfNull(catalogue);
        return store.Newest.CatalogueOn(catalogue.EffectiveFrom) ?? store.Newest.Catalogues[0];
    }

    private static CalendarDraft Draft(string json, ReferenceDocument before) =>
        CalendarDraft.Read(json, before.Calendar.Text, [.. before.Calendars.Select(calendar => calendar.Version)]);

    private static string Document(string part, string text) => $$"""{"{{part}}":[{{text}}]}""";
}

/// <summary>What was put in force, and in place of what.</summary>
/// <param name="IsNew">False when the same content was there already.</param>
public sealed record ReferenceChange<T>(T Before, T After, DirectoryVersion Version, bool IsNew);
