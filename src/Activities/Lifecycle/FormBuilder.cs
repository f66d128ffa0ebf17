using System.Text.Json;
using GridGov.Workflow.Activities.Cases;
using GridGov.Workflow.Engine.Execution;

namespace GridGov.Workflow.Activities.Lifecycle;

/// <summary>Builds the form of a task: the subset of JSON Schema that <see cref="Engine.Tasks.FormSchema"/> checks, with Chinese titles.</summary>
internal sealed class FormBuilder
{
    private readonly Dictionary<string, JsonElement> _properties = new(StringComparer.Ordinal);
    private readonly List<string> _required = [];

    public FormBuilder Text(string name, bool required = false, int longest = 2000) => Add(name, required, json =>
    {
        json.WriteString("type", "string");
        json.WriteNumber("maxLength", longest);
    });

    public FormBuilder Moment(string name, bool required = false) => Add(name, required, json =>
    {
        json.WriteString("type", "string");
        json.WriteString("format", "date-time");
    });

    public FormBuilder Flag(string name) => Add(name, false, json => json.WriteString("type", "boolean"));

    public FormBuilder Texts(string name) => Add(name, false, json =>
    {
        json.WriteString("type", "array");
        json.WritePropertyName("items");
        JsonValues.Object(item => item.WriteString("type", "string")).WriteTo(json);
        json.WriteNumber("maxItems", 50);
    });

    public FormBuilder Choice(string name, IEnumerable<string> options, bool required = false) => Add(name, required, json =>
    {
        json.WriteString("type", "string");
        json.WritePropertyName("enum");
        JsonValues.Of(options.Distinct(StringComparer.Ordinal)).WriteTo(json);
    });

    public FormBuilder Choice<T>(string name, bool required = false) where T : struct, Enum => Choice(name, Enum.GetNames<T>(), required);

    /// <summary>Reason code and text; which outcome needs them is the case's rule G1.</summary>
    public FormBuilder Reason(params IEnumerable<string> kinds) => Choice("reasonCode", kinds.SelectMany(ReasonCodes.Of)).Text("reason");

    /// <summary>Lead and assisting units with a note.</summary>
    public FormBuilder Units() => Text("leadUnit", longest: 50).Texts("assistUnits").Text("note");

    public FormBuilder Limit(string name) => Add(name, false, json =>
    {
        json.WriteString("type", "object");
        json.WritePropertyName("properties");
        new FormBuilder().Number("amount").Choice<Deadlines.LimitUnit>("unit", required: true).Choice<Deadlines.CountingMode>("mode").Flag("rollForward")
            .Build().GetProperty("properties").WriteTo(json);
    });

    public FormBuilder Number(string name, bool required = false) => Add(name, required, json => json.WriteString("type", "number"));

    public JsonElement Build() => JsonValues.Object(json =>
    {
        json.WriteString("type", "object");
        json.WritePropertyName("required");
        JsonValues.Of(_required).WriteTo(json);
        json.WritePropertyName("properties");
        JsonValues.Of(_properties).WriteTo(json);
    });

    private FormBuilder Add(string name, bool required, Action<Utf8JsonWriter> members)
    {
        _properties[name] = JsonValues.Object(json =>
        {
            json.WriteString("title", StepTexts.Format($"Field.{name}"));
            members(json);
        });
        if (required) _required.Add(name);
        return this;
    }
}
