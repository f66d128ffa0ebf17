using System.Text;
using System.Text.Json;
using GridGov.Workflow.Engine.Definitions.Descriptors;
using GridGov.Workflow.Engine.Definitions.Documents;

namespace GridGov.Workflow.Host.Elsa.Scripting;

/// <summary>TypeScript declarations of what a script of a definition can use (elsa-definition-format.md §7.1), for completion in the editor. Pure.</summary>
internal static class TypeDeclarations
{
    private const string Common = """
        declare const variables: WorkflowVariables;
        declare function getVariable(name: string): any;
        declare function setVariable(name: string, value: any): void;
        declare function getInput(name: string): any;
        declare function getOutputFrom(activityIdOrName: string, outputName?: string): any;
        declare function getLastResult(): any;
        declare function getWorkflowDefinitionId(): string;
        declare function getWorkflowDefinitionVersionId(): string;
        declare function getWorkflowDefinitionVersion(): number;
        declare function getWorkflowInstanceId(): string;
        declare function getCorrelationId(): string;
        declare function setCorrelationId(value: string): void;
        declare function getWorkflowInstanceName(): string;
        declare function setWorkflowInstanceName(value: string): void;
        declare function isNullOrWhiteSpace(value: string): boolean;
        declare function isNullOrEmpty(value: string): boolean;
        declare function toJson(value: any): string;
        declare function parseGuid(value: string): string;
        declare function newGuid(): string;
        declare function newGuidString(): string;
        declare function newShortGuid(): string;
        declare function bytesToString(value: any): string;
        declare function bytesFromString(value: string): any;
        declare function bytesToBase64(value: any): string;
        declare function bytesFromBase64(value: string): any;
        declare function stringToBase64(value: string): string;
        declare function stringFromBase64(value: string): string;
        declare const DateTime: any;
        declare const DateTimeOffset: any;
        declare const TimeSpan: any;
        declare const Guid: any;
        declare const Random: any;
        """;

    /// <param name="activityType">Type of the activity whose input is edited; RunJavaScript may set outcomes.</param>
    public static string Write(WorkflowDocument document, IReadOnlyList<ActivityTypeDescriptor> descriptors, string? activityType)
    {
        var text = new StringBuilder(Common.ReplaceLineEndings("\n")).Append('\n');
        text.Append("declare interface WorkflowVariables {\n");
        var variables = document.Variables.Where(variable => IsIdentifier(variable.Name)).DistinctBy(variable => variable.Name).ToList();
        foreach (var variable in variables) text.Append($"    {variable.Name}: {TypeOf(variable.Type)};\n");
        text.Append("}\n");
        foreach (var variable in variables)
        {
            var name = Pascal(variable.Name);
            text.Append($"declare function get{name}(): {TypeOf(variable.Type)};\n");
            text.Append($"declare function set{name}(value: {TypeOf(variable.Type)}): void;\n");
        }

        foreach (var input in document.Inputs.Where(input => IsIdentifier(input.Name)).DistinctBy(input => input.Name))
        {
            text.Append($"declare function get{input.Name}(): {TypeOf(input.Type)};\n");
        }

        foreach (var (output, activity, type) in Outputs(document, descriptors).Distinct())
        {
            text.Append($"declare function get{output}From{activity}(): {type};\n");
        }

        if (activityType == "Elsa.RunJavaScript")
        {
            text.Append("declare function setOutcome(name: string): void;\ndeclare function setOutcomes(names: string[]): void;\n");
        }

        return text.ToString();
    }

    private static IEnumerable<(string Output, string Activity, string Type)> Outputs(WorkflowDocument document, IReadOnlyList<ActivityTypeDescriptor> descriptors)
    {
        var byType = descriptors.GroupBy(descriptor => descriptor.TypeName).ToDictionary(group => group.Key, group => group.Last(), StringComparer.Ordinal);
        foreach (var activity in document.Activities)
        {
            if (!activity.Json.TryGetProperty("name", out var name) || name.ValueKind != JsonValueKind.String) continue;
            if (!IsIdentifier(name.GetString()!) || !byType.TryGetValue(activity.Type, out var descriptor)) continue;
            foreach (var output in descriptor.Outputs.Where(output => IsIdentifier(output.Name)))
            {
                yield return (output.Name, Pascal(name.GetString()!), TypeOf(output.TypeName));
            }
        }
    }

    private static string TypeOf(string alias) => alias switch
    {
        "String" or "Guid" or "TimeSpan" or "DateTime" or "DateTimeOffset" => "string",
        "Boolean" => "boolean",
        "Int16" or "Int32" or "Int64" or "Long" or "Single" or "Double" or "Decimal" => "number",
        _ when alias.EndsWith('?') => TypeOf(alias[..^1]) + " | null",
        _ when alias.EndsWith("[]", StringComparison.Ordinal) => Element(alias[..^2]),
        _ when alias.EndsWith('>') && alias.IndexOf('<', StringComparison.Ordinal) is > 0 and var at => Element(alias[(at + 1)..^1]),
        _ => "any",
    };

    private static string Element(string alias) => $"Array<{TypeOf(alias)}>";

    private static string Pascal(string name) => char.ToUpperInvariant(name[0]) + name[1..];

    /// <summary>Names that a script can write; others have no accessor.</summary>
    private static bool IsIdentifier(string name) =>
        name.Length > 0 && !char.IsDigit(name[0]) && name.All(character => char.IsLetterOrDigit(character) || character is '_' or '$');
}
