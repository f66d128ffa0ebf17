using System.Text.Json;
using GridGov.Workflow.Engine.Definitions.Documents;

namespace GridGov.Workflow.Engine.Definitions.Validation;

/// <summary>Names of workflow inputs and of workflow outputs are unique (elsa-definition-format.md §3.4).</summary>
internal sealed class ArgumentRule : IDefinitionRule
{
    public IEnumerable<DefinitionFault> Check(DefinitionRuleContext context) =>
        Duplicates(context, "inputs", "input.duplicate-name").Concat(Duplicates(context, "outputs", "output.duplicate-name"));

    private static IEnumerable<DefinitionFault> Duplicates(DefinitionRuleContext context, string member, string code)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        var index = -1;
        foreach (var argument in context.Document.Json.Items(member))
        {
            index++;
            if (argument.Text("name") is not { } name || names.Add(name)) continue;
            yield return DefinitionFaults.Error(code, null, $"{member}[{index}].name", name, name);
        }
    }
}
