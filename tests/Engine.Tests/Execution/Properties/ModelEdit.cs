namespace GridGov.Workflow.Engine.Tests.Execution.Properties;

/// <summary>
/// Makes another version of a model: steps come, go, change places and get new ids, as somebody who edits a process does it.
/// The same choices always make the same edits.
/// </summary>
/// <param name="renamesOnly">True: nothing but ids changes.</param>
internal sealed class ModelEdit(int[] choices, bool renamesOnly = false)
{
    private int _next;
    private int _ids;

    /// <summary>Old id → new id of what was renamed and is still there.</summary>
    public Dictionary<string, string> Mapping { get; } = [];

    public Node Apply(Node node)
    {
        var id = Rename(node);
        return node switch
        {
            Line => new Line(id),
            Wait => new Wait(id),
            InOrder sequence => new InOrder(id, Edit(sequence.Children, Apply, New)),
            AllAtOnce fork => new AllAtOnce(id, [.. fork.Branches.Select(Apply)]),
            Times times => new Times(id, times.Count, Apply(times.Body)),
            Choice choice => choice with { Id = id, Then = Apply(choice.Then), Else = Apply(choice.Else) },
            Chart chart => new Chart(id, Apply(chart.Chain)),
            _ => throw new NotSupportedException(node.ToString()),
        };
    }

    private Chain Apply(Chain chain) => new(Edit(chain.Steps, Apply, () => new Run(New())));

    private Step Apply(Step step) => step switch
    {
        Run run => new Run(Apply(run.Node)),
        Split split => split with { Branches = [.. split.Branches.Select(Apply)] },
        Loop loop => loop with { Body = Apply(loop.Body) },
        _ => throw new NotSupportedException(step.ToString()),
    };

    private List<T> Edit<T>(IReadOnlyList<T> items, Func<T, T> apply, Func<T> make)
    {
        var edited = new List<T>();
        foreach (var item in items)
        {
            switch (renamesOnly ? 0 : Pick(12))
            {
                case 1:
                    edited.Add(make());
                    edited.Add(apply(item));
                    break;
                case 2:
                    edited.Add(apply(item));
                    edited.Add(make());
                    break;
                case 3:
                    break;
                case 4 when edited.Count > 0:
                    edited.Insert(edited.Count - 1, apply(item));
                    break;
                default:
                    edited.Add(apply(item));
                    break;
            }
        }

        return edited;
    }

    private string Rename(Node node)
    {
        if (Pick(8) != 1) return node.Id;
        return Mapping[node.Id] = $"{node.Id}n";
    }

    private Node New() => Pick(2) == 0 ? new Line($"w-new{++_ids}") : new Wait($"t-new{++_ids}");

    private int Pick(int below) => _next < choices.Length ? choices[_next++] % below : 0;
}
