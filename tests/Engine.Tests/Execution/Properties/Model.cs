namespace GridGov.Workflow.Engine.Tests.Execution.Properties;

/// <summary>An abstract workflow, from which both a definition and the reference run are made.</summary>
internal abstract record Node(string Id);

internal sealed record Line(string Id) : Node(Id);

internal sealed record Wait(string Id) : Node(Id);

internal sealed record InOrder(string Id, IReadOnlyList<Node> Children) : Node(Id);

internal sealed record AllAtOnce(string Id, IReadOnlyList<Node> Branches) : Node(Id);

internal sealed record Times(string Id, int Count, Node Body) : Node(Id);

internal sealed record Choice(string Id, bool Value, Node Then, Node Else) : Node(Id);

internal sealed record Chart(string Id, Chain Chain) : Node(Id);

/// <summary>A stretch of a flowchart: steps connected one after another.</summary>
internal sealed record Chain(IReadOnlyList<Step> Steps);

internal abstract record Step(string Id);

internal sealed record Run(Node Node) : Step(Node.Id);

/// <summary>A fork of all branches or a decision for one of two, and where they meet again.</summary>
/// <param name="Taken">Null = all branches; else the branch that the decision takes.</param>
/// <param name="HasJoin">True: a FlowJoin WaitAll; false: an ordinary activity joins implicitly.</param>
internal sealed record Split(string Id, int? Taken, bool HasJoin, IReadOnlyList<Chain> Branches) : Step(Id);

/// <summary>A loop by a backward connection, entered anew from its head.</summary>
internal sealed record Loop(string Id, int Count, Chain Body) : Step(Id);

/// <summary>Builds a model from a list of choices; the same list always gives the same model.</summary>
internal sealed class ModelBuilder(int[] choices)
{
    private int _next;
    private int _ids;

    public Node Node(int depth) => (depth <= 0 ? Pick(2) : Pick(8)) switch
    {
        0 => new Line(Id("w")),
        1 => new Wait(Id("t")),
        2 => new InOrder(Id("s"), Many(3, () => Node(depth - 1))),
        3 => new AllAtOnce(Id("f"), Many(3, () => Node(depth - 1))),
        4 => new Times(Id("l"), Pick(4), Node(depth - 1)),
        5 => new Choice(Id("i"), Pick(2) == 0, Node(depth - 1), Node(depth - 1)),
        _ => new Chart(Id("c"), Chain(depth - 1)),
    };

    private Chain Chain(int depth, bool mayLoop = true) => new(Many(3, () => Step(depth, mayLoop)));

    // No loop inside a branch: as in Elsa the join behind it runs in the loop's second round (elsa-definition-format.md §14).
    private Step Step(int depth, bool mayLoop)
    {
        switch (depth <= 0 ? 0 : Pick(5))
        {
            case 3:
                int? taken = Pick(2) == 0 ? null : Pick(2);
                return new Split(Id("x"), taken, taken is null && Pick(2) == 0, [Chain(depth - 1, mayLoop: false), Chain(depth - 1, mayLoop: false)]);
            case 4 when mayLoop:
                return new Loop(Id("r"), 1 + Pick(3), Chain(depth - 1));
            default:
                return new Run(Node(depth - 1));
        }
    }

    private List<T> Many<T>(int most, Func<T> make) => [.. Enumerable.Range(0, Pick(most + 1)).Select(_ => make())];

    private int Pick(int below) => _next < choices.Length ? choices[_next++] % below : 0;

    private string Id(string prefix) => $"{prefix}{++_ids}";
}
