using System.Globalization;
using GridGov.Workflow.Activities.Deadlines;
using GridGov.Workflow.Activities.Directory;
using GridGov.Workflow.Host.Assessment;

namespace GridGov.Workflow.Host.Console.Rates;

/// <summary>The rates of a unit in a period, and the cases behind each figure.</summary>
public partial class RatesPage
{
    // The chart compares what is alike: shares of cases where more is better.
    private static readonly string[] Charted = ["receive", "completion", "onTimeCompletion", "satisfaction", "resolution"];
    private IReadOnlyList<Unit> _units = [];
    private UnitRatesView? _rates;
    private IReadOnlyList<RateBar> _bars = [];
    private string? _unit;
    private string? _open;
    private RatesPeriod _period = RatesPeriod.ThisMonth;
    private DateOnly _from;
    private DateOnly _to;

    protected override async Task OnInitializedAsync()
    {
        (_from, _to) = (ChinaTime.DayOf(Session.Now).AddDays(-30), ChinaTime.DayOf(Session.Now));
        await TryAsync(async () =>
        {
            var own = (await Session.PersonAsync()).UnitId;
            _units = await Session.RunAsync(services => Task.FromResult(services.GetRequiredService<RateReading>().ReadableUnits()));
            _unit = _units.Any(unit => unit.Id == own) ? own : _units.Count > 0 ? _units[0].Id : null;
        });
        if (_unit is not null) await ReloadAsync();
    }

    private Task ReloadAsync() => TryAsync(async () =>
    {
        var (from, to) = RatesPeriods.Of(_period, _from, _to, Session.Now);
        _rates = await Session.RunAsync(services => services.GetRequiredService<RateReading>().ReadAsync(_unit, from, to, Left));
        _bars = [.. Charted.Where(key => _rates.Rates.TryGetValue(key, out var rate) && rate.Value is not null).Select(key => new RateBar(RateName(key), _rates.Rates[key].Value!.Value))];
    });

    private string RateName(string key) => Names.Of("Rate", Pascal(key));

    private static string Pascal(string key) => char.ToUpperInvariant(key[0]) + key[1..];

    private static string Percent(decimal value) => value.ToString("0.00", CultureInfo.InvariantCulture) + "%";
}
