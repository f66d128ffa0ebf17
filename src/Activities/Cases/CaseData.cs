using GridGov.Workflow.Activities.Catalogue;
using GridGov.Workflow.Activities.Deadlines;
using GridGov.Workflow.Activities.Directory;
using GridGov.Workflow.Activities.Partners;

namespace GridGov.Workflow.Activities.Cases;

/// <summary>
/// The versioned data that commands compute with. Which version applies depends on recorded times and on versions stored in
/// the instance only, so that replay computes the same: versions are added, never taken away. Immutable.
/// </summary>
public sealed class CaseData : ICaseDataSource
{
    private readonly IReadOnlyList<WorkCalendar> _calendars;
    private readonly IReadOnlyList<StageLimits> _limits;
    private readonly CatalogueVersions _catalogues;

    /// <param name="calendars">All calendars, the one for new clocks last.</param>
    /// <param name="limits">All default limits.</param>
    public CaseData(
        IReadOnlyList<WorkCalendar> calendars, IReadOnlyList<StageLimits> limits, CatalogueVersions catalogues, RoutingTable routing,
        GridMatterList gridMatters, DirectorySnapshot directory)
    {
        if (calendars.Count == 0 || limits.Count == 0) throw new ArgumentException("At least one calendar and one set of limits are needed.", calendars.Count == 0 ? nameof(calendars) : nameof(limits));
        (_calendars, _limits, _catalogues) = (calendars, [.. limits.OrderBy(set => set.EffectiveFrom)], catalogues);
        (Routing, GridMatters, Directory) = (routing, gridMatters, directory);
    }

    /// <summary>What is shipped with the product.</summary>
    public static CaseData Default { get; } = new(
        [WorkCalendar.China], [StageLimits.Default], new CatalogueVersions(DispatchCatalogue.Default), RoutingTable.Demo, GridMatterList.Demo, DirectorySnapshot.Demo);

    /// <summary>The same with another directory and what belongs to it.</summary>
    internal CaseData With(ReferenceDocument document) =>
        new(
            [.. document.Calendars.Select(calendar => calendar.Data)], _limits, new CatalogueVersions(document.Catalogues.Select(catalogue => catalogue.Data)),
            document.Routing, document.GridMatters, document.Directory)
        {
            Extensions = Extensions,
            Suspensions = Suspensions,
            Partners = document.Partners,
        };

    /// <summary>This data, whatever version is asked for: for callers that have only one.</summary>
    public CaseData Of(int? version) => this;

    public CaseData Newest => this;

    public RoutingTable Routing { get; }
    public GridMatterList GridMatters { get; }
    public DirectorySnapshot Directory { get; }

    /// <summary>Whose systems can be called.</summary>
    public ConnectedPartners Partners { get; init; } = ConnectedPartners.Unknown;

    /// <summary>The calendar for clocks that start now.</summary>
    public WorkCalendar Calendar => _calendars[^1];

    /// <summary>All calendars, the one in force last.</summary>
    public IReadOnlyList<WorkCalendar> Calendars => _calendars;

    /// <summary>All catalogues, by the day from which they are in force.</summary>
    public IReadOnlyList<DispatchCatalogue> Catalogues => _catalogues.All;

    public ExtensionPolicy Extensions { get; init; } = ExtensionPolicy.Default;
    public SuspensionPolicy Suspensions { get; init; } = SuspensionPolicy.Default;

    /// <summary>The calendar that a clock was started under.</summary>
    /// <exception cref="KeyNotFoundException">The version is not loaded; names it and those that are.</exception>
    public WorkCalendar CalendarOf(PausableClock clock) => _calendars.FirstOrDefault(calendar => calendar.Version == clock.CalendarVersion)
        ?? throw new KeyNotFoundException($"Calendar version '{clock.CalendarVersion}' is not loaded; loaded are {string.Join(", ", _calendars.Select(calendar => calendar.Version))}. Versions in use may not be removed.");

    /// <summary>The default limits in force on a day.</summary>
    public StageLimits LimitsOn(DateOnly day) => _limits.LastOrDefault(set => set.EffectiveFrom <= day) ?? _limits[0];

    /// <summary>The catalogue in force on a day, or null before the first.</summary>
    public DispatchCatalogue? CatalogueOn(DateOnly day) => _catalogues.At(day);

    /// <summary>A category for readers, who also look at cases of catalogues before this one: from the newest that has it.</summary>
    public Category? FindCategory(string code) => _catalogues.All.Reverse().Select(catalogue => catalogue.Find(code)).FirstOrDefault(found => found is not null);

    /// <summary>Category and standard that a case was filed under; null before the filing.</summary>
    public (Category Category, FilingStandard Standard)? StandardOf(GovCase @case) =>
        StandardOf(@case.CatalogueVersion, @case.StandardId);

    /// <summary>A standard of a catalogue; null when either is null or unknown.</summary>
    public (Category Category, FilingStandard Standard)? StandardOf(string? catalogue, string? standardId) =>
        catalogue is not null && standardId is not null ? _catalogues.Get(catalogue)?.FindStandard(standardId) : null;

    /// <summary>The responsible units proposed for a case, or null when the category is unknown.</summary>
    public Route? RouteOf(GovCase @case, DateTimeOffset now)
    {
        var day = ChinaTime.DayOf(now);
        if (StandardOf(@case) is { } filed) return Routing.Resolve(filed.Category, filed.Standard, @case.Place.AreaCode, day);
        return @case.Category is { } code && CatalogueOn(day)?.Find(code) is { } category ? Routing.Resolve(category, null, @case.Place.AreaCode, day) : null;
    }
}
