using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using GridGov.Workflow.Activities.Deadlines;
using GridGov.Workflow.Engine.Execution;

namespace GridGov.Workflow.Activities.Cases.Commands;

/// <summary>
/// <c>report</c>: creates the case (domain.md §2.3 ①). Arguments: channel, title, place { text, gridCode, areaCode, longitude?,
/// latitude? }, category?, grade?, descriptionRef?, requester { reference?, hash?, wantsNoReply?, isConfidential? }?,
/// reporterUnit?, capturedAt?, isUrgent?, repeatOf?, attachments?, and from the host caseNumber and queryCode.
/// </summary>
internal static class ReportCommand
{
    private const string QueryAlphabet = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";

    public static SubjectResult Apply(SubjectRequest request, CaseData data)
    {
        var a = new CommandArguments(request.Arguments);
        var (place, requester) = (ReadPlace(a), ReadRequester(a));
        var (channel, title, grade) = (a.Choice<IntakeChannel>("channel"), a.Text("title", 200), a.OptionalChoice<CaseGrade>("grade"));
        var (category, description) = (a.OptionalText("category", 20), a.PersonalReference("descriptionRef"));
        var (number, code, unit) = (a.OptionalText("caseNumber", 40), a.OptionalText("queryCode", 20), a.OptionalText("reporterUnit", 50));
        var (captured, urgent, repeat) = (a.OptionalMoment("capturedAt"), a.Flag("isUrgent"), a.OptionalText("repeatOf", 40));
        var attachments = a.Texts("attachments");
        if (category is not null && data.CatalogueOn(ChinaTime.DayOf(request.Now))?.Find(category) is null)
            a.Reject("Argument.Choice", "category", category, data.CatalogueOn(ChinaTime.DayOf(request.Now))?.Version ?? "—");
        if (a.Problem is { } problem) return new SubjectResult(null, [], [], default, problem);

        var created = New(request, place, requester, channel, title, grade ?? (urgent ? CaseGrade.Urgent : CaseGrade.General)) with
        {
            CaseNumber = number ?? FallbackNumber(place.AreaCode, request),
            QueryCode = code ?? FallbackCode(request.InstanceId),
            Category = category,
            DescriptionRef = description,
            ReporterUnit = unit,
            CapturedAt = captured,
            IsUrgent = urgent,
            RepeatOf = repeat,
            Attachments = attachments.Count > 0 ? attachments : null,
        };
        var turn = new CaseTurn(created, request, data, null!);
        var web = channel == IntakeChannel.CitizenApp ? "web" : null;
        created = created with { Clocks = new CaseClocks(Accept: turn.Start(LimitStage.Accept, web)) };
        var answer = JsonSerializer.SerializeToElement(new ReportAnswer(created.CaseNumber, created.QueryCode), ReportJson.Default.ReportAnswer);
        return new SubjectResult(created, [new SubjectSignal("Reported", null, default)], [new SubjectTransition("case", "", nameof(CaseState.Reported), request.Command)], answer, null);
    }

    private static GovCase New(SubjectRequest request, Place place, Requester requester, IntakeChannel channel, string title, CaseGrade grade) => new()
    {
        Format = GovCase.CurrentFormat,
        InstanceId = request.InstanceId,
        CaseNumber = "",
        QueryCode = "",
        State = CaseState.Reported,
        Stage = Stage.Discover,
        Returns = [],
        Channel = channel,
        Grade = grade,
        Title = title,
        Place = place,
        Reporter = request.Actor.Id,
        Requester = requester,
        IsUrgent = false,
        ReportedAt = request.Now.ToChina(),
        ChangedAt = request.Now.ToChina(),
        Clocks = new CaseClocks(),
        Orders = [],
        Approvals = [],
        Supervisions = [],
        Conferences = [],
        Verifications = [],
        CallbackTries = [],
        Evaluations = [],
        EscalationLevel = 0,
        ReworkCount = 0,
        RedoCount = 0,
        ShuffleCount = 0,
    };

    private static Place ReadPlace(CommandArguments arguments)
    {
        if (!arguments.Has("place")) arguments.Reject("Argument.Missing", "place");
        var a = arguments.Inner("place");
        var place = new Place(a.Text("text", 200), a.Text("gridCode", 20), a.Text("areaCode", 20), a.OptionalNumber("longitude"), a.OptionalNumber("latitude"));
        if (place.Longitude is < -180 or > 180) a.Reject("Argument.Kind", "longitude", "−180 到 180 之间的度数");
        if (place.Latitude is < -90 or > 90) a.Reject("Argument.Kind", "latitude", "−90 到 90 之间的度数");
        arguments.Adopt(a);
        return place;
    }

    private static Requester ReadRequester(CommandArguments arguments)
    {
        var a = arguments.Inner("requester");
        var requester = new Requester(a.PersonalReference("reference"), a.OptionalText("hash", 128), a.Flag("wantsNoReply"), a.Flag("isConfidential"));
        arguments.Adopt(a);
        return requester;
    }

    // A case started from the designer has no host that allots numbers. The letter keeps it apart from allotted ones.
    private static string FallbackNumber(string area, SubjectRequest request)
    {
        var division = area.Length >= 6 ? area[..6] : area.PadRight(6, '0');
        var hash = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(request.InstanceId)).AsSpan(0, 5));
        return string.Create(CultureInfo.InvariantCulture, $"{division}{ChinaTime.DayOf(request.Now):yyyyMMdd}T{hash}");
    }

    private static string FallbackCode(string instanceId)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes("query:" + instanceId));
        return string.Create(8, hash, static (span, bytes) =>
        {
            for (var i = 0; i < span.Length; i++) span[i] = QueryAlphabet[bytes[i] % QueryAlphabet.Length];
        });
    }
}
