using Microsoft.Extensions.Options;

namespace GridGov.Workflow.Host.Notices;

/// <summary>Where notices go beside the console; section <c>GridGov:Notices</c>.</summary>
public sealed class NoticeOptions
{
    public const string Section = HostOptions.Section + ":Notices";

    /// <summary>Hosts that webhooks may go to, such as <c>oa.example.cn</c>; nothing else is called.</summary>
    public IList<string> AllowedHosts { get; } = [];

    /// <summary>Webhooks by unit id.</summary>
    public IDictionary<string, WebhookTarget> Webhooks { get; } = new Dictionary<string, WebhookTarget>(StringComparer.Ordinal);

    /// <summary>Mail to units; off while no host is named.</summary>
    public MailOptions Mail { get; } = new();

    /// <summary>Whether anybody is told beside the console.</summary>
    internal bool HasTargets => Webhooks.Count > 0 || (Mail.IsOn && Mail.Units.Count > 0);

    /// <summary>The kinds of effect that tell a unit; empty for most units.</summary>
    internal IEnumerable<string> WaysTo(string unit)
    {
        if (Webhooks.ContainsKey(unit)) yield return NoticeWebhook.EffectKind;
        if (Mail.IsOn && Mail.Units.ContainsKey(unit)) yield return NoticeMail.EffectKind;
    }
}

/// <summary>Where one unit's system takes notices, and the secret that it checks them with.</summary>
public sealed class WebhookTarget
{
    public string Url { get; set; } = "";

    /// <summary>At least 32 characters, known to this unit only.</summary>
    public string Secret { get; set; } = "";
}

/// <summary>The mail server, and the mailbox of each unit's desk. Mailboxes of persons would be personal data.</summary>
public sealed class MailOptions
{
    public string? Host { get; set; }
    public int Port { get; set; } = 587;
    public bool UseTls { get; set; } = true;
    public string? User { get; set; }
    public string? Password { get; set; }
    public string From { get; set; } = "";

    /// <summary>Mailboxes by unit id.</summary>
    public IDictionary<string, string> Units { get; } = new Dictionary<string, string>(StringComparer.Ordinal);

    internal bool IsOn => Host is { Length: > 0 };
}

/// <summary>Refuses a configuration that would send notices where they do not belong.</summary>
internal sealed class NoticeOptionsCheck : IValidateOptions<NoticeOptions>
{
    private const int ShortestSecret = 32;

    public ValidateOptionsResult Validate(string? name, NoticeOptions options)
    {
        var faults = new List<string>();
        foreach (var (unit, target) in options.Webhooks)
        {
            var where = $"{NoticeOptions.Section}:Webhooks:{unit}";
            if (target.Secret.Length < ShortestSecret) faults.Add($"{where}:Secret has {target.Secret.Length} characters; at least {ShortestSecret} are needed.");
            if (!Uri.TryCreate(target.Url, UriKind.Absolute, out var url)) faults.Add($"{where}:Url is '{target.Url}'; an absolute address is needed.");
            else if (!options.AllowedHosts.Contains(url.Host, StringComparer.OrdinalIgnoreCase)) faults.Add($"{where}:Url goes to '{url.Host}', which is not in {NoticeOptions.Section}:AllowedHosts.");
            else if (url.Scheme != Uri.UriSchemeHttps && !url.IsLoopback) faults.Add($"{where}:Url is '{target.Url}'; only https leaves this machine.");
        }

        if (options.Mail.Host is { Length: > 0 } && options.Mail.From.Length == 0) faults.Add($"{NoticeOptions.Section}:Mail:From is missing; the address that mails come from.");
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }
}
