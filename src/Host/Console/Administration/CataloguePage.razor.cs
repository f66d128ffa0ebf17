using System.Globalization;
using GridGov.Workflow.Activities.Cases;
using GridGov.Workflow.Activities.Catalogue;
using GridGov.Workflow.Host.Administration.ReferenceData;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;

namespace GridGov.Workflow.Host.Console.Administration;

/// <summary>The dispatch catalogue: its versions with their standards, and the way a new one is added: choose a file, look at what changes, confirm.</summary>
public partial class CataloguePage
{
    private const int MostShown = 200;
    private const int MostTold = 100;
    private IReadOnlyList<CatalogueVersionView> _versions = [];
    private CatalogueChange? _change;
    private string _checked = "";
    private string _shown = "";
    private string _words = "";

    [Inject] private ICaseDataSource Data { get; set; } = null!;

    private DispatchCatalogue? Catalogue => Data.Newest.Catalogues.FirstOrDefault(catalogue => catalogue.Version == _shown);

    private IEnumerable<(Category Category, FilingStandard Standard)> Found => (Catalogue?.Categories ?? [])
        .SelectMany(category => category.Standards.Select(standard => (category, standard)))
        .Where(row => _words.Length == 0 || $"{row.standard.Id} {row.category.Name} {row.standard.FilingCondition}".Contains(_words, StringComparison.OrdinalIgnoreCase)).Take(MostShown);

    protected override Task OnInitializedAsync() => TryAsync(async () =>
    {
        await LoadAsync();
        _shown = (_versions.FirstOrDefault(version => version.IsInForce) ?? _versions[^1]).Version;
    });

    private async Task LoadAsync() => _versions = await Session.RunAsync(services => Task.FromResult(services.GetRequiredService<CatalogueEditing>().List()));

    private Task ReadAsync(InputFileChangeEventArgs chosen)
    {
        (Done, _change) = (null, null);
        return TryAsync(async () =>
        {
            var json = await ReadTextAsync(chosen);
            _change = await Session.RunAsync(services => Task.FromResult(services.GetRequiredService<CatalogueEditing>().Preview(json)));
            _checked = json;
        });
    }

    private Task AddAsync() => ActAsync(async () =>
    {
        var reply = await Session.RunAsync(services => services.GetRequiredService<CatalogueEditing>().AddAsync(_checked, Left));
        (_change, _checked, _shown) = (null, "", reply.Change.After);
        await LoadAsync();
    }, "Admin.Catalogue.Done");

    private IEnumerable<string> Words(CatalogueChange change)
    {
        if (change.IsNothing) return [Texts["Admin.Catalogue.Nothing"]];
        List<string> all =
        [
            .. change.Added.Select(line => Texts.Format("Admin.Catalogue.Added", line.Id, line.Category, line.Filing, line.DisposeLimit)),
            .. change.Removed.Select(line => Texts.Format("Admin.Catalogue.Removed", line.Id, line.Category, line.Filing)),
            .. change.Changed.SelectMany(standard => standard.Fields.Select(field => Texts.Format(
                "Admin.Catalogue.Changed", standard.Id, standard.Category, Texts[$"Admin.Standard.{field.Field}"], Value(field, field.Before), Value(field, field.After)))),
        ];
        return all.Count <= MostTold ? all : [.. all.Take(MostTold), Texts.Format("Admin.More", all.Count - MostTold)];
    }

    private string Value(FieldChange field, string? value) => field.Field switch
    {
        _ when string.IsNullOrEmpty(value) => Texts["Admin.Catalogue.None"],
        "grade" => Names.Of("CaseGrade", value),
        "verification" => Names.List(value.Split(',', StringSplitOptions.TrimEntries).Select(part => Names.Of("Verification", part))),
        "restrictedView" or "gridFirst" or "seasonal" => Names.YesNo(bool.Parse(value)),
        _ => value,
    };

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
