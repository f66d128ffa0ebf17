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

/// <summary>One rate with the cases behind it.</summary>
/// <param name="Value">Percent with two decimals; null when the denominator is 0.</param>
/// <param name="Text">As printed: <c>84.62%</c>, or that nothing was due.</param>
public sealed record RateView(
    string Name, decimal? Value, string Text, decimal Numerator, int Denominator,
    IReadOnlyList<string> NumeratorCases, IReadOnlyList<string> DenominatorCases, IReadOnlyList<ExcludedView> ExcludedCases);

/// <summary>A case that does not count, and why.</summary>
public sealed record ExcludedView(string CaseNumber, ExclusionReason Reason, string Text);

/// <summary>The rates of a unit in a period; keys: receiveRate (接哨率), completionRate (办结率), satisfactionRate (满意率), and more.</summary>
public sealed record UnitRatesView(
    string Unit, string UnitName, DateTimeOffset From, DateTimeOffset To, DateTimeOffset AsOf, IReadOnlyDictionary<string, RateView> Rates);

internal static class AssessmentEndpoints
{
    private const int MaxDays = 400;

    public static void Map(IEndpointRouteBuilder api) => api.MapGet("/assessment/rates", RatesAsync).WithTags("Assessment");

    private static async Task<UnitRatesView> RatesAsync(
        IWorkflowDb db, IDirectory directory, CurrentUser user, CurrentPerson person, IBusinessClock clock, CancellationToken stop,
        string? unit = null, DateTimeOffset? from = null, DateTimeOffset? to = null)
    {
        if (string.IsNullOrWhiteSpace(unit)) throw ProblemException.Missing("unit", "the id of a unit of the directory");
        var found = directory.Current.UnitById(unit) ?? throw ProblemException.Invalid("unit", unit, "the id of a unit of the directory");
        if (from is null) throw ProblemException.Missing("from", "ISO 8601 with offset");
        if (to is null) throw ProblemException.Missing("to", "ISO 8601 with offset");
        if (to <= from || to - from > TimeSpan.FromDays(MaxDays))
        {
            throw ProblemException.Invalid("to", to.Value.ToString("O", CultureInfo.InvariantCulture), $"after 'from', at most {MaxDays} days later");
        }

        if (!user.IsTrustedSystem && person.Required.UnitId != unit) person.Require(CaseAction.ReadStatistics, new CaseScope { AreaCode = found.AreaCode });
        var facts = await FactsAsync(db, unit, stop);
        var asOf = clock.Now;
        var rates = RateCalculator.Compute(facts, unit, from.Value, to.Value, asOf);
        return new UnitRatesView(unit, found.Name, from.Value, to.Value, asOf,
            rates.Rates.ToDictionary(pair => JsonNamingPolicy.CamelCase.ConvertName(pair.Key.ToString()), pair => View(pair.Value), StringComparer.Ordinal));
    }

    private static async Task<List<OrderFact>> FactsAsync(IWorkflowDb db, string unit, CancellationToken stop)
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
