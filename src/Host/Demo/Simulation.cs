using System.Text.Json;
using GridGov.Workflow.Host.Demo.Actors;

namespace GridGov.Workflow.Host.Demo;

/// <summary>
/// Plays the city: takes the next thing off the agenda, moves the product's clock there, lets the actor act through the
/// product's own REST surface, and looks what the product asks for next.
/// </summary>
internal sealed class Simulation
{
    private static readonly IActor[] Actors =
        [new IntakeClerk(), new GridWorker(), new Dispatcher(), new DutyLeader(), new DepartmentDesk(), new Handler(), new Verifier(), new Evaluator(), new Secretary()];

    private static readonly Dictionary<string, IActor> ByWork = Actors.SelectMany(actor => actor.Work.Select(work => (work, actor))).ToDictionary(pair => pair.work, pair => pair.actor);
    private static readonly TimeSpan Grain = TimeSpan.FromMinutes(15);
    private static readonly ParallelOptions SideBySide = new() { MaxDegreeOfParallelism = 4 };
    private static readonly TimeSpan Reporting = OfficeTime.WorkDay * 12;
    private static readonly TimeSpan Afterwards = OfficeTime.WorkDay * 3;

    private readonly Town _town;
    private readonly DateTimeOffset _start;
    private readonly DateTimeOffset _horizon;
    private readonly string _observer;

    public Simulation(Town town, DemoOptions options)
    {
        _town = town;
        _start = OfficeTime.NextOpen(town.Now);
        _horizon = OfficeTime.Add(_start, Reporting + Afterwards);
        _observer = town.People.WithRole("DutyLeader");
        town.Press = Press;
        town.TryAgain = (story, task) => Plan(ByWork[task.Name].When(town, story, task), story, task.Id);
        var random = new CityRandom(options.Seed);
        for (var i = 0; i < options.Cases; i++) Stories.Add(Conceive(random.Branch(i), i, options.Cases));
    }

    public List<CaseStory> Stories { get; } = [];

    public async Task RunAsync(ProgressBar bar)
    {
        while (_town.Agenda.NextAt is { } at && at <= _horizon)
        {
            _town.Stop.ThrowIfCancellationRequested();
            if (at > _town.Now) await _town.AdvanceAsync(at);
            await LiveInstantAsync(_town.Agenda.TakeInstant());
            bar.Show((_town.Now - _start) / (_horizon - _start), $"{_town.Now:MM-dd HH:mm}  结束 {Stories.Count(story => story.IsEnded)}/{Stories.Count}");
        }

        await _town.AdvanceAsync(_horizon);
        bar.Show(1, $"{_town.Now:MM-dd HH:mm}  结束 {Stories.Count(story => story.IsEnded)}/{Stories.Count}");
        bar.Finish();
    }

    /// <summary>
    /// Everybody acts once, the product comes to rest, everybody looks; then what is left of the instant. An action can set off
    /// timers of the product at once, and what an actor sees must not depend on how fast they ran.
    /// </summary>
    private async Task LiveInstantAsync(IReadOnlyList<Plan> plans)
    {
        // One after the other, so that the same seed gives the same case numbers.
        foreach (var report in plans.Where(plan => plan.IsReport)) await report.Act!();
        var queues = plans.GroupBy(plan => plan.Story).Select(group => (Story: group.Key, Acts: new Queue<Func<Task>>(group.Where(plan => !plan.IsReport).Select(plan => plan.Act).OfType<Func<Task>>()))).ToList();
        do
        {
            await Parallel.ForEachAsync(queues.Where(queue => queue.Acts.Count > 0), SideBySide, async (queue, _) => await queue.Acts.Dequeue()());
            await _town.AdvanceAsync(_town.Now);
            await Parallel.ForEachAsync(queues, SideBySide, async (queue, _) => await LookAsync(queue.Story));
            queues.RemoveAll(queue => queue.Acts.Count == 0);
        }
        while (queues.Count > 0);
    }

    private CaseStory Conceive(CityRandom random, int index, int count)
    {
        var story = new CaseStory(index, random, random.Pick(City.Matters), random.Pick(_town.People.Grids).Code);
        var at = OfficeTime.Add(_start, (Reporting * ((index + random.Unit()) / count)) + TimeSpan.FromMinutes(1));
        if (story.Matter.IsUrgent && random.Chance(0.3)) at = at.AddHours(7);
        _town.Agenda.Add(Round(at), new Plan(story, () => BeginAsync(story), IsReport: true));
        return story;
    }

    private async Task BeginAsync(CaseStory story)
    {
        await Reporter.ReportAsync(_town, story);
        if (story.Random.Chance(0.05))
            _town.Agenda.Add(Round(_town.Soon(story, 30, 900)), new Plan(story, () => Reporter.WithdrawAsync(_town, story)));
    }

