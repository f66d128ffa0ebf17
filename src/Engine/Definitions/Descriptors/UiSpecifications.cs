namespace GridGov.Workflow.Engine.Definitions.Descriptors;

/// <summary>The <c>uiSpecifications</c> of an input by its UI hint (elsa-studio-contract.md §10.2).</summary>
public static class UiSpecifications
{
    /// <summary>Extra key with the name of a live pick list; Studio ignores it, the options route reads it.</summary>
    public const string SourceKey = "optionsSource";

    /// <summary>Specifications with a pick list, for hints that show one; empty for others. Also the answer of the options route.</summary>
    public static IReadOnlyDictionary<string, object?> WithItems(string uiHint, IEnumerable<SelectItem> items) => uiHint switch
    {
        "dropdown" => One("dropdown", new
        {
            SelectList = new { Items = items.ToArray(), IsFlagsEnum = false, SortItems = false },
            ProviderName = (string?)null,
        }),
        "radiolist" => One("radiolist", new { RadioList = new { Items = items.ToArray(), IsFlagsEnum = false } }),
        "checklist" => One("checklist", new
        {
            CheckList = new { Items = items.Select(item => new { item.Text, item.Value, IsChecked = false }).ToArray(), IsFlagsEnum = false },
        }),
        _ => new Dictionary<string, object?>(),
    };

    internal static IReadOnlyDictionary<string, object?> Of(string uiHint, string? syntax, IReadOnlyList<string>? options, string? optionsSource)
    {
        if (optionsSource is not null)
        {
            // Refresh makes Studio ask for the list whenever the panel is built.
            return new Dictionary<string, object?>(WithItems(uiHint, [])) { ["Refresh"] = true, [SourceKey] = optionsSource };
        }

        return uiHint switch
        {
            "dropdown" or "radiolist" or "checklist" => WithItems(uiHint, (options ?? []).Select(value => new SelectItem(value, value))),
            "code-editor" => One("code-editor", new { Language = Language(syntax) }),
            "json-editor" => One("code-editor", new { Language = "json" }),
            _ => new Dictionary<string, object?>(),
        };
    }

    private static string Language(string? syntax) => syntax switch
    {
        "JavaScript" => "javascript",
        "Liquid" => "liquid",
        "Object" => "json",
        _ => "plaintext",
    };

    private static Dictionary<string, object?> One(string key, object value) => new() { [key] = value };
}
