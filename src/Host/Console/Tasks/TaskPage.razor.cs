using System.Text.Json;
using GridGov.Workflow.Activities.Cases;
using GridGov.Workflow.Activities.Deadlines;
using GridGov.Workflow.Activities.Directory;
using GridGov.Workflow.Activities.Lifecycle;
using GridGov.Workflow.Engine.Tasks;
using GridGov.Workflow.Host.Cases;
using GridGov.Workflow.Host.Console.Forms;
using GridGov.Workflow.Host.Console.History;
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

/// <summary>One task: the case it is about, its form, and its outcomes.</summary>
public partial class TaskPage
{
    // Of a task that names no outcomes.
    private const string NoChoice = "Done";
    private IDisposable? _updates;
    private GovCase? _case;
    private string _key = FormKey.New();
    private string? _told;
    private bool _isDelegating;
    private bool _wasOpen;
    private string? _to;
    private string? _reason;

    [Parameter, EditorRequired] public string Id { get; set; } = "";

    [Inject] private LiveUpdates Updates { get; set; } = null!;

    [Inject] private TaskActs Acts { get; set; } = null!;

    [Inject] private FormReader Forms { get; set; } = null!;

    [Inject] private FormFaults Faults { get; set; } = null!;

    [Inject] private ProblemTexts Problems { get; set; } = null!;

    [Inject] private StoryTeller Stories { get; set; } = null!;

    [Inject] private IDirectory Directory { get; set; } = null!;

    private HumanTask? Task { get; set; }

    private CaseView? Case { get; set; }

    private IReadOnlyList<StoryStep>? Steps { get; set; }

    private DateTimeOffset Now { get; set; }

    /// <summary>The absent person whose task it is, for a deputy.</summary>
    private string? OnBehalfOf { get; set; }

    private string Me { get; set; } = "";

    private FormValues Values { get; } = new();

    private IReadOnlyList<FormField> Fields { get; set; } = [];

    private string Chosen { get; set; } = NoChoice;

    private IReadOnlyList<FieldOption> Colleagues { get; set; } = [];

    /// <summary>What the task can end with, as far as the person has the right to it.</summary>
    private IReadOnlyList<string> Outcomes { get; set; } = [];

    private bool IsDone => Task!.Status is HumanTaskStatus.Completed or HumanTaskStatus.Cancelled;

    private bool IsOthers => !IsDone && Task!.Assignee is { } holder && holder != Me && holder != OnBehalfOf;

    /// <summary>Somebody else was faster while the form was open here: what was entered stays on the screen, though nobody can send it.</summary>
    private bool IsKept => _wasOpen && Fields.Count > 0 && (IsDone || IsOthers);

    private bool HasRequester => _case is { Requester.Reference: not null } or { DescriptionRef: not null };

    private string TitleText => Task!.Title ?? Names.Task(Task.Name);

    private Light? Light => Lights.At(Now, Task!.DueAt, Task.RemindAt);

    private string HolderText => Task!.Assignee is { } holder ? holder == Me ? Texts["Tasks.Mine"] : Texts.Format("Task.HeldBy", People.Of(holder)) : Texts["Tasks.ToClaim"];

    protected override async Task OnParametersSetAsync()
    {
        if (!await LoadAsync()) return;
        Me = await Session.PersonIdAsync();
        ChooseFirst();
        _wasOpen = !IsDone && !IsOthers;
        foreach (var (field, value) in TaskSuggestions.Of(Task!)) Values.Suggest(field, value);
        _updates?.Dispose();
        _updates = Updates.WatchInstance(Task!.InstanceId, () => InvokeAsync(RefreshAsync));
    }

    protected override void Leave() => _updates?.Dispose();

