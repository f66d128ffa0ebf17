using System.Globalization;
using GridGov.Workflow.Activities.Cases;
using GridGov.Workflow.Activities.Deadlines;
using GridGov.Workflow.Host.Problems;
using GridGov.Workflow.Host.Requests;

namespace GridGov.Workflow.Host.Deadlines;

/// <summary>A limit to try out.</summary>
/// <param name="Start">ISO 8601 with offset, such as <c>2026-03-10T10:00:00+08:00</c>.</param>
/// <param name="Limit">Above 0, at most 3660.</param>
/// <param name="RollForward">Statutory natural days only: a last day on a holiday moves to the next working day.</param>
public sealed record DeadlinePreviewRequest(
    string Start, decimal Limit, LimitUnit Unit, CountingMode Mode = CountingMode.Running, bool RollForward = false);

/// <summary>Times are given at +08:00.</summary>
/// <param name="Provisional">True when the calendar of a touched year is not published yet.</param>
public sealed record DeadlinePreview(DateTimeOffset Due, DateTimeOffset Yellow, bool Provisional);

internal static class DeadlineEndpoints
{
    private static readonly (int First, int Last) Years = (2000, 2100);

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost("/deadlines/preview", (Command<DeadlinePreviewRequest> command, ICaseDataSource data) => Preview(command.Body, data.Newest.Calendar)).WithTags("Deadlines");

    private static DeadlinePreview Preview(DeadlinePreviewRequest request, WorkCalendar calendar)
    {
        var start = ParseStart(request.Start);
        var problem = Activities.Deadlines.Limit.Problem(request.Limit, request.Unit, request.Mode, request.RollForward);
        if (problem is not null)
        {
            throw new ProblemException(StatusCodes.Status422UnprocessableEntity, "field.invalid", problem)
            {
                Field = "limit",
                Value = string.Create(CultureInfo.InvariantCulture, $"{request.Limit} {request.Unit} {request.Mode} rollForward={request.RollForward}"),
                Allowed = "above 0 and at most 3660; Statutory with whole WorkDay or NaturalDay; rollForward only with Statutory",
            };
        }

        var deadline = DeadlineCalculator.Compute(start, new Limit(request.Limit, request.Unit, request.Mode, request.RollForward), calendar);
        return new DeadlinePreview(deadline.Due.ToOffset(ChinaTime.Offset), deadline.Yellow.ToOffset(ChinaTime.Offset), deadline.Provisional);
    }

    private static DateTimeOffset ParseStart(string? text)
    {
        const string allowed = "ISO 8601 with offset, years 2000 to 2100, such as 2026-03-10T10:00:00+08:00";
        if (string.IsNullOrWhiteSpace(text)) throw ProblemException.Missing("start", allowed);
        var hasOffset = text.EndsWith('Z') || (text.Length > 6 && text[^6] is '+' or '-');
        return hasOffset
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var start)
            && start.Year >= Years.First && start.Year <= Years.Last
            ? start
            : throw ProblemException.Invalid("start", text, allowed);
    }
}
