using GridGov.Workflow.Activities.Cases;
using GridGov.Workflow.Activities.Directory;
using GridGov.Workflow.Engine.Runtime;
using GridGov.Workflow.Host.Cases;
using GridGov.Workflow.Host.Console.History;
using GridGov.Workflow.Host.Console.Live;
using GridGov.Workflow.Host.Instances;
using GridGov.Workflow.Host.Requests;
using GridGov.Workflow.Host.Substitutions;
using GridGov.Workflow.Host.Tasks;
using Microsoft.AspNetCore.Components;

namespace GridGov.Workflow.Host.Console.Cases;

/// <summary>Everything about one case that its reader may see, and what the reader may do with it.</summary>
public partial class CasePage
{
    private readonly List<BurstView> _bursts = [];
    private GovCase? _case;
    private IDisposable? _updates;
    private long? _next;
    private string? _told;

    [Parameter, EditorRequired] public string CaseNumber { get; set; } = "";

    [Inject] private LiveUpdates Updates { get; set; } = null!;

    [Inject] private StoryTeller Stories { get; set; } = null!;

    /// <summary>Outcome by which the reader came here from a task, and that task.</summary>
    [SupplyParameterFromQuery(Name = "did")] private string? Did { get; set; }

    [SupplyParameterFromQuery(Name = "task")] private string? DidTask { get; set; }

    private CaseView? Case { get; set; }

    private FlowDrawing? Picture { get; set; }

    private IReadOnlyList<StoryStep> Steps { get; set; } = [];

    private IReadOnlySet<string> MyTasks { get; set; } = new HashSet<string>();

    private DateTimeOffset Now { get; set; }

    private bool MayAudit { get; set; }

    protected override async Task OnParametersSetAsync()
    {
        if (Case?.CaseNumber != CaseNumber) _bursts.Clear();
        if (!await LoadAsync()) return;
        if (Did is not null && DidTask is not null) _told = Texts.Format("Case.Did", Names.Task(DidTask), Names.Outcome(DidTask, Did));
        _updates?.Dispose();
        _updates = Updates.WatchInstance(Case!.InstanceId, () => InvokeAsync(RefreshAsync));
    }

    protected override void Leave() => _updates?.Dispose();

    private Task<bool> LoadAsync() => TryAsync(async () =>
    {
        await Session.RunAsync(async services =>
        {
            var reader = services.GetRequiredService<CaseReader>();
            var (@case, state) = await reader.RequireAsync(CaseNumber, Left);
            (Case, _case) = (reader.View(@case, state), @case);
            (var news, _next) = await services.GetRequiredService<CaseHistory>().BurstsAsync(CaseNumber, _bursts.Count + 1, Cursor.MaxLimit, Left);

            // A refresh and an action of the reader may read the same news.
            var last = _bursts.Count == 0 ? 0 : _bursts[^1].Burst;
            _bursts.AddRange(news.Where(burst => burst.Burst > last));
            Picture = FlowDrawing.Of(await services.GetRequiredService<IWorkflowGraphs>().GetAsync(state.ContentHash, Left), state.Contexts.Select(context => context.NodeId), Names);
            return true;
        });
        var person = await Session.PersonAsync();
        Person[] all = [person, .. await Session.RunAsync(services => services.GetRequiredService<Deputies>().AbsentOfAsync(person, Left))];
        MyTasks = Case!.OpenTasks
            .Where(task => all.Any(one => task.Assignee == one.Id || (task.Assignee is null && TaskEntitlement.EntriesOf(one).Any(task.Candidates.Contains))))
            .Select(task => task.Id).ToHashSet(StringComparer.Ordinal);
        MayAudit = person.Is(Role.Auditor);
        Steps = Stories.Tell(_bursts, _case!);
        Now = Session.Now;
    });

    private async Task RefreshAsync()
    {
        var before = Case?.State;
        if (!await LoadAsync()) return;
        if (before != Case!.State) _told = Texts.Format("Case.Changed", Names.Of(Case.State));
        StateHasChanged();
    }

    private async Task MoreAsync() => await LoadAsync();

    private async Task ActedAsync(string action)
    {
        await LoadAsync();
        _told = Texts.Format("Case.Acted", Names.Action(action));
    }
}
