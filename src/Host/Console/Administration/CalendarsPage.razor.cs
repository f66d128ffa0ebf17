using System.Globalization;
using GridGov.Workflow.Activities.Cases;
using GridGov.Workflow.Activities.Deadlines;
using GridGov.Workflow.Host.Administration.ReferenceData;
using GridGov.Workflow.Host.Calendars;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;

namespace GridGov.Workflow.Host.Console.Administration;

/// <summary>The working calendar year by year, and the way a new one comes in force: check, look at what changes, confirm.</summary>
public partial class CalendarsPage
{
    // What fits in one message of a circuit (32 KB); larger calendars are chosen as a file.
    private const int MostPasted = 9000;
    private const int MostDaysTold = 60;
    private CalendarView? _year;
    private IReadOnlyList<CalendarVersionView> _versions = [];
    private CalendarChange? _change;
    private YearForm _form = new();
    private string _json = "";
    private string _checked = "";

    [Inject] private ICaseDataSource Data { get; set; } = null!;

    protected override Task OnInitializedAsync() => TryAsync(async () =>
    {
        await LoadAsync();
        Show(ChinaTime.DayOf(Session.Now).Year);
        _form.Year = ((_versions[^1].Years is [.., var last] ? last : _year!.Year) + 1).ToString(CultureInfo.InvariantCulture);
    });

    private async Task LoadAsync() => _versions = await Session.RunAsync(services => Task.FromResult(services.GetRequiredService<CalendarEditing>().List()));

    private void Show(int year) => _year = CalendarView.Of(Data.Newest.Calendar, year);

    private void Unchecked() => _change = null;

    private Task CheckAsync(string json)
    {
        (Done, _change, _checked) = (null, null, json);
        return TryAsync(async () => _change = await Session.RunAsync(services => Task.FromResult(services.GetRequiredService<CalendarEditing>().Preview(json))));
    }

    private Task AddAsync() => ActAsync(async () =>
    {
        var (json, change) = (_checked, _change!);
        await Session.RunAsync(services => services.GetRequiredService<CalendarEditing>().AddAsync(json, change.Before, Left));
        (_change, _json, _form) = (null, "", new YearForm());
        await LoadAsync();
        Show(change.NewYears is [var first, ..] ? first : change.Days is [var day, ..] ? day.Day.Year : _year!.Year);
    }, "Admin.Calendar.Added");

    private Task ReadAsync(InputFileChangeEventArgs chosen) => TryAsync(async () =>
    {
        var json = await ReadTextAsync(chosen);
        _json = json.Length <= MostPasted ? json : "";
        (Done, _change, _checked) = (null, null, json);
        _change = await Session.RunAsync(services => Task.FromResult(services.GetRequiredService<CalendarEditing>().Preview(json)));
    });

    private string YearsOf(CalendarVersionView version) => Names.List(version.Years.Select(year => year.ToString(CultureInfo.InvariantCulture)));

    private IEnumerable<string> Words(CalendarChange change)
    {
        if (change.IsNothing) yield return Texts["Admin.Calendar.Nothing"];
        foreach (var year in change.NewYears) yield return Texts.Format("Admin.Calendar.NewYear", year);
        foreach (var year in change.LostYears) yield return Texts.Format("Admin.Calendar.LostYear", year);
        foreach (var day in change.Days.Take(MostDaysTold))
        {
            var week = Texts[$"Admin.Calendar.{day.Day.DayOfWeek}"];
            yield return Texts.Format(day.IsWorking ? "Admin.Calendar.BecomesWorked" : "Admin.Calendar.BecomesOff", $"{day.Day:yyyy-MM-dd}", week);
        }

        if (change.Days.Count > MostDaysTold) yield return Texts.Format("Admin.More", change.Days.Count - MostDaysTold);
        if (change.HoursDiffer) yield return Texts["Admin.Calendar.Hours"];
        if (change.OutagesDiffer) yield return Texts["Admin.Calendar.Outages"];
    }
}