    private Task<bool> LoadAsync() => TryAsync(async () =>
    {
        (Task, Case, _case, var bursts) = await Session.RunAsync(async services =>
        {
            var (task, part) = await TaskEndpoints.VisibleAsync(
                services.GetRequiredService<TaskInbox>(), services.GetRequiredService<Deputies>(), services.GetRequiredService<CurrentPerson>().Required, Id, Left);
            OnBehalfOf = part.OnBehalfOf;
            IReadOnlyList<string> outcomes = task.Outcomes.Count == 0 ? [NoChoice] : task.Outcomes;
            Outcomes = [.. outcomes.Where(outcome => TaskRights.Check(part.As, task, part.EntitledAs, outcome).Allowed)];
            if (task.SubjectKey is not { } number) return (task, null, null, null);
            try
            {
                var reader = services.GetRequiredService<CaseReader>();
                var (@case, state) = await reader.RequireAsync(number, Left);
                var (items, _) = await services.GetRequiredService<CaseHistory>().BurstsAsync(number, 1, Requests.Cursor.MaxLimit, Left);
                return (task, reader.View(@case, state), @case, items);
            }
            catch (ProblemException)
            {
                // A task may be about a case that its person may not read: a meeting's, for one.
                return (task, (CaseView?)null, (GovCase?)null, (IReadOnlyList<Instances.BurstView>?)null);
            }
        });
        Steps = bursts is null ? null : Stories.Tell(bursts, _case!);
        Colleagues = TaskColleagues.Of(Task, await Session.PersonAsync(), Directory.Current);
        Now = Session.Now;
    });

    // What was entered stays; only what is shown of the world is new.
    private async Task RefreshAsync()
    {
        if (IsBusy || Task is null) return;
        var before = Task;
        await LoadAsync();
        if (before.Status != Task.Status || before.Assignee != Task.Assignee) _told = Texts["Task.Changed"];
        if (!IsKept && !Outcomes.Contains(Chosen)) ChooseFirst();
        StateHasChanged();
    }

    private void ChooseFirst() => Choose(Outcomes.Count > 0 ? Outcomes[0] : NoChoice);

    private void Choose(string outcome)
    {
        Chosen = outcome;
        var use = OutcomeFields.Shipped.Of(Task!.Name, outcome);
        Fields = Forms.Fields(Task.Form, use, FormContext.Of(_case, Task.UnitId, use?.Reason));
        Values.Faults.Clear();
    }

    private async Task CompleteAsync()
    {
        if (!Faults.Check(Fields, Values)) return;
        var data = Values.ToJson(Fields);
        if (await TryAsync(() => Acts.CompleteAsync(Id, new CompleteTaskRequest(Task!.Outcomes.Count == 0 ? null : Chosen) { Data = data }, _key, Left)))
        {
            Navigation.NavigateTo(Task!.SubjectKey is { } number && Case is not null ? $"/cases/{number}?did={Uri.EscapeDataString(Chosen)}&task={Uri.EscapeDataString(Task.Name)}" : "/");
            return;
        }

        var refused = Problem!;
        Faults.Show(refused, Problems.Of(refused, Task!.Name), Fields, Values);
        if (refused.Status == StatusCodes.Status409Conflict) await LoadAsync();
        Problem = refused;
    }

    private Task ClaimAsync() => DoAsync(() => Acts.ClaimAsync(Id, _key, Left), "Task.ClaimedNow");

    private Task ReleaseAsync() => DoAsync(() => Acts.ReleaseAsync(Id, null, _key, Left), "Task.ReleasedNow");

    private async Task DelegateAsync()
    {
        if (string.IsNullOrEmpty(_to) || string.IsNullOrWhiteSpace(_reason)) return;
        _wasOpen = false;
        await DoAsync(() => Acts.DelegateAsync(Id, _to, _reason, _key, Left), "Task.DelegatedNow");
        _isDelegating = _wasOpen = Problem is not null;
    }

    private async Task DoAsync(Func<Task> act, string told)
    {
        var done = await TryAsync(act);
        var refused = Problem;
        if (done)
        {
            _key = FormKey.New();
            _told = Texts[told];
        }

        await LoadAsync();
        Problem ??= refused;
    }
}
