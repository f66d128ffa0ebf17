using System.Security.Cryptography;
using System.Text.Json;
using GridGov.Workflow.Activities.Cases;
using GridGov.Workflow.Activities.Deadlines;
using GridGov.Workflow.Activities.Directory;
using GridGov.Workflow.Engine.Runtime;
using GridGov.Workflow.Host.Cases;
using GridGov.Workflow.Host.Requests;
using GridGov.Workflow.Host.Security;

namespace GridGov.Workflow.Host.Public;

/// <summary>What a citizen writes into the report form, as it came.</summary>
public sealed record PublicReport(string? Grid, string? Spot, string? Description, string? Name, string? Phone, bool IsConfidential, bool IsUrgent)
{
    public const int LongestWords = 2000;
    public const int LongestSpot = 200;
    public const int LongestName = 50;
    public const int LongestPhone = 20;
    private const int FewestDigits = 7;
    private const int MostDigits = 13;

    /// <summary>Reads the fields of the form.</summary>
    public static PublicReport Of(IFormCollection form) => new(
        Text(form, "grid"), Text(form, "spot"), Text(form, "description"), Text(form, "name"), Text(form, "phone"),
        form.ContainsKey("confidential"), form.ContainsKey("urgent"));

    public string PhoneDigits => new([.. (Phone ?? "").Where(char.IsAsciiDigit)]);

    /// <summary>The first thing that is wrong: the field, and the key of what to say about it; null when all is well.</summary>
    public (string Field, string Text)? Fault(DirectorySnapshot directory, DateTimeOffset now)
    {
        if (Grid is null || directory.GridByCode(Grid) is not { } grid || !grid.IsValidOn(ChinaTime.DayOf(now))) return ("grid", "Public.Fault.Grid");
        if (Description is null) return ("description", "Public.Fault.Description");
        if (Description.Length > LongestWords || Spot is { Length: > LongestSpot } || Name is { Length: > LongestName }) return ("description", "Public.Fault.TooLong");
        if (Phone is null) return null;
        var strange = Phone.Any(letter => !char.IsAsciiDigit(letter) && letter is not ('-' or ' ' or '+' or '(' or ')'));
        return strange || Phone.Length > LongestPhone || PhoneDigits.Length is < FewestDigits or > MostDigits ? ("phone", "Public.Fault.Phone") : null;
    }

    /// <summary>The report as a command of the public.</summary>
    internal Command<ReportCaseRequest> ToCommand(string key, IReadOnlyList<string> photos, CurrentUser user, IBusinessClock clock)
    {
        // Nobody can be called back who left no phone.
        var requester = Name is null && Phone is null ? null : new ReportedRequester(Name, Phone is null ? null : PhoneDigits, WantsNoReply: Phone is null, IsConfidential);
        var request = new ReportCaseRequest(
            IntakeChannel.CitizenApp, new ReportedPlace(Grid!, Spot), Description!, Requester: requester, IsUrgent: IsUrgent, Attachments: photos.Count > 0 ? photos : null);
        var hash = Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(request)));
        return new Command<ReportCaseRequest>(request, FormKey.CommandId("report", key), hash, user.Actor, clock.Now);
    }

    private static string? Text(IFormCollection form, string name) => form[name].ToString().Trim() is { Length: > 0 } text ? text : null;
}
