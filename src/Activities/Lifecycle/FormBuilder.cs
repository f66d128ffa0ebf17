using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.Json;
using GridGov.Workflow.Activities.Cases;
using GridGov.Workflow.Engine.Execution;

namespace GridGov.Workflow.Activities.Lifecycle;

/// <summary>Builds the form of a task: the subset of JSON Schema that <see cref="Engine.Tasks.FormSchema"/> checks, with Chinese titles. There are few forms; each is made once.</summary>
internal sealed class FormBuilder
{
    private static readonly ConcurrentDictionary<string, JsonElement> Made = new(StringComparer.Ordinal);
    private readonly StringBuilder _key = new();
    private readonly List<(string Name, bool Required, Action<Utf8JsonWriter> Members)> _fields = [];

    public FormBuilder Text(string name, bool required = false, int longest = 2000) => Add(name, required, $"text{longest.ToString(CultureInfo.InvariantCulture)}", json =>
    {
        json.WriteString("type", "string");
        json.WriteNumber("maxLength", longest);
    });

    public FormBuilder Moment(string name, bool required = false) => Add(name, required, "moment", json =>
    {
        json.WriteString("type", "string");
        json.WriteString("format", "date-time");
    });

    public FormBuilder Flag(string name) => Add(name, false, "flag", json => json.WriteString("type", "boolean"));

    public FormBuilder Texts(string name) => Add(name, false, "texts", json =>
    {
        json.WriteString("type", "array");
        json.WritePropertyName("items");
        JsonValues.Object(item => item.WriteString("type", "string")).WriteTo(json);
        json.WriteNumber("maxItems", 50);
    });

    /// <summary>References of attachments: <c>sha256:{hex}</c> of our own store, which the host checks; any other text is another system's.</summary>
    public FormBuilder Attachments(string name) => Add(name, false, "attachments", json =>
    {
        json.WriteString("type", "array");
        json.WritePropertyName("items");
        JsonValues.Object(item =>
        {
            item.WriteString("type", "string");
            item.WriteString("format", "attachment");
        }).WriteTo(json);
        json.WriteNumber("maxItems", 50);
    });

    public FormBuilder Choice(string name, IEnumerable<string> options, bool required = false)
    {
        string[] distinct = [.. options.Distinct(StringComparer.Ordinal)];
        return Add(name, required, string.Join(',', distinct), json =>
        {
            json.WriteString("type", "string");
            json.WritePropertyName("enum");
            JsonValues.Of(distinct).WriteTo(json);
        });
    }

    public FormBuilder Choice<T>(string name, bool required = false) where T : struct, Enum => Choice(name, Enum.GetNames<T>(), required);

    /// <summary>Reason code and text; which outcome needs them is the case's rule G1.</summary>
    public FormBuilder Reason(params IEnumerable<string> kinds) => Choice("reasonCode", kinds.SelectMany(ReasonCodes.Of)).Text("reason");

    /// <summary>Lead and assisting units with a note.</summary>
    public FormBuilder Units() => Text("leadUnit", longest: 50).Texts("assistUnits").Text("note");

    public FormBuilder Limit(string name) => Add(name, false, "limit", json =>
    {
        json.WriteString("type", "object");
        json.WritePropertyName("properties");
        new FormBuilder().Number("amount").Choice<Deadlines.LimitUnit>("unit", required: true).Choice<Deadlines.CountingMode>("mode").Flag("rollForward")
            .Build().GetProperty("properties").WriteTo(json);
    });

    public FormBuilder Number(string name, bool required = false) => Add(name, required, "number", json => json.WriteString("type", "number"));

    public JsonElement Build() => Made.GetOrAdd(_key.ToString(), static (_, builder) => builder.Make(), this);

    private JsonElement Make() => JsonValues.Object(json =>
    {
        json.WriteString("type", "object");
        json.WritePropertyName("required");
        JsonValues.Of(_fields.Where(field => field.Required).Select(field => field.Name)).WriteTo(json);
        json.WriteStartObject("properties");
        foreach (var (name, _, members) in _fields)
        {
            json.WriteStartObject(name);
            json.WriteString("title", StepTexts.Format($"Field.{name}"));
            members(json);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    });

    /// <param name="kind">What tells this field from others of its name.</param>
    private FormBuilder Add(string name, bool required, string kind, Action<Utf8JsonWriter> members)
    {
        _key.Append(name).Append(required ? '!' : ':').Append(kind).Append(';');
        _fields.Add((name, required, members));
        return this;
    }
}
