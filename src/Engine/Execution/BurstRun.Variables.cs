using System.Text.Json;
using GridGov.Workflow.Engine.Definitions;
using GridGov.Workflow.Engine.Expressions;

namespace GridGov.Workflow.Engine.Execution;

/// <summary>Variables by scope, outputs and their bindings (elsa-definition-format.md §5.2, §6.1).</summary>
internal sealed partial class BurstRun
{
    /// <summary>The nearest variable with this id, from the execution outward.</summary>
    public static (LiveExecution Owner, int Index)? FindById(LiveExecution from, string id)
    {
        for (var at = from; at is not null; at = at.Parent)
        {
            var variables = at.Context.Variables;
            for (var i = 0; i < variables.Count; i++)
            {
                if (string.Equals(variables[i].Id, id, StringComparison.Ordinal)) return (at, i);
            }
        }

        return null;
    }

    /// <summary>The nearest variable with this name, from the execution outward.</summary>
    public static (LiveExecution Owner, int Index)? FindByName(LiveExecution from, string name)
    {
        for (var at = from; at is not null; at = at.Parent)
        {
            var variables = at.Context.Variables;
            for (var i = 0; i < variables.Count; i++)
            {
                if (string.Equals(variables[i].Name, name, StringComparison.Ordinal)) return (at, i);
            }
        }

        return null;
    }

    public void SetVariableByName(LiveExecution from, string name, JsonElement value)
    {
        if (FindByName(from, name) is var (owner, index))
        {
            WriteVariable(owner, index, value);
            return;
        }

        // Created in the nearest container, so that the activities after this one see it.
        var container = from.Parent ?? from;
        while (container.Parent is not null && !container.IsComposite && !container.Node.Shape.IsContainer)
        {
            container = container.Parent;
        }

        container.Context.Variables.Add(new VariableSlot(name, name, "Object", JsonValues.Null));
        WriteVariable(container, container.Context.Variables.Count - 1, value);
    }

    public void WriteVariable(LiveExecution owner, int index, JsonElement value)
    {
        var slot = owner.Context.Variables[index];
        var converted = ConvertFor("变量", slot.Name, slot.Type, value);
        owner.Context.Variables[index] = slot with { Value = converted };
        Journal(new JournalEntry(EntryKind.VariableSet, owner.Node.NodeId, owner.Context.Id, Name: slot.Name, Data: converted));
    }

    public void RecordOutput(LiveExecution by, string name, JsonElement value)
    {
        var nodeId = by.Node.NodeId;
        var outputs = State.ActivityOutputs.GetValueOrDefault(nodeId);
        if ((_ownOutputs ??= new(StringComparer.Ordinal)).Add(nodeId))
        {
            outputs = outputs is null ? new Dictionary<string, JsonElement>(StringComparer.Ordinal) : new Dictionary<string, JsonElement>(outputs);
            State.ActivityOutputs[nodeId] = outputs;
        }

        outputs![name] = value;
        if (string.Equals(name, "result", StringComparison.OrdinalIgnoreCase)) State.LastResult = value;
    }

    /// <summary>Gives an output to what it is bound to: a variable in scope, else a declared workflow output of that name.</summary>
    public void Bind(LiveExecution by, string target, JsonElement value)
    {
        // A composite's own bindings belong to the scope that uses it.
        var from = by.IsComposite && by.Parent is not null ? by.Parent : by;
        if (FindById(from, target) is var (owner, index)) WriteVariable(owner, index, value);
        else if (DeclaresOutput(target)) SetWorkflowOutput(from, target, value);
    }

    /// <summary>Sets an output of the nearest composite that declares it, else of the workflow.</summary>
    public void SetWorkflowOutput(LiveExecution from, string name, JsonElement value)
    {
        for (var at = from.Parent; at is not null; at = at.Parent)
        {
            if (at.Node.Compiled is not CompositeInfo info) continue;
            foreach (var output in info.Outputs)
            {
                if (!string.Equals(output.Argument.Name, name, StringComparison.Ordinal)) continue;
                var converted = ConvertFor("输出", name, output.Argument.Type, value);
                at.Declare(new VariableSlot(name, name, output.Argument.Type, converted));
                Journal(new JournalEntry(EntryKind.OutputSet, at.Node.NodeId, at.Context.Id, Name: name, Data: converted));
                return;
            }
        }

        foreach (var output in Graph.Outputs)
        {
            if (string.Equals(output.Name, name, StringComparison.Ordinal)) value = ConvertFor("输出", name, output.Type, value);
        }

        State.Output[name] = value.OrNull();
        Journal(new JournalEntry(EntryKind.OutputSet, from.Node.NodeId, from.Context.Id, Name: name, Data: value.OrNull()));
    }

    private bool DeclaresOutput(string name)
    {
        foreach (var output in Graph.Outputs)
        {
            if (string.Equals(output.Name, name, StringComparison.Ordinal)) return true;
        }

        return false;
    }

    private JsonElement ConvertFor(string what, string name, string type, JsonElement value)
    {
        try
        {
            return _converter.Convert(value, type).OrNull();
        }
        catch (ExpressionException e)
        {
            throw new ExpressionException(
                e.Code, $"{what}“{name}”的类型是 {type}，不能接受值 {JsonMembers.Shorten(value.OrNull().GetRawText())}：{e.Message}", e);
        }
    }
}
