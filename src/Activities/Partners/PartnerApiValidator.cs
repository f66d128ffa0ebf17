using Microsoft.Extensions.Options;

namespace GridGov.Workflow.Activities.Partners;

/// <summary>Refuses bad options at start, naming option, value and what is allowed.</summary>
internal sealed class PartnerApiValidator<T> : IValidateOptions<T> where T : PartnerApiOptions
{
    private static readonly TimeSpan ShortestTry = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestTry = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongestDelivery = TimeSpan.FromMinutes(2);

    public ValidateOptionsResult Validate(string? name, T options)
    {
        var problems = Problems(options).ToList();
        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private static IEnumerable<string> Problems(T options)
    {
        var section = options.SectionName;
        if (options.BaseAddress is not null && AddressProblem(options, $"{section}:BaseAddress", options.BaseAddress) is { } problem) yield return problem;
        foreach (var (code, endpoint) in options.Partners)
        {
            if (AddressProblem(options, $"{section}:{options.MapName}:{code}:BaseAddress", endpoint.BaseAddress) is { } wrong) yield return wrong;
        }

        if (options.AttemptTimeout < ShortestTry || options.AttemptTimeout > LongestTry)
            yield return $"{section}:AttemptTimeout is {options.AttemptTimeout}; allowed is {ShortestTry} to {LongestTry}.";
        if (options.TotalTimeout <= options.AttemptTimeout || options.TotalTimeout > LongestDelivery)
            yield return $"{section}:TotalTimeout is {options.TotalTimeout}; allowed is more than AttemptTimeout ({options.AttemptTimeout}) and at most {LongestDelivery}.";
        if (options.Retries is < 1 or > 3)
            yield return $"{section}:Retries is {options.Retries}; allowed is 1 to 3.";
    }

    private static string? AddressProblem(T options, string option, string? text)
    {
        const string allowed = "allowed is an absolute https:// address without user, query or fragment, such as https://cg.example.gov.cn/workflow/";
        if (PartnerAddress.Read(text) is not { } uri || uri.UserInfo.Length > 0 || uri.Query.Length > 0 || uri.Fragment.Length > 0)
            return $"{option} is '{text}'; {allowed}.";
        return uri.Scheme == Uri.UriSchemeHttp && !uri.IsLoopback && !options.AllowPlainHttp
            ? $"{option} is '{text}'; {allowed}, or set {options.SectionName}:AllowPlainHttp for a closed network."
            : null;
    }
}
