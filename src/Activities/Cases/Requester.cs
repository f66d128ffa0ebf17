namespace GridGov.Workflow.Activities.Cases;

/// <summary>The citizen who asked. Name, phone and words are never in the state: only where they are kept, and a hash to find repeats.</summary>
/// <param name="Reference">Key of the encrypted values, <c>pd:{id}</c>; null when anonymous.</param>
/// <param name="Hash">Salted hash of the contact, hexadecimal; null when anonymous.</param>
/// <param name="WantsNoReply">要求不回复: no callback.</param>
/// <param name="IsConfidential">要求保密: hidden from the handling unit.</param>
public sealed record Requester(string? Reference, string? Hash, bool WantsNoReply, bool IsConfidential)
{
    /// <summary>True when somebody can be called back.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public bool CanBeAsked => Reference is not null && !WantsNoReply;
}
