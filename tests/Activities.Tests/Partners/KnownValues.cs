using GridGov.Workflow.Activities.Directory;

namespace GridGov.Workflow.Activities.Tests.Partners;

/// <summary>Personal values of a test, with the accesses that were made.</summary>
internal sealed class KnownValues : IPersonalValues
{
    private readonly Dictionary<string, string> _values = new() { ["pd:name"] = "王小明", ["pd:phone"] = "13800001234" };

    public List<string> Accesses { get; } = [];

    public Task<string?> ResolveAsync(string reference, string purpose, CancellationToken cancellationToken)
    {
        Accesses.Add($"{reference} {purpose}");
        return Task.FromResult(_values.GetValueOrDefault(reference));
    }
}
