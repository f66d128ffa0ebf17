using System.Text.Json;
using GridGov.Workflow.Engine.Activities;
using GridGov.Workflow.Engine.Definitions;
using GridGov.Workflow.Engine.Expressions;

namespace GridGov.Workflow.Engine.Execution;

/// <summary>Why a completion goes up past its container.</summary>
internal enum Unwinding { None, Break, Composite }

/// <summary>
/// A context with what the burst needs around it: node, parent, children, evaluated inputs. This part holds the data and
/// what the interpreter calls; the other parts implement what activities see.
/// </summary>
internal sealed partial class LiveExecution(BurstRun run, ActivityContext context, ActivityNode node, LiveExecution? parent)
{
    private static readonly string[] JustDone = ["Done"];
    private JsonElement[]? _values;
    private bool[]? _evaluated;
    private ExpressionScope? _scope;

    public BurstRun Run { get; } = run;
    public ActivityContext Context { get; } = context;
    public ActivityNode Node { get; } = node;
    public LiveExecution? Parent { get; } = parent;
    public List<LiveExecution> Children { get; } = [];

    /// <summary>Children scheduled and not yet started.</summary>
    public int Queued { get; set; }

    /// <summary>Bookmarks, open tasks and unanswered effects.</summary>
    public int Waits { get; set; }

    /// <summary>The execution whose completion is being handled: goes into the call stack of what is scheduled now.</summary>
    public string? Cause { get; set; }

    public bool CompletionRequested { get; private set; }
    public IReadOnlyList<string> Outcomes { get; private set; } = JustDone;
    public Unwinding Unwinding { get; private set; }

    /// <summary>What Complete asks the nearest composite to report.</summary>
    public IReadOnlyList<string> CompositeOutcomes { get; private set; } = [];
    public bool FinishRequested { get; private set; }

    /// <summary>Outputs set in this burst, for the journal.</summary>
    public Dictionary<string, JsonElement>? OutputsSet { get; private set; }

    public bool IsRunning => Context.Status == ActivityStatus.Running;

    public bool IsComposite => Node.Activity is IComposite;

    public ExpressionScope Scope => _scope ??= new ExpressionScope(this);

    /// <summary>Evaluates the inputs in descriptor order; returns them for the journal, null when there are none.</summary>
    public Dictionary<string, JsonElement>? EvaluateInputs()
    {
        var inputs = Node.OrderedInputs;
        Dictionary<string, JsonElement>? all = null;
        for (var i = 0; i < inputs.Length; i++)
        {
            if (!inputs[i].AutoEvaluate) continue;
            (all ??= new(StringComparer.Ordinal)).Add(inputs[i].Name, Input(i).OrNull());
        }

        return all;
    }

    /// <summary>Values of the inputs evaluated so far.</summary>
    public Dictionary<string, JsonElement> EvaluatedInputs()
    {
        var inputs = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        if (_evaluated is null) return inputs;
        for (var i = 0; i < _evaluated.Length; i++)
        {
            if (_evaluated[i]) inputs.Add(Node.OrderedInputs[i].Name, _values![i]);
        }

        return inputs;
    }

    public void RequestCompletion(IReadOnlyList<string> outcomes)
    {
        if (CompletionRequested) return;
        CompletionRequested = true;
        Outcomes = outcomes.Count == 0 ? JustDone : outcomes;
    }

    /// <summary>Completes with Done and carries the end further up: to the nearest loop or composite.</summary>
    public void RequestUnwinding(Unwinding unwinding, IReadOnlyList<string> compositeOutcomes)
    {
        RequestCompletion([]);
        Unwinding = unwinding;
        CompositeOutcomes = compositeOutcomes;
    }

    /// <summary>Takes a completion request back, when a fault comes after it.</summary>
    public void WithdrawCompletion()
    {
        CompletionRequested = false;
        Unwinding = Unwinding.None;
        FinishRequested = false;
    }

    /// <summary>Declares the node's own variables, after the inputs were evaluated in the outer scope.</summary>
    public void DeclareVariables()
    {
        foreach (var slot in Node.InitialVariables) Context.Variables.Add(slot);
    }

    /// <summary>Puts a variable into this scope, or replaces its value.</summary>
    public void Declare(VariableSlot slot)
    {
        var index = Context.Variables.FindIndex(existing => string.Equals(existing.Id, slot.Id, StringComparison.Ordinal));
        if (index < 0) Context.Variables.Add(slot);
        else Context.Variables[index] = slot;
    }

    private JsonElement Input(int index)
    {
        _values ??= new JsonElement[Node.OrderedInputs.Length];
        _evaluated ??= new bool[_values.Length];
        if (_evaluated[index]) return _values[index];
        var input = Node.OrderedInputs[index];
        var value = Run.Evaluate(input.Expression, Scope, input.Type);
        _values[index] = value;
        _evaluated[index] = true;
        return value;
    }
}
