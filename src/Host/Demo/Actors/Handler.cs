using System.Text.Json.Nodes;

namespace GridGov.Workflow.Host.Demo.Actors;

/// <summary>处置人员: does the work and replies; asks for more time; or only says that it is done.</summary>
internal sealed class Handler : IActor
{
    private const double Patience = 0.55;

    public IReadOnlyCollection<string> Work { get; } = ["AwaitReply", "AssistReply"];

    public DateTimeOffset When(Town town, CaseStory story, CityTask task)
    {
        if (DepartmentDesk.Find(story, task) is not { } order) return town.Soon(story, 30, 60);
        var random = story.Random;
        var limit = order.Matter.Dispose;
        if (!order.IsLead) return Later(town, story, limit.After(order.SentAt, random.Between(0.15, 0.5)));
        if (order.Replies > 0) return Later(town, story, limit.After(town.Now, random.Between(0.1, 0.5)));
        var share = order.Manner switch
        {
            Manner.Prompt => random.Between(0.15, 0.75),
            Manner.Slow => order.AskedExtension ? random.Between(0.7, 1.3) : Patience,
            Manner.Silent => order.AskedSuspension ? random.Between(0.6, 1.6) : Patience,
            Manner.Refusing => random.Between(0.4, 1.15),
            _ => random.Between(0.05, 0.25),
        };
        return Later(town, story, limit.After(order.SentAt, share));
    }

    public async Task ActAsync(Town town, CaseStory story, CityTask task)
    {
        if (DepartmentDesk.Find(story, task) is not { } order) return;
        if (order is { IsLead: true, Replies: 0 } && await AsksForTimeAsync(town, story, task, order)) return;
        order.IsFaked = order.IsLead && order.Manner == Manner.Faking && story.Random.Chance(order.Replies == 0 ? 0.7 : 0.3);
        var text = order.IsFaked ? "已处理完毕。" : "已到现场处理，恢复正常。";
        if (!await town.CompleteAsync(task, "Replied", Says.These(("result", "Solved"), ("text", text))))
        {
            // The lead cannot reply before the assisting unit has reported (G6): tries again later.
            if (order.IsLead && story.Active.Any(o => !o.IsLead)) town.TryAgain(story, task);
            return;
        }

        order.Replies++;
        order.RepliedAt = town.Now;
        town.Write(story, order, Deed.Replied);
    }

    private static async Task<bool> AsksForTimeAsync(Town town, CaseStory story, CityTask task, CityOrder order)
    {
        if (order is { Manner: Manner.Slow, AskedExtension: false })
        {
            order.AskedExtension = true;
            if (story.Random.Chance(0.4) && town.Now < order.DisposeDue && task.Outcomes.Contains("ExtensionRequested"))
            {
                await town.CompleteAsync(task, "ExtensionRequested", Says.Because("Complex", "情况复杂，申请延期。"));
                town.Tally.Count("extensionAsked");
            }

            town.TryAgain(story, task);
            return true;
        }

        if (order is not { Manner: Manner.Silent, AskedSuspension: false } || story.Active.Any(o => !o.IsLead)) return false;
        order.AskedSuspension = true;
        if (story.Random.Chance(0.3) && town.Now < order.DisposeDue && task.Outcomes.Contains("SuspensionRequested"))
        {
            var until = OfficeTime.NextOpen(town.Now.AddDays(Math.Ceiling(story.Random.Between(2, 6))));
            var says = Says.Because("Engineering", "需安排工程施工。");
            says["until"] = JsonValue.Create(until);
            says["plan"] = "排入本月施工计划。";
            order.SuspendedUntil = until;
            await town.CompleteAsync(task, "SuspensionRequested", says);
        }

        town.TryAgain(story, task);
        return true;
    }

    private static DateTimeOffset Later(Town town, CaseStory story, DateTimeOffset at) => at > town.Now ? at : town.Soon(story, 10, 90);
}
