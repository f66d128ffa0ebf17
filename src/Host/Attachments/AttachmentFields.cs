using System.Text.Json;

namespace GridGov.Workflow.Host.Attachments;

/// <summary>Finds the values of a form's data that are attachments: those whose schema says <c>format: attachment</c>.</summary>
internal static class AttachmentFields
{
    public const string Format = "attachment";

    /// <param name="path">Path of the data, for errors; <c>data</c> for a task.</param>
    public static IEnumerable<(string Path, string Value)> In(JsonElement form, JsonElement data, string path)
    {
        if (form.ValueKind != JsonValueKind.Object) yield break;
        switch (data.ValueKind)
        {
            case JsonValueKind.Object when form.TryGetProperty("properties", out var properties):
                foreach (var member in data.EnumerateObject())
                {
                    if (!properties.TryGetProperty(member.Name, out var inner)) continue;
                    foreach (var found in In(inner, member.Value, $"{path}.{member.Name}")) yield return found;
                }

                break;
            case JsonValueKind.Array when form.TryGetProperty("items", out var items):
                var index = 0;
                foreach (var item in data.EnumerateArray())
                {
                    foreach (var found in In(items, item, $"{path}[{index}]")) yield return found;
                    index++;
                }

                break;
            case JsonValueKind.String when form.TryGetProperty("format", out var format) && format.ValueEquals(Format):
                yield return (path, data.GetString()!);
                break;
        }
    }
}
