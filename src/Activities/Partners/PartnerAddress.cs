namespace GridGov.Workflow.Activities.Partners;

/// <summary>Address and key for one partner.</summary>
internal sealed record PartnerAddress(Uri Base, string? ApiKey)
{
    /// <summary>The partner's own entry, else the default address with its code; null when neither is configured.</summary>
    public static PartnerAddress? Find(PartnerApiOptions options, string code)
    {
        if (options.Partners.TryGetValue(code, out var own) && Read(own.BaseAddress) is { } address) return new PartnerAddress(address, own.ApiKey);
        return Read(options.BaseAddress) is { } shared ? new PartnerAddress(new Uri(shared, Uri.EscapeDataString(code) + "/"), options.ApiKey) : null;
    }

    /// <summary>The address with a closing slash, so that relative paths go below it; null when it is no absolute HTTP address.</summary>
    public static Uri? Read(string? text)
    {
        if (string.IsNullOrWhiteSpace(text) || !Uri.TryCreate(text.EndsWith('/') ? text : text + "/", UriKind.Absolute, out var uri)) return null;
        return uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps ? uri : null;
    }
}
