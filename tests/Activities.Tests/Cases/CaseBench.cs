using System.Text.Json;
using GridGov.Workflow.Activities.Cases;
using GridGov.Workflow.Activities.Tests.Deadlines;
using GridGov.Workflow.Engine.Execution;

namespace GridGov.Workflow.Activities.Tests.Cases;

/// <summary>A case without a flow around it: commands straight to the subject, at the test's time.</summary>
internal sealed class CaseBench
{
    public static CaseSubject Subject { get; } = new(CaseData.Default);

    public DateTimeOffset Now { get; set; } = At.China("2026-03-10 09:00");
    public GovCase? Case { get; set; }
    public List<SubjectSignal> Signals { get; } = [];

    public static CaseBench Reported() => new CaseBench().Do("worker-01", "report", new
    {
        caseNumber = "41099920260310000001",
        queryCode = "K7M2P9QX",
        channel = "GridPatrol",
        title = "污水外溢",
        place = new { text = "柳园社区", gridCode = "410999101001001", areaCode = "410999101001" },
        requester = new { reference = "pd:1", hash = "ab" },
    });

    public static CaseBench Filed() => Reported().Do("clerk-01", "file", new { standardId = "E0130-1" });

    public static CaseBench Assigned(string unit = "410999-SW", params string[] assists) => Filed().Do("dispatcher-01", "assign", new { leadUnit = unit, assistUnits = assists });

    public static CaseBench Received() => Assigned().Do("desk-sw", "receive");

    public static CaseBench Replied() => Received().Do("handler-sw", "reply", new { result = "Solved", text = "已修复" });

    public static CaseBench Verified() => Replied().Do("worker-01", "verify", new { result = "Pass" });

    public static CaseBench Closed() => Verified().Do("clerk-01", "evaluate", new { satisfaction = "Satisfied" }).Do("clerk-01", "close");

    /// <summary>Applies a command that must be accepted.</summary>
    public CaseBench Do(string person, string command, object? arguments = null)
    {
        var refusal = Try(person, command, arguments);
        return refusal is null ? this : throw new InvalidOperationException($"{command}: {refusal.Code} {refusal.Message}");
    }

    /// <summary>Applies a command; answers the refusal, or null.</summary>
    public Refusal? Try(string person, string command, object? arguments = null)
    {
        var json = arguments is null ? default : JsonSerializer.SerializeToElement(arguments);
        var result = Subject.Apply(Case, new SubjectRequest("i1", command, json, new Actor(person), Now, "1-1"));
        if (result.Refusal is { } refusal) return refusal;
        Case = (GovCase)result.State!;
        Signals.AddRange(result.Signals);
        return null;
    }

    public CaseBench After(TimeSpan time)
    {
        Now += time;
        return this;
    }
}
