using System.Globalization;
using System.Text.Json;
using GridGov.Workflow.Activities.Assessment;
using GridGov.Workflow.Activities.Cases.Rows;
using GridGov.Workflow.Activities.Directory;
using GridGov.Workflow.Engine.Persistence;
using GridGov.Workflow.Engine.Runtime;
using GridGov.Workflow.Host.Problems;
using GridGov.Workflow.Host.Security;
using Microsoft.EntityFrameworkCore;

namespace GridGov.Workflow.Host.Assessment;

/// <summary>Reads the rates of a unit under the rights of one person: the own unit's always, those of others where statistics may be read.</summary>
internal sealed class RateReading(IWorkflowDb db, IDirectory directory, CurrentUser user, CurrentPerson person, IBusinessClock clock)
{
    private const int MaxDays = 400;

    /// <exception cref="ProblemException">An unknown unit, an impossible period, or not within the person's rights.</exception>
    public async Task<UnitRatesView> ReadAsync(string? unit, DateTimeOffset? from, DateTimeOffset? to, CancellationToken stop)
    {
        if (string.IsNullOrWhiteSpace(unit)) throw ProblemException.Missing("unit", "the id of a unit of the directory");
        var found = directory.Current.UnitById(unit) ?? throw ProblemException.Invalid("unit", unit, "the id of a unit of the directory");
        if (from is null) throw ProblemException.Missing("from", "ISO 8601 with offset");
        if (to is null) throw ProblemException.Missing("to", "ISO 8601 with offset");
        if (to <= from || to - from > TimeSpan.FromDays(MaxDays))
        {
            throw ProblemException.Invalid("to", to.Value.ToString("O", CultureInfo.InvariantCulture), $"after 'from', at most {MaxDays} days later");
        }

        if (!user.IsTrustedSystem && person.Required.UnitId != unit) person.Require(CaseAction.ReadStatistics, ScopeOf(found));
        var facts = await FactsAsync(unit, stop);
        var asOf = clock.Now;
        var rates = RateCalculator.Compute(facts, unit, from.Value, to.Value, asOf);
        return new UnitRatesView(unit, found.Name, from.Value, to.Value, asOf,
            rates.Rates.ToDictionary(pair => JsonNamingPolicy.CamelCase.ConvertName(pair.Key.ToString()), pair => View(pair.Value), StringComparer.Ordinal));
    }

    /// <summary>Units with orders of their own whose rates this person may read, in the order of the directory.</summary>
    public IReadOnlyList<Unit> ReadableUnits()
    {
        var reader = person.Required;
        return
        [
            .. directory.Current.Units.Where(unit => unit.Kind is UnitKind.Department or UnitKind.Utility or UnitKind.Township
                && (unit.Id == reader.UnitId || person.May(CaseAction.ReadStatistics, ScopeOf(unit)))),
        ];
    }

    private static CaseScope ScopeOf(Unit unit) => new() { AreaCode = unit.AreaCode };

    private async Task<List<OrderFact>> FactsAsync(string unit, CancellationToken stop)
    {
        await using var context = db.Open();
        var facts = await context.Set<WorkOrderRow>().Where(order => order.Unit == unit).Select(order => order.Fact).ToListAsync(stop);
        return facts.ConvertAll(OrderFacts.Read);
    }

    private static RateView View(Rate rate) => new(
        rate.Name, rate.Value, rate.Text, rate.Numerator, (int)rate.Denominator,
        [.. rate.NumeratorCases.Select(item => item.CaseNumber)], [.. rate.DenominatorCases.Select(item => item.CaseNumber)],
        [.. rate.ExcludedCases.Select(item => new ExcludedView(item.CaseNumber, item.Reason, item.Text))]);
}
