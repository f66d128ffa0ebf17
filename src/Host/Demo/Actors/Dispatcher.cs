namespace GridGov.Workflow.Host.Demo.Actors;

/// <summary>派遣员: decides who handles, and on returns, extensions and suspensions.</summary>
internal sealed class Dispatcher : IActor
{
    private static readonly string[] GridCanDo = ["E0136", "E0201", "E0184", "E0410"];

    public IReadOnlyCollection<string> Work { get; } = ["Divert", "DecideReturn", "DecideExtension", "DecideSuspension", "DecideRedo"];

    public DateTimeOffset When(Town town, CaseStory story, CityTask task) => task.Name switch
    {
        "Divert" => town.Soon(story, 3, 14),
        "DecideReturn" => town.Soon(story, 10, 100),
        _ => town.Soon(story, 15, 180),
    };

    public Task ActAsync(Town town, CaseStory story, CityTask task) => task.Name switch
    {
        "Divert" => DivertAsync(town, story, task),
        "DecideReturn" => DecideReturnAsync(town, story, task),
        "DecideExtension" => DecideExtensionAsync(town, story, task),
        "DecideSuspension" => DecideSuspensionAsync(town, story, task),
        _ => town.CompleteAsync(task, "Keep", Says.Nothing),
    };

    private static async Task DivertAsync(Town town, CaseStory story, CityTask task)
    {
        if (story.Orders.Count == 0 && story.NextUnit is null)
        {
            if (GridCanDo.Contains(story.Matter.Category) && story.State == "PendingDivert" && story.Random.Chance(0.4) && task.Outcomes.Contains("SelfHandle"))
            {
                story.NextUnit = City.UnitOf(story.Matter.Duty, story.Grid);
                await town.CompleteAsync(task, "SelfHandle", Says.Nothing);
                return;
            }

            if (story.Random.Chance(0.02) && await town.CompleteAsync(task, "Conference", Says.Nothing)) return;
        }

        var unit = story.NextUnit ?? (story.Orders.Count == 0 && story.Random.Chance(0.07) ? City.UnitOf("ZJ", story.Grid) : City.UnitOf(story.Matter.Duty, story.Grid));
        string[] assists = story.Matter.Assist is { } assist && story.Random.Chance(0.6) ? [City.UnitOf(assist, story.Grid)] : [];
        if (await town.CompleteAsync(task, "Assign", Says.These(("leadUnit", unit), ("assistUnits", Says.Units(assists)), ("note", "请按期办理。"))))
            town.Tally.Count("dispatched");
    }

    private static async Task DecideReturnAsync(Town town, CaseStory story, CityTask task)
    {
        var unit = task.Text("unit");
        var isRight = unit == City.UnitOf(story.Matter.Duty, story.Grid);
        var order = story.Active.LastOrDefault(o => o.Unit == unit);
        var accept = story.Random.Chance(isRight ? 0.3 : 0.95);
        if (!await town.CompleteAsync(task, accept ? "Accepted" : "Rejected", Says.These(("opinion", accept ? "确属误派，改派。" : "属贵单位职责，请办理。")))) return;
        if (order is null) return;
        town.Tally.Count(accept ? "returnAccepted" : "returnRejected");
        town.Write(story, order, accept ? Deed.Returned : Deed.ReturnRejected);
        if (!accept) return;
        foreach (var gone in story.Active) gone.IsGone = true;
        story.NextUnit = isRight ? City.TownshipOf(story.Grid) : City.UnitOf(story.Matter.Duty, story.Grid);
    }

    private static async Task DecideExtensionAsync(Town town, CaseStory story, CityTask task)
    {
        var accept = story.Random.Chance(0.75);
        if (story.Lead is not { } order || !await town.CompleteAsync(task, accept ? "Accepted" : "Rejected", Says.These(("opinion", accept ? "同意。" : "不同意，请抓紧。")))) return;
        if (!accept) return;
        order.DisposeDue = order.Matter.Dispose.Move(order.DisposeDue, order.Matter.Dispose.Span);
        town.Write(story, order, Deed.Extended, line => line with { DisposeDue = order.DisposeDue });
        town.Tally.Count("extended");
    }

    private static async Task DecideSuspensionAsync(Town town, CaseStory story, CityTask task)
    {
        if (story.Lead is not { SuspendedUntil: { } until } order || !await town.CompleteAsync(task, "Accepted", Says.These(("opinion", "同意挂账。")))) return;
        order.SuspendedAt = town.Now;
        town.Write(story, order, Deed.Suspended);
        town.Tally.Count("suspended");
        town.Agenda.Add(until, new Plan(story, () =>
        {
            Resume(town, story, order, until);
            return Task.CompletedTask;
        }));
    }

    /// <summary>The suspension is over; what was left of the limit goes on.</summary>
    public static void Resume(Town town, CaseStory story, CityOrder order, DateTimeOffset at)
    {
        if (order.SuspendedAt is not { } since) return;
        var limit = order.Matter.Dispose;
        order.DisposeDue = limit.Move(at, limit.Between(since, order.DisposeDue));
        order.SuspendedAt = null;
        if (!order.IsGone) town.Write(story, order, Deed.Resumed, line => line with { DisposeDue = order.DisposeDue });
    }
}
