namespace GridGov.Workflow.Engine.Tests.Execution.Properties;

/// <summary>
/// What must still happen in a model of which some activities are live: everything that is drawn after them and that no decision
/// passes by. Written against the model alone.
/// </summary>
internal sealed class Obligations(IReadOnlySet<string> live)
{
    /// <summary>Lines and waits that must run at least once, by id.</summary>
    public IEnumerable<string> After(Node node) => node switch
    {
        InOrder sequence => After(sequence.Children, Holds, After, All),
        AllAtOnce fork => fork.Branches.Where(Holds).SelectMany(After),
        Times times => Holds(times.Body) ? After(times.Body) : [],
        Choice choice => new[] { choice.Then, choice.Else }.Where(Holds).SelectMany(After),
        Chart chart => After(chart.Chain),
        _ => [],
    };

    private IEnumerable<string> After(Chain chain) => After(chain.Steps, Holds, After, All);

    private IEnumerable<string> After(Step step) => step switch
    {
        Run run => After(run.Node),
        Split split => split.Branches.Where(Holds).SelectMany(After),
        Loop loop => After(loop.Body),
        _ => [],
    };

    private static IEnumerable<string> After<T>(IReadOnlyList<T> items, Func<T, bool> holds, Func<T, IEnumerable<string>> after, Func<T, IEnumerable<string>> all)
    {
        var passed = false;
        foreach (var item in items)
        {
            foreach (var id in passed ? all(item) : holds(item) ? after(item) : []) yield return id;
            passed |= holds(item);
        }
    }

    private bool Holds(Node node) => live.Contains(node.Id);

    private bool Holds(Step step) => step switch
    {
        Run run => Holds(run.Node),
        Split split => split.Branches.Any(Holds),
        Loop loop => Holds(loop.Body) || live.Contains(loop.Id),
        _ => false,
    };

    private bool Holds(Chain chain) => chain.Steps.Any(Holds);

    private static IEnumerable<string> All(Node node) => node switch
    {
        Line or Wait => [node.Id],
        InOrder sequence => sequence.Children.SelectMany(All),
        AllAtOnce fork => fork.Branches.SelectMany(All),
        Times times => times.Count > 0 ? All(times.Body) : [],
        Choice choice => All(choice.Value ? choice.Then : choice.Else),
        Chart chart => chart.Chain.Steps.SelectMany(All),
        _ => [],
    };

    private static IEnumerable<string> All(Step step) => step switch
    {
        Run run => All(run.Node),
        Split split => split.Branches.Where((_, i) => split.Taken is null || split.Taken == i).SelectMany(branch => branch.Steps.SelectMany(All)),
        Loop loop => loop.Body.Steps.SelectMany(All),
        _ => [],
    };
}
