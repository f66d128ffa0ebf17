namespace GridGov.Workflow.Host.Console.Rates;

/// <summary>A rate in the chart.</summary>
/// <param name="Percent">0 to 100.</param>
public sealed record RateBar(string Name, decimal Percent);
