using System.Text.Json;
using GridGov.Workflow.Host.Problems;
using GridGov.Workflow.Host.Security;

namespace GridGov.Workflow.Host.Attachments;

/// <summary>
/// The door through which attachments enter a case: what a command names must be stored, and the actor must have it, from an
/// upload of its own or from the same case. Knowing a hash alone opens nothing.
/// </summary>
internal sealed class AttachmentAcceptance(AttachmentStore store, CurrentUser user)
{
    private const string Allowed = "sha256: and the 64 hexadecimal digits of an attachment that you have uploaded, or that the case has already; or the reference of another system";

    /// <summary>Checks the attachments that a form's data names, and makes them the case's.</summary>
    /// <exception cref="ProblemException">422 naming the field.</exception>
    public async Task AcceptAsync(JsonElement form, JsonElement data, string? caseNumber, CancellationToken stop)
    {
        var uses = await CheckAsync(AttachmentFields.In(form, data, "data"), caseNumber, stop);
        if (caseNumber is not null) await AttachAsync(uses, caseNumber, stop);
    }

    /// <summary>Checks references; those of other systems pass.</summary>
    /// <param name="caseNumber">The case whose own attachments count too; null for a new one.</param>
    public async Task<IReadOnlyList<AttachmentUseRow>> CheckAsync(IEnumerable<(string Path, string Value)> references, string? caseNumber, CancellationToken stop)
    {
        var uses = new List<AttachmentUseRow>();
        foreach (var (path, value) in references.Where(reference => AttachmentReference.IsOurs(reference.Value)))
        {
            var hash = AttachmentReference.HashOf(value) ?? throw ProblemException.Invalid(path, value, Allowed);
            var found = await store.FindAsync(hash, AttachmentUseRow.Person(user.Actor.Id), stop)
                ?? (caseNumber is null ? null : await store.FindAsync(hash, AttachmentUseRow.Case(caseNumber), stop))
                ?? throw ProblemException.Invalid(path, value, Allowed);
            uses.Add(found.Use);
        }

        return uses;
    }

    public async Task AttachAsync(IReadOnlyList<AttachmentUseRow> uses, string caseNumber, CancellationToken stop)
    {
        foreach (var use in uses) await store.AttachAsync(use, caseNumber, user.Actor.Id, stop);
    }
}
