using System.Net;
using System.Net.Mail;
using System.Text;
using System.Text.Json;
using GridGov.Workflow.Activities.Deadlines;
using GridGov.Workflow.Engine.Runtime;
using GridGov.Workflow.Host.Texts;
using Microsoft.Extensions.Options;

namespace GridGov.Workflow.Host.Notices;

/// <summary>Mails a notice to a unit's mailbox. A mail server that has taken a mail may get it again after a crash: mail knows no keys.</summary>
internal sealed class NoticeMail(IOptionsMonitor<NoticeOptions> options) : IEffectHandler
{
    public const string EffectKind = "notice-mail";
    private static readonly JsonElement Empty = JsonElement.Parse("{}"u8);

    public string Kind => EffectKind;

    public async Task<JsonElement> DeliverAsync(EffectDelivery delivery, CancellationToken cancellationToken)
    {
        var message = NoticeMessage.Read(delivery.Payload);
        var mail = options.CurrentValue.Mail;
        if (mail.Host is not { Length: > 0 } host || !mail.Units.TryGetValue(message.Unit, out var mailbox))
            throw new EffectRefusedException("notice.not-configured", $"The unit '{message.Unit}' has no mailbox any more.");
        using var letter = new MailMessage(mail.From, mailbox)
        {
            Subject = UiTexts.InChinese($"Notice.Kind.{message.Kind}", message.CaseNumber ?? ""),
            SubjectEncoding = Encoding.UTF8,
            Body = Body(message),
            BodyEncoding = Encoding.UTF8,
        };
        using var client = new SmtpClient(host, mail.Port) { EnableSsl = mail.UseTls };
        if (mail.User is { Length: > 0 } user) client.Credentials = new NetworkCredential(user, mail.Password);
        await client.SendMailAsync(letter, cancellationToken);
        return Empty;
    }

    private static string Body(NoticeMessage message) => message.DueAt is { } due
        ? UiTexts.InChinese("Notice.Mail.Due", message.CaseNumber ?? "", due.ToChina())
        : UiTexts.InChinese("Notice.Mail.Body", message.CaseNumber ?? "");
}
