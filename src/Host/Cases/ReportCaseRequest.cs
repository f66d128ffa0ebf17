using System.Text.Json;
using GridGov.Workflow.Activities.Cases;
using GridGov.Workflow.Activities.Deadlines;

namespace GridGov.Workflow.Host.Cases;

/// <summary>Where it is: a grid of the directory, and words that help to find the spot.</summary>
/// <param name="Text">Details of the spot; kept with the personal values, since people write names and doors into it.</param>
public sealed record ReportedPlace(string GridCode, string? Text = null, double? Longitude = null, double? Latitude = null);

/// <summary>The citizen who asks. Name and phone are stored encrypted, apart from the case.</summary>
public sealed record ReportedRequester(string? Name = null, string? Phone = null, bool WantsNoReply = false, bool IsConfidential = false);

/// <summary>A report that becomes a case.</summary>
/// <param name="CategoryCode">Code of the minor category; absent = unknown.</param>
/// <param name="Title">Words for the list, at most 60 characters; absent = category and grid. Written by staff, never by citizens.</param>
/// <param name="Requester">Absent = nobody asked (found by the grid) or anonymous.</param>
/// <param name="Attachments">References of uploaded attachments, <c>sha256:…</c>, at most 20.</param>
/// <param name="CapturedAt">When the device captured it, for reports stored offline.</param>
public sealed record ReportCaseRequest(
    IntakeChannel Channel, ReportedPlace Place, string Description, string? CategoryCode = null, CaseGrade? Grade = null, string? Title = null,
    ReportedRequester? Requester = null, bool IsUrgent = false, DateTimeOffset? CapturedAt = null, string? RepeatOf = null,
    IReadOnlyList<string>? Attachments = null);

/// <summary>Answer to a report.</summary>
/// <param name="QueryCode">For the requester: follows the case without an account.</param>
public sealed record ReportCaseReply(string CaseNumber, string QueryCode, string InstanceId, bool Repeated);

/// <summary>An action on a case: its arguments lie beside the reason.</summary>
public sealed record CaseActionArguments(JsonElement Arguments);
