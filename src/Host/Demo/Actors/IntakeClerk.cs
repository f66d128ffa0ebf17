namespace GridGov.Workflow.Host.Demo.Actors;

/// <summary>受理员: files, sends somebody to look, declines, or voids what turned out false.</summary>
internal sealed class IntakeClerk : IActor
{
    public IReadOnlyCollection<string> Work { get; } = ["FactCheck"];

    public DateTimeOffset When(Town town, CaseStory story, CityTask task) => town.Soon(story, 2, 14);

    public async Task ActAsync(Town town, CaseStory story, CityTask task)
    {
        if (task.Text("factCheck") == "NotExists" && await town.CompleteAsync(task, "Voided", Says.Because("NotExists", "现场核实不属实。")))
        {
            town.Tally.Count("voided");
            return;
        }

        var draw = story.WasFieldChecked ? 1 : story.Random.Unit();
        if (draw < 0.02) await town.CompleteAsync(task, "Declined", Says.Because("NoNewFacts", "重复反映，无新事实。"));
        else if (draw < 0.14) story.WasFieldChecked = await town.CompleteAsync(task, "FieldCheck", Says.Nothing);
        else await town.CompleteAsync(task, "Filed", Says.These(("standardId", story.Matter.Standard)));
    }
}
