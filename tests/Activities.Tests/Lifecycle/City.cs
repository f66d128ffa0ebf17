using System.Text.Json;
using GridGov.Workflow.Activities.Cases;
using GridGov.Workflow.Activities.Deadlines;
using GridGov.Workflow.Activities.Directory;
using GridGov.Workflow.Activities.Lifecycle;
using GridGov.Workflow.Activities.Tests.Deadlines;
using GridGov.Workflow.Engine.Execution;
using GridGov.Workflow.Engine.Execution.Stimuli;
using GridGov.Workflow.Engine.Tasks;
using GridGov.Workflow.Engine.Tests.Execution;

namespace GridGov.Workflow.Activities.Tests.Lifecycle;

/// <summary>One case in the demo county, run by the real interpreter over the shipped definitions. Time is the test's.</summary>
internal sealed class City
{
    public const string Sewage = "E0130-1";
    public const string Grid = "410999101001001";
    public const string Water = "410999-SW";
    private static readonly string[] Definitions = ["joint-meeting", "escalation-ladder", "department-handling", "satisfaction-callback", "case-lifecycle"];

    public City(bool restarts = true, string? requester = "pd:1")
    {
        Shell = new InMemoryShell(new CaseSubject(CaseData.Default), GovernanceActivities.Create(CaseData.Default)) { RestartsAfterEveryBurst = restarts, Now = At.China("2026-03-10 09:00") };
        foreach (var id in Definitions) Shell.Publish(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "workflows", id + ".json")));
        Id = Shell.Start("case-lifecycle", new Dictionary<string, JsonElement> { ["report"] = Report(requester) });
    }

    public InMemoryShell Shell { get; }
    public string Id { get; }
    public InstanceState State => Shell.State(Id);
    public GovCase Case => (GovCase)State.Subject!;
    public IEnumerable<string> OpenTasks => State.Tasks.Select(task => task.Name).Order(StringComparer.Ordinal);
    public DateTimeOffset Now { get => Shell.Now; set => Shell.Now = value; }

    public static JsonElement Report(string? requester = "pd:1") => Json(new
    {
        caseNumber = "41099920260310000001",
        queryCode = "K7M2P9QX",
        channel = "GridPatrol",
        title = "污水外溢",
        reporterUnit = "410999101001",
        place = new { text = "柳园社区3号楼旁", gridCode = Grid, areaCode = "410999101001" },
        requester = requester is null ? null : new { reference = requester, hash = "ab12" },
    });

    public static JsonElement Json(object value) => JsonSerializer.SerializeToElement(value);

    public HumanTask Task(string name) => State.Tasks.FirstOrDefault(task => task.Name == name)
        ?? throw new InvalidOperationException($"No open task '{name}'; open are {string.Join(", ", OpenTasks)}; the case is {Case.State}; incidents: {string.Join("; ", State.Incidents.Select(incident => incident.Message))}");

    /// <summary>A person completes the open task of this name; must be accepted.</summary>
    public City Does(string person, string name, string outcome, object? data = null)
    {
        if (MayDo(person, Task(name), outcome) is { Allowed: false } forbidden) throw new InvalidOperationException($"{person} {name} {outcome}: {forbidden.Rule} {forbidden.Text}");
        var result = Try(person, name, outcome, data);
        if (result.Refusal is { } refusal) throw new InvalidOperationException($"{name} {outcome}: {refusal.Code} {refusal.Message}");
        return this;
    }

    /// <summary>What the role matrix says, as the Host asks it.</summary>
    public static Permission MayDo(string person, HumanTask task, string? outcome)
    {
        var who = DirectorySnapshot.Demo.PersonById(person) ?? throw new InvalidOperationException($"'{person}' is nobody of the demo city.");
        return TaskRights.Check(who, task, TaskEntitlement.Find(who, task), outcome);
    }

    public AdvanceResult Try(string person, string name, string outcome, object? data = null)
    {
        var task = Task(name);
        var form = FormSchema.Check(task.Form, data is null ? default : Json(data));
        if (form.Count > 0) throw new InvalidOperationException($"{name}: {form[0].Field} {form[0].Allowed}");
        return Shell.Deliver(Id, id => new TaskCompleted(task.Id, outcome, data is null ? default : Json(data), task.Assignee is null ? task.Candidates[0] : null)
        {
            Id = id,
            Actor = new Actor(person),
            At = Now,
        });
    }

    /// <summary>A person's command on the case from outside.</summary>
    public City Commands(string person, string command, object? arguments = null)
    {
        if (TryCommand(person, command, arguments).Refusal is { } refusal) throw new InvalidOperationException($"{command}: {refusal.Code} {refusal.Message}");
        return this;
    }

    public AdvanceResult TryCommand(string person, string command, object? arguments = null) => Shell.Deliver(
        Id, id => new SubjectCommand(command, arguments is null ? default : Json(arguments)) { Id = id, Actor = new Actor(person), At = Now });

    /// <summary>Fires every timer of the case due up to a moment, in order.</summary>
    public City Until(DateTimeOffset moment)
    {
        while (State.Bookmarks.Where(bookmark => bookmark.DueAt <= moment).MinBy(bookmark => bookmark.DueAt) is not null) Shell.FireTimer(Id);
        if (Now < moment) Now = moment;
        return this;
    }

    public City Filed() => Does("clerk-01", "FactCheck", "Filed", new { standardId = Sewage });

    public City Assigned(string unit = Water, params string[] assists) =>
        Filed().Does("dispatcher-01", "Divert", "Assign", new { leadUnit = unit, assistUnits = assists });

    public City Received() => Assigned().Does("desk-sw", "AwaitReceipt", "Received", new { });

    public City Replied() => Received().Reply();

    public City Reply(string person = "handler-sw") => Does(person, "AwaitReply", "Replied", new { result = "Solved", text = "已清淤并修复管道" });

    public City Passed() => Does("worker-01", "VerifyResult", "Passed", new { note = "现场已恢复" });

    public City Evaluated() => Does("clerk-02", "EvaluateCase", "Evaluated", new { satisfaction = "Satisfied", solved = true, contacted = true });
}
