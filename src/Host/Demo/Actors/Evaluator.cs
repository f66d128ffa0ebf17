using System.Text.Json;

namespace GridGov.Workflow.Host.Demo.Actors;

/// <summary>回访: the citizen's word by phone; where nobody is to be asked, the grid worker's.</summary>
internal sealed class Evaluator : IActor
{
    private static readonly (CityRating Rating, double Share)[] Content =
        [(CityRating.VerySatisfied, 0.35), (CityRating.Satisfied, 0.42), (CityRating.Basic, 0.13), (CityRating.Dissatisfied, 0.08), (CityRating.VeryDissatisfied, 0.02)];

    private static readonly (CityRating Rating, double Share)[] Cross =
        [(CityRating.VerySatisfied, 0.05), (CityRating.Satisfied, 0.25), (CityRating.Basic, 0.25), (CityRating.Dissatisfied, 0.3), (CityRating.VeryDissatisfied, 0.15)];

    public IReadOnlyCollection<string> Work { get; } = ["EvaluateCase"];

    public DateTimeOffset When(Town town, CaseStory story, CityTask task) => OfficeTime.Add(town.Now, TimeSpan.FromMinutes(Math.Ceiling(story.Random.Between(30, 420))));

    public async Task ActAsync(Town town, CaseStory story, CityTask task)
    {
        var mute = story.Index % 17 == 3;
        if (task.Outcomes.Contains("NoAnswer") && (mute || story.Random.Chance(0.1)))
        {
            if (!await town.CompleteAsync(task, "NoAnswer", Says.These(("note", "无人接听。")))) return;
            story.FirstTryAt ??= town.Now;
            story.CallbackTries++;
            town.Tally.Count("noAnswer");
            return;
        }

        var done = story.Orders.Values.LastOrDefault(order => order is { IsLead: true, DoneAt: not null });
        var cross = done is not null && (done.Replies > 1 || done.RepliedAt > done.DisposeDue);
        var rating = Draw(story.Random, cross ? Cross : Content);
        var bad = rating > CityRating.Basic;
        var says = Says.These(("satisfaction", rating.ToString()), ("service", rating.ToString()), ("contacted", true), ("solved", !bad), ("note", bad ? "处理太慢，问题反复。" : "可以。"));
        if (!await town.CompleteAsync(task, "Evaluated", says)) return;
        var asked = task.Payload.ValueKind == JsonValueKind.Object && task.Payload.TryGetProperty("asksRequester", out var asks) && asks.ValueKind == JsonValueKind.True;
        town.Tally.Count(asked ? "citizenRated" : "gridRated");
        town.Write(story, null, Deed.Rated, line => line with { Rating = rating });
    }

    private static CityRating Draw(CityRandom random, (CityRating Rating, double Share)[] shares)
    {
        var draw = random.Unit();
        foreach (var (rating, share) in shares)
        {
            if (draw < share) return rating;
            draw -= share;
        }

        return CityRating.Satisfied;
    }
}
