namespace GridGov.Workflow.Host.Demo.Actors;

/// <summary>部门值班席: signs, returns or disputes, each after the unit's manner.</summary>
internal sealed class DepartmentDesk : IActor
{
    public IReadOnlyCollection<string> Work { get; } = ["AwaitReceipt", "AssistReceipt"];

    public DateTimeOffset When(Town town, CaseStory story, CityTask task)
    {
        if (Find(story, task) is not { } order) return town.Soon(story, 30, 60);
        var random = story.Random;
        var share = order.Manner switch
        {
            Manner.Prompt => random.Between(0.05, 0.5),
            Manner.Slow => random.Between(0.4, 1.25),
            Manner.Silent => random.Chance(0.4) ? random.Between(0.5, 1) : random.Between(1.2, 6),
            Manner.Refusing => order.AskedReturn ? random.Between(0.6, 1.4) : random.Between(0.1, 0.6),
            _ => random.Between(0.05, 0.3),
        };
        var at = order.Matter.Receive.After(order.SentAt, share);
        return at > town.Now ? at : town.Soon(story, 5, 60);
    }

    public async Task ActAsync(Town town, CaseStory story, CityTask task)
    {
        if (Find(story, task) is not { } order) return;
        if (order is { Manner: Manner.Refusing, AskedReturn: false })
        {
            var draw = story.Random.Unit();
            if (draw < 0.6 && task.Outcomes.Contains("ReturnRequested"))
            {
                order.AskedReturn = await town.CompleteAsync(task, "ReturnRequested", Says.Because("NotDuty", "不属本单位职责。"));
                town.Tally.Count("returnAsked");
                return;
            }

            if (draw < 0.75 && task.Outcomes.Contains("Disputed"))
            {
                order.AskedReturn = await town.CompleteAsync(task, "Disputed", Says.Because("DutyUnclear", "职责边界不清，请研究。"));
                town.Tally.Count("disputed");
                return;
            }
        }

        var handler = order.Manner != Manner.Refusing && story.Random.Chance(0.7) ? town.People.OfUnit(order.Unit, "Handler") : null;
        if (!await town.CompleteAsync(task, "Received", handler is null ? Says.Nothing : Says.These(("handler", handler)))) return;
        order.SignedAt = town.Now;
        town.Write(story, order, Deed.Signed);
    }

    internal static CityOrder? Find(CaseStory story, CityTask task) =>
        task.OrderId is { } id && story.Orders.TryGetValue(id, out var order) ? order : story.Lead;
}
