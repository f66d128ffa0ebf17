namespace GridGov.Workflow.Host.Demo.Actors;

/// <summary>网格员、网格长: look on the spot, and settle in the grid what the grid can settle.</summary>
internal sealed class GridWorker : IActor
{
    public IReadOnlyCollection<string> Work { get; } = ["FieldTask", "SelfHandle"];

    public DateTimeOffset When(Town town, CaseStory story, CityTask task) =>
        task.Name == "FieldTask" ? town.Soon(story, 10, 40) : town.Soon(story, 30, 300);

    public async Task ActAsync(Town town, CaseStory story, CityTask task)
    {
        if (task.Name == "FieldTask")
        {
            await town.CompleteAsync(task, story.Random.Chance(0.2) ? "NotExists" : "Exists", Says.These(("note", "已到现场查看。")));
            return;
        }

        var draw = story.State == "Reworking" ? 0 : story.Random.Unit();
        if (draw < 0.75)
        {
            if (await town.CompleteAsync(task, "Replied", Says.These(("result", "Solved"), ("text", "网格内已处置完毕。")))) town.Tally.Count("selfHandled");
        }
        else if (draw < 0.9)
        {
            var unit = City.UnitOf(story.Matter.Duty, story.Grid);
            if (await town.CompleteAsync(task, "Whistle", Says.These(("leadUnit", unit), ("whistle", "Routine"), ("note", "超出网格能力，吹哨。"))))
                town.Tally.Count("whistle");
        }
        else
        {
            await town.CompleteAsync(task, "HandedBack", Says.Because("BeyondPower", "超出网格权限。"));
        }
    }
}
