using System.Text.Json;
using System.Text.Json.Nodes;

namespace GridGov.Workflow.Host.Demo.Actors;

/// <summary>联席会议秘书: convenes, and records who answers for it until when.</summary>
internal sealed class Secretary : IActor
{
    public IReadOnlyCollection<string> Work { get; } = ["PrepareMeeting", "RecordResolution"];

    public DateTimeOffset When(Town town, CaseStory story, CityTask task) => OfficeTime.Add(
        town.Now, TimeSpan.FromHours(task.Name == "PrepareMeeting" ? Math.Ceiling(story.Random.Between(1, 4)) : Math.Ceiling(story.Random.Between(6, 12))));

    public async Task ActAsync(Town town, CaseStory story, CityTask task)
    {
        if (task.Name == "PrepareMeeting")
        {
            var held = OfficeTime.Add(town.Now, TimeSpan.FromHours(5));
            await town.CompleteAsync(task, "Convened", Says.These(("heldAt", JsonValue.Create(held)), ("venue", "综合指挥中心二楼会议室")));
            return;
        }

        var lead = story.Lead?.Unit == City.TownshipOf(story.Grid) || story.Orders.Count == 0 ? City.UnitOf(story.Matter.Duty, story.Grid) : City.TownshipOf(story.Grid);
        var completeBy = OfficeTime.Add(town.Now, OfficeTime.WorkDay * 3);
        var says = Says.These(
            ("present", Says.Units(Invited(task).Append(lead).Distinct())), ("convenerPresent", true), ("chair", "县委政法委书记"), ("leadUnit", lead),
            ("completeBy", JsonValue.Create(completeBy)), ("trackedBy", town.People.WithRole("DutyLeader")), ("text", "由责任单位牵头，限期办结。"));
        if (!await town.CompleteAsync(task, "Resolved", says)) return;
        town.Tally.Count("meeting");
        foreach (var gone in story.Active)
        {
            gone.IsGone = true;
            town.Write(story, gone, Deed.Reassigned);
        }

        story.CompleteBy = completeBy;
    }

    private static IEnumerable<string> Invited(CityTask task) =>
        task.Payload.ValueKind == JsonValueKind.Object && task.Payload.TryGetProperty("invited", out var units) && units.ValueKind == JsonValueKind.Array
            ? units.EnumerateArray().Select(unit => unit.GetString()!)
            : [];
}
