using System.Text;

namespace GridGov.Workflow.Engine.Definitions.Documents;

/// <summary>The activity type name of a workflow usable as an activity (elsa-definition-format.md §10.6).</summary>
internal static class ActivityTypeName
{
    /// <summary>PascalCase of the definition's name: white space goes, so do dashes and underscores before a Latin letter, which becomes upper case. Chinese stays.</summary>
    /// <returns>Null for a blank name.</returns>
    public static string? Of(string? definitionName)
    {
        if (string.IsNullOrWhiteSpace(definitionName)) return null;
        var result = new StringBuilder(definitionName.Length);
        var separators = new StringBuilder();
        foreach (var character in definitionName.Trim())
        {
            if (character is '-' or '_' || char.IsWhiteSpace(character))
            {
                separators.Append(character);
                continue;
            }

            var startsWord = separators.Length > 0 || result.Length == 0;
            if (startsWord && char.IsAsciiLetter(character))
            {
                result.Append(char.ToUpperInvariant(character));
            }
            else
            {
                foreach (var kept in separators.ToString().Where(kept => !char.IsWhiteSpace(kept))) result.Append(kept);
                result.Append(character);
            }

            separators.Clear();
        }

        return result.ToString();
    }

    /// <summary>Null when the definition is not usable as an activity, or has no name.</summary>
    public static string? Of(WorkflowDocument document) => document.Options.UsableAsActivity ? Of(document.Name) : null;
}
