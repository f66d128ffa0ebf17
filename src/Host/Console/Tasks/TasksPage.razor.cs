using System.Globalization;
using GridGov.Workflow.Activities.Directory;
using GridGov.Workflow.Host.Console.Live;
using GridGov.Workflow.Host.Console.Session;
using GridGov.Workflow.Host.Console.Shell;
using GridGov.Workflow.Host.Problems;
using GridGov.Workflow.Host.Requests;
using GridGov.Workflow.Host.Security;
using GridGov.Workflow.Host.Substitutions;
using GridGov.Workflow.Host.Tasks;
using Microsoft.AspNetCore.Components;

namespace GridGov.Workflow.Host.Console.Tasks;

/// <summary>What waits for me. The address holds the filters, so that coming back from a task finds the same list.</summary>
public partial class TasksPage
{
    private static readonly string?[] Lights = [null, "Red", "Yellow", "Green", "None"];
    private readonly HashSet<string> _chosen = new(StringComparer.Ordinal);
    private IReadOnlyList<InboxEntry>? _entries;
    private string? _words;
    private (int Done, int All)? _claiming;
    private string? _claimed;
    private string _key = FormKey.New();
    private InboxWatch? _watch;
    private IDisposable? _updates;
    private ITimer? _minute;

    [Inject] private LiveUpdates Updates { get; set; } = null!;

    [Inject] private TaskActs Acts { get; set; } = null!;

    [Inject] private ProblemTexts Problems { get; set; } = null!;

    [Inject] private TimeProvider Time { get; set; } = null!;

    [SupplyParameterFromQuery(Name = "light")] private string? Light { get; set; }

    [SupplyParameterFromQuery(Name = "name")] private string? Name { get; set; }

    [SupplyParameterFromQuery(Name = "held")] private string? Held { get; set; }

    [SupplyParameterFromQuery(Name = "q")] private string? Words { get; set; }

    [SupplyParameterFromQuery(Name = "page")] private int? Page { get; set; }

    private InboxView? View { get; set; }

    private DateTimeOffset Now { get; set; }

    private bool IsNarrowed => Light is not null || Name is not null || Held is not null || !string.IsNullOrEmpty(Words);

    private bool AreAllChosen => View!.Rows.Where(row => row.Assignee is null).All(row => _chosen.Contains(row.Id));

    protected override async Task OnInitializedAsync()
    {
        await ReloadAsync();
        if (Problem is not null) return;
        var person = await Session.PersonAsync();
        var absent = await Session.RunAsync(services => services.GetRequiredService<Deputies>().AbsentOfAsync(person, Left));
        _watch = new InboxWatch(InboxReach.Of(person, absent));
        _watch.Shows(_entries!.Select(entry => entry.InstanceId));
        _updates = Updates.WatchInbox(_watch, () => InvokeAsync(RefreshAsync));
        _minute = Time.CreateTimer(_ => _ = InvokeAsync(Redraw), null, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1));
    }

    protected override void OnParametersSet()
    {
        _words = Words;
        Arrange();
    }

    protected override void Leave()
    {
        _updates?.Dispose();
        _minute?.Dispose();
    }

    private Task<bool> ReloadAsync() => TryAsync(async () =>
    {
        _entries = await Session.RunAsync(async services =>
        {
            var person = services.GetRequiredService<CurrentPerson>().Required;
            return await services.GetRequiredService<InboxIndex>().ReadAsync(person, await services.GetRequiredService<Deputies>().AbsentOfAsync(person, Left), Left);
        });
        _watch?.Shows(_entries.Select(entry => entry.InstanceId));
        _chosen.IntersectWith(_entries.Where(entry => entry.Assignee is null).Select(entry => entry.Id));
        Arrange();
    });

    private async Task RefreshAsync()
    {
        if (_claiming is not null) return;
        await ReloadAsync();
        StateHasChanged();
    }

    private void Redraw()
    {
        Arrange();
        StateHasChanged();
    }

    private void Arrange()
    {
        if (_entries is null) return;
        Now = Session.Now;
        View = InboxView.Of(_entries, new InboxNarrowing(Light, Name, Words, Held), Page ?? 1, Now);
    }

    private void SearchAsync() => Narrow("q", _words);

    private void Narrow(string parameter, string? value)
    {
        var query = new Dictionary<string, object?> { [parameter] = string.IsNullOrEmpty(value) ? null : value };
        if (parameter != "page") query["page"] = null;
        Navigation.NavigateTo(Navigation.GetUriWithQueryParameters(query), replace: true);
    }

    private void Choose(string id, bool chosen) => _ = chosen ? _chosen.Add(id) : _chosen.Remove(id);

    private void ChooseAll(ChangeEventArgs change)
    {
        foreach (var row in View!.Rows.Where(row => row.Assignee is null)) Choose(row.Id, change.Value is true);
    }

    private async Task ClaimAsync(InboxEntry row)
    {
        if (await TryAsync(() => Acts.ClaimAsync(row.Id, _key, Left)))
        {
            _key = FormKey.New();
            _claimed = Texts.Format("Tasks.Claimed", row.Title ?? Names.Task(row.Name));
        }

        var refused = Problem;
        await ReloadAsync();
        Problem ??= refused;
    }

    private async Task ClaimChosenAsync()
    {
        string[] chosen = [.. View!.Rows.Where(row => _chosen.Contains(row.Id)).Select(row => row.Id), .. _chosen.Except(View.Rows.Select(row => row.Id))];
        var failed = new List<string>();
        _claimed = null;
        for (var done = 0; done < chosen.Length; done++)
        {
            _claiming = (done, chosen.Length);
            StateHasChanged();
            try
            {
                await Acts.ClaimAsync(chosen[done], _key, Left);
            }
            catch (ProblemException refused)
            {
                failed.Add(Problems.Of(refused));
            }
        }

        _claiming = null;
        _key = FormKey.New();
        _chosen.Clear();
        _claimed = failed.Count == 0
            ? Texts.Format("Tasks.ClaimedAll", chosen.Length)
            : Texts.Format("Tasks.ClaimedSome", chosen.Length - failed.Count, failed.Count, failed[0]);
        await ReloadAsync();
    }
}
