using System.Collections.Frozen;
using GridGov.Workflow.Activities.Directory;
using GridGov.Workflow.Activities.Lifecycle;

namespace GridGov.Workflow.Activities.Cases;

/// <summary>
/// The commands for the case page and <c>POST /api/cases/{n}/actions/{action}</c>: the only list of them. What moves a case
/// along its drawn way (filing, receiving, replying, verifying, evaluating) is a task and not here.
/// </summary>
public static class CaseCommandInfos
{
    public static IReadOnlyList<CaseCommandInfo> All { get; } =
    [
        new("urge", [CaseAction.Urge], Form(f => f.Text("text", required: true))),
        new("supervise", [CaseAction.Supervise], Form(f => f.Choice<SupervisionLevel>("level", required: true).Text("text", required: true))),
        new("answerSupervision", [CaseAction.Receive], Form(f => f.Text("supervisionId", required: true, longest: 60).Text("text", required: true))),
        new("escalate", [CaseAction.Escalate], Form(f => f.Number("level").Text("reason", required: true))),
        new("withdraw", [CaseAction.Withdraw], Form(f => f.Reason("Withdraw"))),
        new("void", [CaseAction.FileOrDecline], Form(f => f.Reason("Void"))),
        new("referOut", [CaseAction.FileOrDecline], Form(f => f.Reason("ReferOut"))),
        new("merge", [CaseAction.Merge], Form(f => f.Text("into", required: true, longest: 40).Reason("Merge"))),
        new("assignHandler", [CaseAction.AssignHandler], Order(f => f.Text("handler", required: true, longest: 100))),
        new("releaseHandler", [CaseAction.AssignHandler], Order(f => f)),
        new("stageReport", [CaseAction.Receive, CaseAction.Reply], Order(f => f.Text("text", required: true))),
        new("requestReturn", [CaseAction.RequestReturn], Order(f => f.Reason("Return").Attachments("evidence"))),
        new("decideReturn", [CaseAction.DecideReturn], Decision()),
        new("dispute", [CaseAction.RequestReturn], Order(f => f.Reason("OwnershipDispute").Attachments("evidence"))),
        new("rejectDispute", [CaseAction.Designate], Form(f => f.Reason("Designate"))),
        new("designate", [CaseAction.Designate], Form(f => f.Units().Reason("Designate"))),
        new("requestExtension", [CaseAction.RequestExtension], Order(f => f.Limit("delay").Reason("Extension").Attachments("evidence"))),
        new("decideExtension", [CaseAction.ApproveExtension, CaseAction.ApproveLongExtension], Decision()),
        new("requestSuspension", [CaseAction.RequestSuspension], Order(f => f.Moment("until", required: true).Text("plan", required: true).Reason("Suspension").Attachments("evidence"))),
        new("decideSuspension", [CaseAction.ApproveSuspension], Decision()),
        new("resume", [CaseAction.RequestSuspension, CaseAction.ApproveSuspension], Form(f => f)),
        new("moveToBacklog", [CaseAction.ApproveSuspension], Form(f => f.Reason("Backlog"))),
        new("timeoutAppeal", [CaseAction.RequestExemption], Order(f => f.Reason("TimeoutAppeal").Attachments("evidence")), IsMark: true),
        new("decideAppeal", [CaseAction.ReviewExemption, CaseAction.Exempt], Decision(), IsMark: true),
        new("requestExclusion", [CaseAction.RequestExemption], Order(f => f.Reason("Exclusion").Attachments("evidence")), IsMark: true),
        new("decideExclusion", [CaseAction.ReviewExemption, CaseAction.Exempt], Decision(), IsMark: true),
        new("markFalseClosure", [CaseAction.Supervise], Form(f => f.Text("text", required: true)), IsMark: true),
        new("reopen", [CaseAction.Reopen], Form(f => f.Text("newFacts", required: true).Text("newCaseNumber", required: true, longest: 40)), IsMark: true),
        new("archive", [CaseAction.Close], Form(f => f), IsMark: true),
    ];

    /// <summary>All names, for errors that tell what is allowed.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. All.Select(info => info.Name).Order(StringComparer.Ordinal)];

    private static FrozenDictionary<string, CaseCommandInfo> ByName { get; } = All.ToFrozenDictionary(info => info.Name, StringComparer.Ordinal);

    /// <summary>The command, or null when people cannot give it this way.</summary>
    public static CaseCommandInfo? Find(string name) => ByName.GetValueOrDefault(name);

    private static System.Text.Json.JsonElement Form(Func<FormBuilder, FormBuilder> fields) => fields(new FormBuilder()).Build();

    private static System.Text.Json.JsonElement Order(Func<FormBuilder, FormBuilder> fields) => Form(form => fields(form.Text("orderId", longest: 60)));

    private static System.Text.Json.JsonElement Decision() => Form(form => form.Text("approvalId", longest: 60).Flag("accept").Text("opinion"));
}
