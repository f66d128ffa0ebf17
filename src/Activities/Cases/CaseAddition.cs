namespace GridGov.Workflow.Activities.Cases;

/// <summary>What the requester adds to a case that runs.</summary>
/// <param name="WordsRef">Where the words are kept, <c>pd:{id}</c>; null when there are attachments only.</param>
/// <param name="Attachments">References of attachments.</param>
/// <param name="By">Directory id of who entered it.</param>
public sealed record CaseAddition(string? WordsRef, IReadOnlyList<string> Attachments, string By, DateTimeOffset At);
