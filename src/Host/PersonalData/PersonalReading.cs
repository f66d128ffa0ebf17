using System.Text.Json;
using GridGov.Workflow.Activities.Cases;
using GridGov.Workflow.Activities.Directory;
using GridGov.Workflow.Activities.PersonalData;
using GridGov.Workflow.Host.Cases;
using GridGov.Workflow.Host.Problems;
using GridGov.Workflow.Host.Security;

namespace GridGov.Workflow.Host.PersonalData;

/// <summary>Why somebody looks at the personal values of a case.</summary>
public enum PersonalPurpose
{
    /// <summary>受理核实.</summary>
    Intake,

    /// <summary>现场核实.</summary>
    FactCheck,

    /// <summary>联系诉求人办理.</summary>
    Handling,

    /// <summary>回访.</summary>
    Callback,

    /// <summary>督办.</summary>
    Supervision,
}

/// <summary>Personal values of a case.</summary>
/// <param name="IsMasked">True when role and purpose do not go together: only the outline is shown.</param>
/// <param name="Requester">Who asked; null when anonymous, or erased.</param>
/// <param name="Words">What the requester added or said of the result, oldest first.</param>
/// <param name="Description">What was reported, in the reporter's words; null when there is none, or erased.</param>
public sealed record PersonalView(string CaseNumber, PersonalPurpose Purpose, bool IsMasked, JsonElement? Requester, JsonElement? Description,
    IReadOnlyList<PersonalWords> Words);

/// <summary>The requester's own words that came later: an addition, or what belongs to an evaluation.</summary>
public sealed record PersonalWords(DateTimeOffset At, JsonElement Text);

/// <summary>
/// Gives out the personal values of a case under role and purpose. Every look is in the database before the value leaves, masked
/// ones too.
/// </summary>
internal sealed class PersonalReading(CaseReader cases, PersonalDataStore store, CurrentPerson person)
{
    private static readonly Dictionary<PersonalPurpose, CaseAction[]> Rights = new()
    {
        [PersonalPurpose.Intake] = [CaseAction.FileOrDecline, CaseAction.SendFactCheck],
        [PersonalPurpose.FactCheck] = [CaseAction.FactCheck],
        [PersonalPurpose.Handling] = [CaseAction.Receive, CaseAction.Reply],
        [PersonalPurpose.Callback] = [CaseAction.CallBack],
        [PersonalPurpose.Supervision] = [CaseAction.Supervise],
    };

    /// <exception cref="ProblemException">422 without a purpose of the list; 404 when this person may not read the case.</exception>
    public async Task<PersonalView> ReadAsync(string caseNumber, string? purpose, CancellationToken stop)
    {
        var allowed = string.Join(", ", Enum.GetNames<PersonalPurpose>());
        if (string.IsNullOrWhiteSpace(purpose)) throw ProblemException.Missing("purpose", allowed);
        if (!Enum.TryParse<PersonalPurpose>(purpose, ignoreCase: true, out var why) || !Enum.IsDefined(why)) throw ProblemException.Invalid("purpose", purpose, allowed);
        var reader = person.Required;
        var (@case, _) = await cases.RequireAsync(caseNumber, stop);
        var masked = !IsEntitled(reader, @case, why);
        return new PersonalView(
            @case.CaseNumber, why, masked,
            await ValueAsync(@case.Requester.Reference), await ValueAsync(@case.DescriptionRef), await WordsAsync());

        async Task<IReadOnlyList<PersonalWords>> WordsAsync()
        {
            var words = new List<PersonalWords>();
            var said = (@case.Additions ?? []).Select(addition => (addition.At, addition.WordsRef)).Concat(@case.Evaluations.Select(evaluation => (evaluation.At, evaluation.WordsRef)));
            foreach (var (at, reference) in said.OrderBy(item => item.At))
                if (await ValueAsync(reference) is { } value) words.Add(new PersonalWords(at, value));
            return words;
        }

        async Task<JsonElement?> ValueAsync(string? reference)
        {
            if (reference is null) return null;
            var value = await store.ReadAsync(reference, reader.Id, $"{why} {@case.CaseNumber}{(masked ? " masked" : "")}", stop);
            return value is { } clear && masked ? Masking.Of(clear) : value;
        }
    }

    // Software gets values with its effects, not by looking.
    // What the requester keeps from the handling unit stays kept from it, whatever the purpose (domain.md §2.3 ③).
    private static bool IsEntitled(Person reader, GovCase @case, PersonalPurpose purpose)
    {
        if (reader.IsSystem || (@case.Requester.IsConfidential && purpose == PersonalPurpose.Handling)) return false;
        var scope = CaseRights.ScopeOf(@case, reader);
        return Rights[purpose].Any(right => RoleMatrix.Allows(reader, right, scope).Allowed);
    }
}