    private void Plan(DateTimeOffset at, CaseStory story, string taskId) => _town.Agenda.Add(Round(at), new Plan(story, async () =>
    {
        if (story.Tasks.TryGetValue(taskId, out var task)) await ByWork[task.Name].ActAsync(_town, story, task);
    }));

    /// <summary>A unit that was talked to gets to its open task soon.</summary>
    private void Press(CaseStory story)
    {
        foreach (var task in story.Tasks.Values.Where(task => task.Name is "AwaitReceipt" or "AwaitReply"))
            Plan(_town.Soon(story, 30, 240), story, task.Id);
    }

    /// <summary>Sees what the product holds of the case: new orders, and tasks for the actors.</summary>
    private async Task LookAsync(CaseStory story)
    {
        if (story.IsEnded) return;
        var view = await _town.ReadAsync(_observer, $"/api/cases/{story.Number}");
        story.State = view.GetProperty("state").GetString()!;
        foreach (var order in view.GetProperty("orders").EnumerateArray()) Note(story, order);
        story.CompleteBy = null;
        var tasks = view.GetProperty("openTasks").EnumerateArray().Select(CityTask.Read).ToList();
        if (story.State == "InConference") tasks.AddRange(await MeetingTasksAsync(story));

        var known = story.Tasks.Keys.ToHashSet();
        story.Tasks.Clear();
        foreach (var task in tasks)
        {
            story.Tasks[task.Id] = task;
            if (!known.Contains(task.Id) && ByWork.TryGetValue(task.Name, out var actor)) Plan(actor.When(_town, story, task), story, task.Id);
            if (task.DueAt is { } due) LookAgain(story, due);
        }

        if (story.Lead is { } lead)
        {
            LookAgain(story, lead.SignedAt is null ? lead.ReceiveDue : lead.DisposeDue);
            if (lead.SuspendedUntil is { } until) LookAgain(story, until);
        }

        // After an unanswered call the next one comes a day later.
        if (story.CallbackTries > 0) LookAgain(story, _town.Now.AddDays(1));
        if (view.TryGetProperty("endedAt", out var ended) && ended.ValueKind == JsonValueKind.String) await EndAsync(story);
    }

    private async Task EndAsync(CaseStory story)
    {
        story.IsEnded = true;
        if (story.State is not ("Closed" or "Archived")) return;
        var rating = _town.Log.Lines.LastOrDefault(line => line.CaseNumber == story.Number && line.Deed == Deed.Rated)?.Rating;
        if (rating is null) _town.Write(story, null, Deed.NotReached);
        await Appellant.ConsiderAsync(_town, story, rating > CityRating.Basic);
    }

    private async Task<IEnumerable<CityTask>> MeetingTasksAsync(CaseStory story)
    {
        var page = await _town.ReadAsync(_town.People.WithRole("MeetingSecretary"), $"/api/tasks?caseNumber={story.Number}&limit=20");
        return page.GetProperty("items").EnumerateArray().Select(CityTask.Read).Where(task => task.Name is "PrepareMeeting" or "RecordResolution");
    }

    private void LookAgain(CaseStory story, DateTimeOffset due)
    {
        // The product's own timers ring in the moment after the limit.
        var at = Round(due.AddMinutes(1));
        if (at > _town.Now && story.PlannedLooks.Add(at)) _town.Agenda.Add(at, new Plan(story, null));
    }

    private void Note(CaseStory story, JsonElement json)
    {
        var id = json.GetProperty("id").GetString()!;
        if (story.Orders.ContainsKey(id)) return;
        var unit = json.GetProperty("unit").GetString()!;
        var sentAt = json.GetProperty("sentAt").GetDateTimeOffset();
        var isLead = json.GetProperty("kind").GetString() == "Lead";
        var dispose = story.CompleteBy ?? story.Matter.Dispose.After(sentAt);
        var order = new CityOrder(id, unit, isLead, story.Matter, sentAt, story.Matter.Receive.After(sentAt), dispose);
        story.Orders[id] = order;
        _town.Write(story, order, Deed.Sent, line => line with { At = sentAt, ReceiveDue = order.ReceiveDue, DisposeDue = order.DisposeDue });
        foreach (var clock in json.GetProperty("clocks").EnumerateArray())
        {
            var (name, due) = (clock.GetProperty("name").GetString(), clock.GetProperty("due").GetDateTimeOffset());
            var own = name == "receive" ? order.ReceiveDue : order.DisposeDue;
            if (due != own) _town.Findings.Enqueue($"期限不一致：{story.Number} {unit} {(name == "receive" ? "接哨" : "处置")}期限：产品 {due:MM-dd HH:mm}，自算 {own:MM-dd HH:mm}");
        }
    }

    private static DateTimeOffset Round(DateTimeOffset at) => new(((at.Ticks + Grain.Ticks - 1) / Grain.Ticks) * Grain.Ticks, at.Offset);
}
