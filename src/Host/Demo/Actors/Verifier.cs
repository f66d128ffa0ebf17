namespace GridGov.Workflow.Host.Demo.Actors;

/// <summary>验证人: goes and looks whether it is done; never the handler.</summary>
internal sealed class Verifier : IActor
{
    public IReadOnlyCollection<string> Work { get; } = ["VerifyResult"];

    public DateTimeOffset When(Town town, CaseStory story, CityTask task) => town.Soon(story, 20, 400);

    public async Task ActAsync(Town town, CaseStory story, CityTask task)
    {
        var lead = story.Lead;
        var draw = story.Random.Unit();
        if (draw < 0.02 && task.Outcomes.Contains("Unable"))
        {
            await town.CompleteAsync(task, "Unable", Says.These(("note", "门锁，未能查看。")));
            return;
        }

        if (lead?.IsFaked == true ? draw < 0.97 : draw < 0.06)
        {
            var says = Says.Because(lead?.IsFaked == true ? "False" : "Partly", lead?.IsFaked == true ? "现场未见任何处置。" : "整改不到位。");
            if (!await town.CompleteAsync(task, "Failed", says)) return;
            town.Tally.Count("verifyFailed");
            if (lead is not null) town.Write(story, lead, Deed.Failed);
            return;
        }

        if (!await town.CompleteAsync(task, "Passed", Says.These(("note", "现场已恢复。")))) return;
        foreach (var order in story.Active)
        {
            town.Write(story, order, order.Replies > 0 ? Deed.Passed : Deed.AssistEnded);
            if (order.Replies > 0) town.Write(story, order, Deed.Closed);
            order.DoneAt = town.Now;
            order.IsGone = true;
        }
    }
}
