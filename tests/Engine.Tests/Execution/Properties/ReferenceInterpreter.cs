namespace GridGov.Workflow.Engine.Tests.Execution.Properties;

/// <summary>
/// What a model should do, written as directly as possible: continuations in one first-in-first-out queue. Knows nothing of
/// contexts, counters, bookmarks or states.
/// </summary>
internal sealed class ReferenceInterpreter
{
    private readonly Queue<Action> _queue = new();
    private readonly SortedDictionary<string, Action> _waiting = new(StringComparer.Ordinal);

    public ReferenceInterpreter(Node root)
    {
        Schedule(root, () => IsFinished = true);
        Drain();
    }

    public List<string> Lines { get; } = [];
    public bool IsFinished { get; private set; }
    public IReadOnlyList<string> Waiting => [.. _waiting.Keys];

    public void Complete(string name)
    {
        _waiting.Remove(name, out var done);
        done!();
        Drain();
    }

    private void Drain()
    {
        while (_queue.TryDequeue(out var next)) next();
    }

    private void Schedule(Node node, Action done) => _queue.Enqueue(() => Execute(node, done));

    private void Execute(Node node, Action done)
    {
        switch (node)
        {
            case Line:
                Lines.Add(node.Id);
                done();
                break;
            case Wait:
                _waiting.Add(node.Id, done);
                break;
            case InOrder sequence:
                OneAfterAnother(sequence.Children, 0, done);
                break;
            case AllAtOnce { Branches.Count: 0 }:
                done();
                break;
            case AllAtOnce fork:
                var left = fork.Branches.Count;
                foreach (var branch in fork.Branches)
                {
                    Schedule(branch, () =>
                    {
                        if (--left == 0) done();
                    });
                }

                break;
            case Times times:
                Repeat(times, 1, done);
                break;
            case Choice choice:
                Schedule(choice.Value ? choice.Then : choice.Else, done);
                break;
            case Chart chart:
                Follow(chart.Chain, 0, done);
                break;
        }
    }

    private void OneAfterAnother(IReadOnlyList<Node> children, int index, Action done)
    {
        if (index == children.Count) done();
        else Schedule(children[index], () => OneAfterAnother(children, index + 1, done));
    }

    private void Repeat(Times times, int round, Action done)
    {
        if (round > times.Count) done();
        else Schedule(times.Body, () => Repeat(times, round + 1, done));
    }

    private void Follow(Chain chain, int index, Action done)
    {
        if (index == chain.Steps.Count)
        {
            done();
            return;
        }

        var onward = () => Follow(chain, index + 1, done);
        switch (chain.Steps[index])
        {
            case Run run:
                Schedule(run.Node, onward);
                break;
            case Split split:
                _queue.Enqueue(() => Branch(split, onward));
                break;
            case Loop loop:
                Round(loop, 1, onward);
                break;
        }
    }

    private void Branch(Split split, Action onward)
    {
        var taken = split.Taken is { } one ? [split.Branches[one]] : split.Branches;
        var left = taken.Count;
        foreach (var branch in taken)
        {
            Follow(branch, 0, () =>
            {
                if (--left > 0) return;
                _queue.Enqueue(() =>
                {
                    if (!split.HasJoin) Lines.Add(split.Id + "m");
                    onward();
                });
            });
        }
    }

    private void Round(Loop loop, int round, Action onward) => _queue.Enqueue(() =>
    {
        Lines.Add(loop.Id + "h");
        Follow(loop.Body, 0, () => _queue.Enqueue(() =>
        {
            if (round < loop.Count) Round(loop, round + 1, onward);
            else onward();
        }));
    });
}
