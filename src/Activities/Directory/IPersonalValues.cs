using System.Text.Json;

namespace GridGov.Workflow.Activities.Directory;

/// <summary>
/// Reads personal and confidential values where they leave the system. State, stimuli and journal hold references only
/// (design.md §6), written <c>pd:{id}</c>.
/// </summary>
public interface IPersonalValues
{
    /// <summary>Gives the values behind a reference and logs the access with its purpose.</summary>
    /// <param name="reference">The reference, with its <c>pd:</c>.</param>
    /// <param name="purpose">Why it is read, such as <c>department-api/410999-CG/notify-order</c>; kept in the access log.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The values as they were stored, or null when they were erased, are unknown, or may not go out for this purpose.</returns>
    Task<JsonElement?> ResolveAsync(string reference, string purpose, CancellationToken cancellationToken);
}
