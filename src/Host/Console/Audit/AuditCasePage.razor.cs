using System.Globalization;
using GridGov.Workflow.Activities.Cases;
using GridGov.Workflow.Engine.History;
using GridGov.Workflow.Engine.Runtime;
using GridGov.Workflow.Host.Audit;
using GridGov.Workflow.Host.Cases;
using GridGov.Workflow.Host.Console.Cases;
using GridGov.Workflow.Host.Console.History;
using GridGov.Workflow.Host.Instances;
using GridGov.Workflow.Host.Requests;
using Microsoft.AspNetCore.Components;

namespace GridGov.Workflow.Host.Console.Audit;

/// <summary>
/// Steps through a case. What is shown as the state before and after is not read from anywhere: the core computes it again from the
/// recorded stimuli, so that looking is proving.
/// </summary>
public partial class AuditCasePage
{
    [Parameter, EditorRequired] public string CaseNumber { get; set; } = "";

    [Inject] private StoryTeller Stories { get; set; } = null!;

    [Inject] private CaseDifferences Compare { get; set; } = null!;

    [SupplyParameterFromQuery(Name = "step")] private long? Step { get; set; }

    private GovCase? Case { get; set; }

    private IReadOnlyList<StoryStep> Steps { get; set; } = [];

    private StoryStep? Current { get; set; }

    private IReadOnlyList<CaseDifference> Differences { get; set; } = [];

    private string ReplayText { get; set; } = "";

    private FlowDrawing? Picture { get; set; }

    private VerifyReply? Verified { get; set; }

    protected override async Task OnParametersSetAsync()
    {
        if (Case?.CaseNumber != CaseNumber && !await LoadAsync()) return;
        Current = Steps.Count == 0 ? null : Steps[(int)Math.Clamp((Step ?? 1) - 1, 0, Steps.Count - 1)];
        if (Current is not null) await TryAsync(ShowAsync);
    }

    private Task<bool> LoadAsync() => TryAsync(async () =>
    {
        var bursts = new List<BurstView>();
        await Session.RunAsync(async services =>
        {
            var reader = services.GetRequiredService<CaseReader>();
            var history = services.GetRequiredService<CaseHistory>();
            var (@case, state) = await reader.RequireAsync(CaseNumber, Left);
            for (long? from = 1; from is { } next;)
            {
                (var items, from) = await history.BurstsAsync(CaseNumber, next, Cursor.MaxLimit, Left);
                bursts.AddRange(items);
            }

            Picture = FlowDrawing.Of(await services.GetRequiredService<IWorkflowGraphs>().GetAsync(state.ContentHash, Left), state.Contexts.Select(context => context.NodeId), Names);
            Case = @case;
            return true;
        });
        Steps = Stories.Tell(bursts, Case!);
    });

    private Task ShowAsync() => Session.RunAsync(async services =>
    {
        var (history, number) = (services.GetRequiredService<CaseHistory>(), Current!.Number);
        var before = number > 1 ? (await history.ReplayAsync(CaseNumber, number - 1, Left)).Case : null;
        var replay = await history.ReplayAsync(CaseNumber, number, Left);
        Differences = replay.Case is { } after ? Compare.Between(before is null ? null : history.Write(before), history.Write(after)) : [];
        ReplayText = replay.Result switch
        {
            { Outcome: ReplayOutcome.Equal } => Texts["Audit.ReplayEqual"],
            { Fault: { } fault } => $"{Texts.Format("Audit.Fault", fault.Sequence, Names.Of(fault.Kind))} {(Texts.IsEnglish ? fault.Reason : fault.ReasonInChinese)}",
            { Divergence: { } divergence } => Texts.Format("Audit.ReplayDiffers", divergence.Sequence, divergence.RecordedBy),
            _ => "",
        };
        return true;
    });

    private void Go(long step) => Navigation.NavigateTo(Navigation.GetUriWithQueryParameter("step", step.ToString(CultureInfo.InvariantCulture)), replace: true);

    private Task VerifyAsync() => TryAsync(async () =>
        Verified = await Session.RunAsync(services => services.GetRequiredService<AuditTrail>().VerifyAsync(new VerifyRequest(CaseNumber), null, Left)));
}
