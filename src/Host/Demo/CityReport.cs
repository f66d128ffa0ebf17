using System.Text.Json;

namespace GridGov.Workflow.Host.Demo;

/// <summary>One rate of one unit, by the diary and by the product.</summary>
internal sealed record Comparison(string Unit, string Period, string Rate, Figure Own, IReadOnlyList<string> Numerator, IReadOnlyList<string> Denominator)
{
    public IEnumerable<string> Differing => Both(Own.Numerator, Numerator).Concat(Both(Own.Denominator, Denominator)).Distinct().Order(StringComparer.Ordinal);

    public bool Agrees => Own.Numerator.SequenceEqual(Numerator) && Own.Denominator.SequenceEqual(Denominator);

    private static IEnumerable<string> Both(IReadOnlyList<string> own, IReadOnlyList<string> theirs) => own.Except(theirs).Concat(theirs.Except(own));
}

/// <summary>Compares the diary's figures with the product's for all units and periods, and writes the tables.</summary>
internal sealed class CityReport(Town town, TextWriter output)
{
    private static readonly TimeSpan Zone = TimeSpan.FromHours(8);
    private static readonly (string Name, string Key)[] Rates = [("接哨率", "receive"), ("办结率", "completion"), ("按期办结率", "onTimeCompletion"), ("满意率", "satisfaction")];
    private static readonly DateTimeOffset MonthBegin = new(2026, 3, 1, 0, 0, 0, Zone);
    private static readonly (string Name, DateTimeOffset From, DateTimeOffset To)[] Periods =
    [
        ("三月", MonthBegin, MonthBegin.AddMonths(1)),
        ("三月上旬", MonthBegin, MonthBegin.AddDays(10)),
        ("三月中旬", MonthBegin.AddDays(10), MonthBegin.AddDays(20)),
    ];

    /// <summary>Figures of every unit that had an order.</summary>
    public async Task<IReadOnlyList<Comparison>> CompareAsync()
    {
        var units = town.Log.Lines.Where(line => line.Deed == Deed.Sent).Select(line => line.Unit!).Distinct().Order(StringComparer.Ordinal).ToList();
        var assessor = town.People.WithRole("Assessor");
        var all = new List<Comparison>();
        foreach (var (name, from, to) in Periods.Where(period => period.From <= town.Now))
        {
            var own = new LogRates(town.Log, from, to, town.Now);
            foreach (var unit in units)
            {
                var figures = own.Of(unit);
                var view = await town.ReadAsync(assessor, $"/api/assessment/rates?unit={unit}&from={Uri.EscapeDataString(from.ToString("O"))}&to={Uri.EscapeDataString(to.ToString("O"))}");
                Figure[] mine = [figures.Receive, figures.Completion, figures.OnTime, figures.Satisfaction];
                all.AddRange(Rates.Select((rate, i) => Read(unit, name, rate, mine[i], view.GetProperty("rates"))));
            }
        }

        return all;
    }

    public void WriteTable(IReadOnlyList<Comparison> comparisons)
    {
        output.WriteLine();
        output.WriteLine($"{Pad("单位", 32)}{Pad("作风", 6)}{string.Concat(Rates.Select(rate => Pad(rate.Name, 24)))}");
        foreach (var unit in comparisons.Where(c => c.Period == Periods[0].Name).GroupBy(c => c.Unit))
        {
            output.Write(Pad(town.People.UnitNames.GetValueOrDefault(unit.Key, unit.Key), 32) + Pad(City.NameOf(City.MannerOf(unit.Key)), 6));
            foreach (var rate in unit) output.Write(Pad($"{rate.Own.Text} ({rate.Own.Numerator.Count}/{rate.Own.Denominator.Count}){(rate.Agrees ? "" : " ✗")}", 24));
            output.WriteLine();
        }
    }

    public void WriteTally(DepartmentServer partners)
    {
        var tally = town.Tally;
        output.WriteLine();
        output.WriteLine($"上报 {tally["report"]} 件；派单 {tally["dispatched"]}，吹哨 {tally["whistle"]}，网格自行处置 {tally["selfHandled"]}，作废 {tally["voided"]}，撤回 {tally["withdrawn"]}。");
        output.WriteLine($"申请退回 {tally["returnAsked"]}（成立 {tally["returnAccepted"]}，不成立 {tally["returnRejected"]}）；权属争议 {tally["disputed"]}，指定 {tally["designated"]}；延期 {tally["extended"]}，挂账 {tally["suspended"]}。");
        output.WriteLine($"验证不通过 {tally["verifyFailed"]}；群众评价 {tally["citizenRated"]}，网格评价 {tally["gridRated"]}，回访无应答 {tally["noAnswer"]} 次；申诉或剔除成立 {tally["upheld"]}。");
        output.WriteLine($"逐级升级 {tally["escalation"]} 次；联席会议 {tally["meeting"]} 次。");
        output.WriteLine($"部门、网格接口收到 {partners.Notices.Count} 次调用，其中重复 {partners.Repeats} 次只办一次，曾答复“稍后再来” {partners.Faults} 次。");
        if (tally.Refusals.Count == 0) return;
        output.WriteLine("产品按规则拒绝的操作：");
        foreach (var (what, count) in tally.Refusals) output.WriteLine($"  {what} × {count}");
    }

    /// <summary>Prints what differs; true when nothing does.</summary>
    public bool WriteDifferences(IReadOnlyList<Comparison> comparisons)
    {
        foreach (var finding in town.Findings) output.WriteLine("有误：" + finding);
        foreach (var differing in comparisons.Where(c => !c.Agrees))
        {
            output.WriteLine($"不一致：{differing.Period} {town.People.UnitNames.GetValueOrDefault(differing.Unit, differing.Unit)} {differing.Rate}："
                + $"日志 {differing.Own.Numerator.Count}/{differing.Own.Denominator.Count}，产品 {differing.Numerator.Count}/{differing.Denominator.Count}；案件 {string.Join("、", differing.Differing)}");
        }

        var agrees = town.Findings.IsEmpty && comparisons.All(c => c.Agrees);
        output.WriteLine(agrees
            ? $"核对：{comparisons.Select(c => c.Unit).Distinct().Count()} 个单位、{comparisons.Count} 项指标，日志与产品逐案一致。"
            : "核对：日志与产品不一致。");
        return agrees;
    }

    private static Comparison Read(string unit, string period, (string Name, string Key) rate, Figure own, JsonElement rates)
    {
        if (!rates.TryGetProperty(rate.Key, out var view) && !rates.TryGetProperty(rate.Key + "Rate", out view))
            throw new DemoException($"产品没有给出指标“{rate.Key}”；有 {string.Join("、", rates.EnumerateObject().Select(r => r.Name))}。");
        return new Comparison(unit, period, rate.Name, own, Cases(view, "numeratorCases"), Cases(view, "denominatorCases"));
    }

    private static string[] Cases(JsonElement rate, string member) =>
        [.. rate.GetProperty(member).EnumerateArray().Select(item => item.ValueKind == JsonValueKind.String ? item.GetString()! : item.GetProperty("caseNumber").GetString()!).Order(StringComparer.Ordinal)];

    // A Chinese character takes two columns of a terminal.
    private static string Pad(string text, int columns)
    {
        var width = text.Sum(letter => letter >= '\u2e80' ? 2 : 1);
        return text + new string(' ', Math.Max(1, columns - width));
    }
}
