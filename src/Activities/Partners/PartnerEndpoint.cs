namespace GridGov.Workflow.Activities.Partners;

/// <summary>Where one partner's system answers.</summary>
public sealed class PartnerEndpoint
{
    /// <summary>Absolute address of the partner's API; the operations are below it.</summary>
    public string? BaseAddress { get; set; }

    /// <summary>Sent as <c>X-Api-Key</c>; null sends none.</summary>
    public string? ApiKey { get; set; }
}
