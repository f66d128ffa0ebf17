namespace GridGov.Workflow.Host.Demo.Actors;

/// <summary>值班长、网格长: who owns it, and what happens on each rung of the ladder.</summary>
internal sealed class DutyLeader : IActor
{
    public IReadOnlyCollection<string> Work { get; } = ["DecideOwnership", "Escalate"];

    public DateTimeOffset When(Town town, CaseStory story, CityTask task) => OfficeTime.Add(town.Now, TimeSpan.FromMinutes(Math.Ceiling(story.Random.Between(30, 300))));

    public Task ActAsync(Town town, CaseStory story, CityTask task) =>
        task.Name == "Escalate" ? ClimbAsync(town, story, task) : DecideAsync(town, story, task);

    private static async Task DecideAsync(Town town, CaseStory story, CityTask task)
    {
        if (story.Lead is not { } order) return;
        var draw = story.Random.Unit();
        if (draw < 0.3)
        {
            if (await town.CompleteAsync(task, "Conference", Says.Nothing)) town.Tally.Count("toMeeting");
        }
        else if (draw < 0.5)
        {
            if (await town.CompleteAsync(task, "Rejected", Says.Because("DutyList", "依据权责清单，仍由贵单位办理。"))) town.Tally.Count("disputeRejected");
        }
        else
        {
            await DesignateAsync(town, story, task, order, draw < 0.75 ? order.Unit : City.TownshipOf(story.Grid), "Designated");
        }
    }

    private static async Task ClimbAsync(Town town, CaseStory story, CityTask task)
    {
        town.Tally.Count("escalation");
        var draw = story.Random.Unit();
        if (draw < 0.15 && task.Outcomes.Contains("Reassigned") && story.Lead is { } order && order.Unit != City.TownshipOf(story.Grid))
        {
            await DesignateAsync(town, story, task, order, City.TownshipOf(story.Grid), "Reassigned");
        }
        else if (draw < 0.5 && task.Outcomes.Contains("Upward"))
        {
            await town.CompleteAsync(task, "Upward", Says.These(("note", "协调未果，提请上一级。")));
        }
        else if (await town.CompleteAsync(task, "Handled", Says.These(("note", "已约谈责任单位，限期办理。"))))
        {
            town.Press(story);
        }
    }

    private static async Task DesignateAsync(Town town, CaseStory story, CityTask task, CityOrder order, string unit, string outcome)
    {
        var says = Says.Because(unit == order.Unit ? "FirstReceiver" : "Territorial", "经研究，指定办理。");
        says["leadUnit"] = unit;
        if (!await town.CompleteAsync(task, outcome, says)) return;
        town.Tally.Count("designated");
        if (unit == order.Unit)
        {
            order.DisposeDue = order.Matter.Dispose.After(town.Now);
            town.Write(story, order, Deed.Designated, line => line with { DisposeDue = order.DisposeDue });
            return;
        }

        foreach (var gone in story.Active)
        {
            gone.IsGone = true;
            town.Write(story, gone, Deed.Reassigned);
        }
    }
}
