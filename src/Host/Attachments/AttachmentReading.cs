using GridGov.Workflow.Host.Cases;
using GridGov.Workflow.Host.Problems;
using GridGov.Workflow.Host.Security;

namespace GridGov.Workflow.Host.Attachments;

/// <summary>Gives attachments to those who uploaded them or may read one of their cases.</summary>
internal sealed class AttachmentReading(AttachmentStore store, CaseReader cases, CurrentUser user)
{
    private const string CaseHolder = "case:";

    /// <exception cref="ProblemException">404 when there is no such attachment for this person.</exception>
    public async Task<AttachmentView> RequireAsync(string reference, CancellationToken stop)
    {
        var hash = AttachmentReference.HashOf(reference);
        if (hash is null || await store.FindAsync(hash, stop) is not { } row) throw ProblemException.NotFound("attachment", reference);
        var own = AttachmentUseRow.Person(user.Actor.Id);
        foreach (var use in await store.UsesOfAsync(hash, stop))
        {
            if (use.Holder == own || user.IsTrustedSystem) return AttachmentView.Of(row, use);
            if (use.Holder.StartsWith(CaseHolder, StringComparison.Ordinal) && await cases.MayReadAsync(use.Holder[CaseHolder.Length..], stop))
                return AttachmentView.Of(row, use);
        }

        throw ProblemException.NotFound("attachment", reference);
    }

    /// <exception cref="ProblemException">404 when this person may not read the case.</exception>
    public async Task<IReadOnlyList<AttachmentView>> OfCaseAsync(string caseNumber, CancellationToken stop)
    {
        await cases.RequireAsync(caseNumber, stop);
        return await store.OfCaseAsync(caseNumber, stop);
    }
}
