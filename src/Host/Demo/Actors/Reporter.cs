using System.Text.Json.Nodes;

namespace GridGov.Workflow.Host.Demo.Actors;

/// <summary>Who brings a case in: the grid's worker, the hotline's clerk, a citizen, or a sensor.</summary>
internal static class Reporter
{
    /// <summary>Reports the case; its number is the product's.</summary>
    public static async Task ReportAsync(Town town, CaseStory story)
    {
        var (channel, person, requester) = Choose(town, story);
        var body = new JsonObject
        {
            ["channel"] = channel,
            ["place"] = new JsonObject { ["gridCode"] = story.Grid, ["text"] = $"第{story.Index + 1}号点位" },
            ["description"] = $"{story.Matter.Name}，请处理。",
            ["categoryCode"] = story.Matter.Category,
            ["requester"] = requester,
            ["isUrgent"] = story.Matter.IsUrgent,
        };
        var answer = await town.Product.PostAsync(person, "/api/cases", body, town.Stop);
        if (!answer.Ok) throw new DemoException($"上报第 {story.Index + 1} 件失败：HTTP {answer.Status} {answer.Code} {answer.Detail}");
        story.Number = answer.Json.GetProperty("caseNumber").GetString()!;
        town.Tally.Count("report");
    }

    /// <summary>Takes the report back, which works until the unit has replied.</summary>
    public static async Task WithdrawAsync(Town town, CaseStory story)
    {
        if (story.IsEnded) return;
        var clerk = town.People.WithRole("IntakeClerk");
        if (!await town.ActAsync(story, clerk, "withdraw", new JsonObject { ["reasonCode"] = "Settled", ["reason"] = "诉求人来电，事情已自行解决。" })) return;
        town.Write(story, null, Deed.Withdrawn);
        town.Tally.Count("withdrawn");
        foreach (var order in story.Active) order.IsGone = true;
    }

    private static (string Channel, string Person, JsonNode? Requester) Choose(Town town, CaseStory story)
    {
        var draw = story.Random.Unit();
        if (draw < 0.5) return ("GridPatrol", town.People.OfGrid(story.Grid, "GridWorker"), null);
        if (draw < 0.55) return ("IoT", "iot-gateway", null);
        if (draw < 0.62) return ("Hotline12345", town.People.WithRole("IntakeClerk"), null);
        var requester = new JsonObject
        {
            ["name"] = "居民" + (char)('甲' + 0) + (story.Index + 1),
            ["phone"] = FormattableString.Invariant($"139{story.Index:00000000}"),
            ["wantsNoReply"] = draw is > 0.62 and < 0.66,
            ["isConfidential"] = draw is > 0.66 and < 0.7,
        };
        return draw < 0.85 ? ("Hotline12345", town.People.WithRole("IntakeClerk"), requester) : ("CitizenApp", "citizen-01", requester);
    }
}
