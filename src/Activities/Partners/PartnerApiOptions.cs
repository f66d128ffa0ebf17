namespace GridGov.Workflow.Activities.Partners;

/// <summary>How the systems of departments or grids are called.</summary>
public abstract class PartnerApiOptions
{
    /// <summary>
    /// Address for every partner without one of its own; the partner's code is appended: <c>{BaseAddress}/{code}/</c>.
    /// Null leaves those partners without an address.
    /// </summary>
    public string? BaseAddress { get; set; }

    /// <summary>Key for the default address, sent as <c>X-Api-Key</c>; null sends none.</summary>
    public string? ApiKey { get; set; }

    /// <summary>Allows <c>http://</c> to other machines. Off by default: only loopback may go without TLS.</summary>
    public bool AllowPlainHttp { get; set; }

    /// <summary>Longest wait for one try, 100 ms to 1 min.</summary>
    public TimeSpan AttemptTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Longest delivery with its tries, longer than <see cref="AttemptTimeout"/>, at most 2 min and below the outbox's own.</summary>
    public TimeSpan TotalTimeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>Further tries inside one delivery, 1 to 3. Few, because the outbox delivers again.</summary>
    public int Retries { get; set; } = 1;

    /// <summary>Name of the configuration section, for messages.</summary>
    internal abstract string SectionName { get; }

    /// <summary>Name of the map of partners, for messages.</summary>
    internal abstract string MapName { get; }

    /// <summary>Addresses by partner code.</summary>
    internal abstract IReadOnlyDictionary<string, PartnerEndpoint> Partners { get; }
}
