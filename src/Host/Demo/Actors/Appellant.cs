using System.Text.Json.Nodes;

namespace GridGov.Workflow.Host.Demo.Actors;

/// <summary>A unit that finds its figures unjust: 超时申诉 and 剔除 after the close, decided by two reviewers (G10).</summary>
internal static class Appellant
{
    /// <summary>Applies for a late or badly rated order now and then.</summary>
    public static async Task ConsiderAsync(Town town, CaseStory story, bool isBadlyRated)
    {
        if (story.Orders.Values.LastOrDefault(order => order is { IsLead: true, DoneAt: not null }) is not { } order) return;
        if (town.People.OfUnit(order.Unit, "DepartmentDesk") is not { } desk) return;
        if (order.RepliedAt > order.DisposeDue && story.Random.Chance(0.4))
            await ApplyAsync(town, story, order, desk, "timeoutAppeal", "decideAppeal", "System", Deed.AppealUpheld);
        if (isBadlyRated && story.Random.Chance(0.3))
            await ApplyAsync(town, story, order, desk, "requestExclusion", "decideExclusion", "BeyondPolicy", Deed.Excluded);
    }

    private static async Task ApplyAsync(Town town, CaseStory story, CityOrder order, string desk, string apply, string decide, string code, Deed upheld)
    {
        if (!await town.ActAsync(story, desk, apply, new JsonObject { ["orderId"] = order.Id, ["reasonCode"] = code, ["reason"] = "附情况说明，请复核。" })) return;
        town.Tally.Count(apply);
        foreach (var reviewer in new[] { town.People.WithRole("Assessor"), town.People.WithRole("DutyLeader") })
            if (!await town.ActAsync(story, reviewer, decide, new JsonObject { ["accept"] = true, ["opinion"] = "属实，同意。" })) return;
        town.Write(story, order, upheld);
        town.Tally.Count("upheld");
    }
}
