using System.Text.Json;
using GridGov.Workflow.Activities.Directory;

namespace GridGov.Workflow.Activities.Tests.Partners;

/// <summary>Personal values of a test, with the accesses that were made.</summary>
internal sealed class KnownValues : IPersonalValues
{
    private readonly Dictionary<string, JsonElement> _values = new()
    {
        ["pd:name"] = JsonSerializer.SerializeToElement("王小明"),
        ["pd:who"] = JsonSerializer.SerializeToElement(new { name = "王小明", phone = "13800001234" }),
    };

    public List<string> Accesses { get; } = [];

    public Task<JsonElement?> ResolveAsync(string reference, string purpose, CancellationToken cancellationToken)
    {
        Accesses.Add($"{reference} {purpose}");
        return Task.FromResult<JsonElement?>(_values.TryGetValue(reference, out var value) ? value : null);
    }
}
