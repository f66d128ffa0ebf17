using System.Collections.Concurrent;
using System.Text.Json;
using CsCheck;
using FluentAssertions;
using GridGov.Workflow.Activities.Cases;
using GridGov.Workflow.Activities.Tests.Deadlines;
using GridGov.Workflow.Engine.Execution;
using GridGov.Workflow.Engine.Execution.Stimuli;
using GridGov.Workflow.Engine.Tasks;
using Xunit;

namespace GridGov.Workflow.Activities.Tests.Lifecycle;

/// <summary>People, timers and commands from outside in any order: flow and case stay together, and no case is left with nobody to act.</summary>
public sealed class RandomWalkTests
{
    private static readonly string[] External = ["urge", "requestReturn", "designate", "requestExtension", "requestSuspension", "dispute", "resume", "assignHandler", "moveToBacklog"];

    // A person for each candidate role, who is none of the others.
    private static readonly (string Part, string Person)[] People =
    [
        ("IntakeClerk", "clerk-01"), ("Dispatcher", "dispatcher-01"), ("DutyLeader", "duty-leader"), ("MeetingSecretary", "secretary"), ("GridWorker", "worker-01"), ("GridLeader", "leader-01"),
        ("Handler", "handler"), ("DepartmentDesk", "desk"),
    ];

    [Fact]
    public void AnyOrderOfEvents_RaisesNoIncident_AndLeavesSomebodyToAct()
    {
        var reached = new ConcurrentDictionary<CaseState, int>();
        Gen.Int[0, 9999].Array[20, 80].Sample(choices => Walk(choices, reached), iter: int.TryParse(Environment.GetEnvironmentVariable("WALKS"), out var walks) ? walks : 60);
        reached.Keys.Should().Contain(
            [CaseState.SelfHandling, CaseState.InProgress, CaseState.OwnershipDisputed, CaseState.InConference, CaseState.Suspended, CaseState.Reworking, CaseState.PendingEvaluation, CaseState.Closed]);
    }

    private static void Walk(int[] choices, ConcurrentDictionary<CaseState, int> reached)
    {
        var city = new City(restarts: false);
        var trail = new List<string>();
        foreach (var choice in choices)
        {
            if (city.State.Status == WorkflowStatus.Finished) break;
            trail.Add(Step(city, choice));
            reached.AddOrUpdate(city.Case.State, 1, static (_, count) => count + 1);
            city.State.Incidents.Should().BeEmpty("after {0}", string.Join(" → ", trail));
            if (city.State.Status == WorkflowStatus.Finished) city.Case.State.IsFinal().Should().BeTrue();
            else Somebody(city).Should().BeTrue("{0} waits for nobody after {1}", city.Case.State, string.Join(" → ", trail));
        }
    }

    private static bool Somebody(City city) =>
        city.State.Tasks.Count > 0 || city.State.Bookmarks.Any(bookmark => bookmark.DueAt is not null) || city.Case.State == CaseState.InConference;

    private static string Step(City city, int choice)
    {
        city.Now = city.Now.AddMinutes(choice % 90);
        city.Until(city.Now);
        if (city.State.Status == WorkflowStatus.Finished) return "timers";
        if (choice % 10 == 0 && city.State.Bookmarks.Any(bookmark => bookmark.DueAt is not null))
        {
            city.Shell.FireTimer(city.Id);
            return "timer";
        }

        if (choice % 10 == 1)
        {
            var name = External[choice / 10 % External.Length];
            var refusal = city.TryCommand("desk-sw", name, Arguments(city.Case, name)).Refusal;
            return refusal is null ? name : $"({name}: {refusal.Code})";
        }

        if (city.Case.State == CaseState.InConference && choice % 3 == 0) return Meet(city, choice);
        if (city.State.Tasks.Count == 0) return "nothing";
        var task = city.State.Tasks[choice / 10 % city.State.Tasks.Count];
        var outcome = task.Outcomes.Count == 0 ? null : task.Outcomes[choice / 100 % task.Outcomes.Count];

        // Most reports are filed and diverted; otherwise few walks would leave the hall.
        if (task.Name == "FactCheck" && choice % 7 != 0) outcome = "Filed";
        if (task.Name == "Divert" && outcome is "Voided" or "Merged" or "ReferredOut") outcome = "Assign";
        var part = task.Candidates.Count == 0 ? "" : task.Candidates[0].Split(':')[^1];
        var person = task.Assignee ?? People.First(entry => entry.Part == part).Person;
        var result = city.Shell.Deliver(city.Id, id => new TaskCompleted(task.Id, outcome, Data(task, outcome), task.Assignee is null ? task.Candidates[0] : null)
        {
            Id = id,
            Actor = new Actor(person),
            At = city.Now,
        });
        return result.Refusal is { } no ? $"({task.Name} {outcome}: {no.Code})" : $"{task.Name} {outcome}";
    }

    private static string Meet(City city, int choice)
    {
        var id = Meetings.InstanceOf(city);
        var task = city.Shell.State(id).Tasks.FirstOrDefault();
        if (task is null) return "no meeting";
        if (task.Name == "PrepareMeeting") Meetings.Prepare(city);
        else if (choice % 2 == 0) Meetings.Complete(city, task.Name, "Unsettled", new { text = "未议定" });
        else Meetings.Complete(city, task.Name, "Resolved", Meetings.Minutes(city.Now, "410999-ZJ", ["410999-ZJ", City.Water, "410999-CG", "410999101-ZH"]));
        return task.Name;
    }

    private static object Arguments(GovCase @case, string name) => name switch
    {
        "urge" => new { text = "x" },
        "designate" => new { leadUnit = @case.Lead?.Unit == "410999-CG" ? "410999-GA" : "410999-CG", reasonCode = "Other", reason = "x" },
        "requestSuspension" => new { until = @case.ChangedAt.AddDays(40), plan = "x", reasonCode = "Other", reason = "x" },
        "assignHandler" => new { handler = "handler-x" },
        _ => new { reasonCode = "Other", reason = "x" },
    };

    private static JsonElement Data(HumanTask task, string? outcome)
    {
        var data = new Dictionary<string, object>();
        foreach (var field in task.Form.GetProperty("properties").EnumerateObject())
        {
            object? value = field.Name switch
            {
                "reasonCode" when task.Name == "Escalate" || task.Name == "DecideOwnership" => "DutyList",
                "standardId" => City.Sewage,
                "reasonCode" => "Other",
                "reason" or "text" or "note" or "opinion" or "plan" => "x",
                "leadUnit" => outcome == "Reassigned" || task.Name == "DecideOwnership" ? "410999-CG" : City.Water,
                "result" => "Solved",
                "satisfaction" => outcome == "Evaluated" && task.Id.Length % 2 == 0 ? "Dissatisfied" : "Satisfied",
                "until" => At.China("2027-02-01 09:00"),
                "into" => "other",
                _ => null,
            };
            if (value is not null) data[field.Name] = value;
        }

        return City.Json(data);
    }
}
