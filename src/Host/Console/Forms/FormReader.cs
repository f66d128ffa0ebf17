using System.Text.Json;
using GridGov.Workflow.Activities.Cases;
using GridGov.Workflow.Host.Console.Texts;
using GridGov.Workflow.Host.Texts;

namespace GridGov.Workflow.Host.Console.Forms;

/// <summary>Reads the fields to ask for from a form (the subset of JSON Schema of tasks and actions).</summary>
internal sealed class FormReader(FieldOptions options, Names names, UiTexts texts)
{
    /// <param name="form">Undefined or null = nothing to ask for.</param>
    /// <param name="use">The fields that matter; null = all of the form.</param>
    public IReadOnlyList<FormField> Fields(JsonElement? form, FieldUse? use, FormContext context)
    {
        if (form is not { ValueKind: JsonValueKind.Object } schema || !schema.TryGetProperty("properties", out var properties)) return [];
        var required = schema.TryGetProperty("required", out var listed) ? listed.EnumerateArray().Select(item => item.GetString()!).ToList() : [];
        var wanted = use is null ? properties.EnumerateObject().Select(property => property.Name) : use.Names.Union(required, StringComparer.Ordinal);
        return
        [
            .. wanted.Where(name => properties.TryGetProperty(name, out _))
                .Select(name => Field(name, properties.GetProperty(name), required.Contains(name) || use?.Needs(name) == true, context)),
        ];
    }

    private FormField Field(string name, JsonElement schema, bool isRequired, FormContext context)
    {
        var kind = FormField.KindOf(schema);
        IReadOnlyList<FieldOption> list = [];
        if (options.For(name, context) is { Count: > 0 } known)
        {
            (kind, list) = (kind == FieldKind.Texts ? FieldKind.Choices : FieldKind.Choice, known);
        }
        else if (kind == FieldKind.Choice)
        {
            list = [.. schema.GetProperty("enum").EnumerateArray().Select(item => item.GetString()!).Where(value => Belongs(name, value, context)).Select(value => new FieldOption(value, OptionText(name, value, context)))];
        }
        else if (kind == FieldKind.Texts && name == "evidence")
        {
            kind = FieldKind.Evidence;
        }

        var parts = kind == FieldKind.Limit ? Fields(schema, null, context) : [];
        return new FormField(name, Label(name, schema), kind, isRequired, FormField.MaxLengthOf(schema), list, parts);
    }

    // A process of one's own may have fields that no resource knows: their title is what its author wrote.
    private string Label(string name, JsonElement schema) =>
        texts.Find("Field." + name) ?? (schema.TryGetProperty("title", out var title) ? title.GetString() : null) ?? name;

    private static bool Belongs(string field, string value, FormContext context) =>
        field != "reasonCode" || context.Reason is not { } kind || ReasonCodes.Of(kind).Contains(value);

    private string OptionText(string field, string value, FormContext context) =>
        field == "reasonCode" ? names.Reason(context.Reason, value) : names.Of("Option." + field, value);
}
