using System.Collections.Immutable;
using System.Text.Json;
using GridGov.Workflow.Engine.Definitions;
using GridGov.Workflow.Engine.Expressions;

namespace GridGov.Workflow.Engine.Activities.Branching;

/// <summary>A case of a switch: its label is data and never changed (elsa-definition-format.md trap T7).</summary>
internal sealed record SwitchCase(string Label, CompiledExpression? Condition, ActivityNode? Child);

/// <summary>Reads and evaluates the cases of Switch and FlowSwitch.</summary>
internal static class SwitchCases
{
    public static ImmutableArray<SwitchCase> Compile(ActivityCompilation compilation)
    {
        var cases = ImmutableArray.CreateBuilder<SwitchCase>();
        var children = compilation.Node.Children;
        var child = 0;
        foreach (var item in compilation.Node.Json.Items("cases"))
        {
            var site = new ExpressionSite(compilation.Node.Id, $"cases[{cases.Count}].condition");
            var condition = item.Member("condition");
            var hasActivity = ActivityChildren.IsActivity(item.Member("activity"));
            cases.Add(new SwitchCase(
                item.Text("label") ?? "",
                condition.ValueKind == JsonValueKind.Undefined ? null : compilation.Expressions.Compile(condition, site, compilation.Faults),
                hasActivity ? children[child++].Node : null));
        }

        return cases.DrainToImmutable();
    }

    /// <summary>The true cases in order: only the first one unless all are asked for.</summary>
    public static List<SwitchCase> Matching(IActivityExecution x, bool all)
    {
        var matching = new List<SwitchCase>();
        foreach (var candidate in (ImmutableArray<SwitchCase>)x.Node.Compiled!)
        {
            if (candidate.Condition is null || x.Evaluate(candidate.Condition, "Boolean").ValueKind != JsonValueKind.True) continue;
            matching.Add(candidate);
            if (!all) break;
        }

        return matching;
    }
}
