using GridGov.Workflow.Activities.Tests.Deadlines;
using GridGov.Workflow.Engine.Execution;
using GridGov.Workflow.Engine.Execution.Stimuli;

namespace GridGov.Workflow.Activities.Tests.Lifecycle;

/// <summary>The joint meeting's own instance.</summary>
internal static class Meetings
{
    public static string InstanceOf(City city) => city.Shell.InstanceIds.Last(id => city.Shell.State(id).DefinitionId == "joint-meeting");

    public static void Prepare(City city) => Complete(city, "PrepareMeeting", "Convened", new { heldAt = At.China("2026-03-20 09:00"), venue = "指挥中心", invited = new[] { City.Water, "410999-CG", "410999101-ZH" } });

    public static void Resolve(City city, string unit)
    {
        Prepare(city);
        var refusal = Complete(city, "RecordResolution", "Resolved", Minutes(city.Now, unit, [City.Water, "410999-CG", "410999101-ZH"]));
        if (refusal is not null) throw new InvalidOperationException(refusal.Message);
    }

    public static object Minutes(DateTimeOffset now, string unit, string[] present) => new
    {
        present,
        convenerPresent = true,
        leadUnit = unit,
        completeBy = now.AddDays(20),
        trackedBy = "duty-leader",
        text = "由该单位牵头，二十日内完成",
    };

    public static Refusal? Complete(City city, string name, string outcome, object data)
    {
        var id = InstanceOf(city);
        var task = city.Shell.State(id).Tasks.Single(task => task.Name == name);
        return city.Shell.Deliver(id, stimulus => new TaskCompleted(task.Id, outcome, City.Json(data), task.Candidates[0])
        {
            Id = stimulus,
            Actor = new Actor("secretary"),
            At = city.Now,
        }).Refusal;
    }
}
