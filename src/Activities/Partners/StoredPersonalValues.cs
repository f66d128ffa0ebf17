using System.Text.Json;
using GridGov.Workflow.Activities.Directory;
using GridGov.Workflow.Activities.PersonalData;

namespace GridGov.Workflow.Activities.Partners;

/// <summary>Takes the values out of the product's own store; the access log names the engine and the purpose.</summary>
internal sealed class StoredPersonalValues(PersonalDataStore store) : IPersonalValues
{
    private const string Reader = "engine";

    public Task<JsonElement?> ResolveAsync(string reference, string purpose, CancellationToken cancellationToken) =>
        store.ReadAsync(reference, Reader, purpose, cancellationToken);
}
