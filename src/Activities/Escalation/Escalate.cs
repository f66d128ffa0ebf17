using System.Text.Json;
using GridGov.Workflow.Activities.Cases;
using GridGov.Workflow.Activities.Deadlines;
using GridGov.Workflow.Activities.Directory;
using GridGov.Workflow.Activities.Lifecycle;
using GridGov.Workflow.Engine.Activities;
using GridGov.Workflow.Engine.Execution;

namespace GridGov.Workflow.Activities.Escalation;

/// <summary>
/// One rung of the ladder: asks its owner to coordinate. The case stays with its unit and the clock runs on (domain.md
/// §2.6); when the unit moves meanwhile, the rung is settled. Silence goes one rung up.
/// </summary>
[Activity("GridGov.Escalate", "网格治理", "升级协调", "提请上一级协调：协调后继续办理、指定单位，或继续升级。")]
[Outcome("Handled", "已协调")]
[Outcome("Reassigned", "已指定单位")]
[Outcome("Upward", "继续升级")]
[Outcome("Settled", "单位已办理")]
public sealed class Escalate(ICaseDataSource data) : HumanStep
{
    private const string Seen = "seen";
    private static readonly Limit RungLimit = Limit.Running(1, LimitUnit.WorkDay);

    [Input(DisplayName = "升级到", Description = "网格长、街乡、县区中心、县（市）府会议。", UIHint = "dropdown", Options = ["GridLeader", "Township", "CountyCenter", "Government"], DefaultValue = "GridLeader")]
    public Input<string> Level { get; } = new();

    [Input(DisplayName = "提请事由", Description = "不填则按案件情况生成。")]
    public Input<string> Reason { get; } = new();

    public override void Execute(IActivityExecution x)
    {
        ArgumentNullException.ThrowIfNull(x);
        var @case = CaseOf(x);
        x.SetData(Seen, JsonValues.Of(Standing(@case)));
        var reason = x.Get(Reason) is { Length: > 0 } own ? own : StepTexts.Format("Escalate.Reason");
        var level = Math.Max((int)LevelOf(x), @case.EscalationLevel);
        Do(x, "escalate", CommandJson.Of(("reason", reason)).With(("level", JsonValues.Of(level))), Actor.Engine);
        base.Execute(x);
    }

    public override void Signalled(IActivityExecution x, SubjectSignal signal)
    {
        ArgumentNullException.ThrowIfNull(x);
        if (x.GetData(Seen).GetString() != Standing(CaseOf(x))) x.Complete("Settled");
    }

    internal override StepTask Describe(IActivityExecution x, GovCase @case)
    {
        var deadline = DeadlineCalculator.Compute(x.Now, RungLimit, data.Of(x.DataVersion).Calendar);
        var outcomes = LevelOf(x) == EscalationLevel.GridLeader || !@case.State.HasActiveOrder() ? ["Handled", "Upward"] : (string[])["Handled", "Reassigned", "Upward"];
        return new StepTask("Escalate", Owners(x, LevelOf(x), @case), outcomes, new FormBuilder().Text("note").Text("leadUnit", longest: 50).Texts("assistUnits").Reason("Designate").Build(), deadline.Due, deadline.Yellow)
        {
            Details = new Dictionary<string, JsonElement>
            {
                ["level"] = JsonValues.Of(LevelOf(x).ToString()),
                ["unit"] = JsonValues.Of(@case.Lead?.Unit),
                ["reworkCount"] = JsonValues.Of(@case.ReworkCount),
                ["shuffleCount"] = JsonValues.Of(@case.ShuffleCount),
            },
        };
    }

    internal override string? Finish(IActivityExecution x, string outcome, JsonElement data)
    {
        if (outcome == "Reassigned") Ask(x, "designate", data);
        return outcome;
    }

    internal override string? Overdue(IActivityExecution x) => "Upward";

    // What the rung was asked about: when it changes, there is nothing left to coordinate.
    private static string Standing(GovCase @case) => $"{@case.State}/{@case.Lead?.Id}/{@case.Lead?.State}";

    private static EscalationLevel LevelOf(IActivityExecution x) =>
        x.Node.Activity is Escalate self && Enum.TryParse<EscalationLevel>(x.Get(self.Level), out var level) ? level : EscalationLevel.GridLeader;

    private string[] Owners(IActivityExecution x, EscalationLevel level, GovCase @case) => level switch
    {
        EscalationLevel.GridWorker or EscalationLevel.GridLeader => [Candidates.Of(@case.Place, Role.GridLeader)],
        EscalationLevel.Township when data.Of(x.DataVersion).Directory.TownshipOf(@case.Place.AreaCode) is { } township =>
            [Candidates.Of(township.Id, Role.DutyLeader), Candidates.Of(township.Id, Role.DepartmentDesk)],
        EscalationLevel.Government => [Candidates.Of(Role.MeetingSecretary), Candidates.Of(Role.DutyLeader)],
        _ => [Candidates.Of(Role.DutyLeader), Candidates.Of(Role.Dispatcher)],
    };
}
