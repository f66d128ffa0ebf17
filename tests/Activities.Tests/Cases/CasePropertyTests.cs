using System.Buffers;
using System.Collections.Concurrent;
using System.Text.Json;
using CsCheck;
using FluentAssertions;
using GridGov.Workflow.Activities.Cases;
using GridGov.Workflow.Activities.Cases.Rows;
using GridGov.Workflow.Activities.Deadlines;
using GridGov.Workflow.Activities.Tests.Deadlines;
using GridGov.Workflow.Engine.Execution.Changes;
using Xunit;

namespace GridGov.Workflow.Activities.Tests.Cases;

public sealed class CasePropertyTests
{
    private static readonly CaseMachine Machine = new();
    private static readonly HashSet<(CaseState, CaseState)> Legal = [.. Machine.Moves().Select(move => (move.From, move.To))];

    private static readonly string[] People = ["clerk-01", "dispatcher-01", "desk-sw", "handler-sw", "desk-cg", "worker-01", "leader-01", "duty-leader", "secretary", "engine"];

    private static readonly Dictionary<string, object> Arguments = new()
    {
        ["factCheckResult"] = new { result = "Exists" },
        ["file"] = new { standardId = "E0130-1" },
        ["decline"] = new { reasonCode = "Other", reason = "x" },
        ["void"] = new { reasonCode = "Other", reason = "x" },
        ["withdraw"] = new { reasonCode = "Other", reason = "x" },
        ["merge"] = new { into = "other", reasonCode = "Other", reason = "x" },
        ["divert"] = new { leadUnit = "410999-SW", assistUnits = new[] { "410999-CG" } },
        ["assign"] = new { leadUnit = "410999-SW", assistUnits = new[] { "410999-CG" } },
        ["handBack"] = new { reasonCode = "Other", reason = "x" },
        ["assignHandler"] = new { handler = "handler-sw" },
        ["requestReturn"] = new { reasonCode = "Other", reason = "x" },
        ["decideReturn"] = new { accept = true, opinion = "x" },
        ["dispute"] = new { reasonCode = "Other", reason = "x" },
        ["rejectDispute"] = new { reasonCode = "Other", reason = "x" },
        ["designate"] = new { leadUnit = "410999-CG", reasonCode = "Other", reason = "x" },
        ["reply"] = new { result = "Solved", text = "x" },
        ["requestExtension"] = new { reasonCode = "Other", reason = "x" },
        ["decideExtension"] = new { accept = true, opinion = "x" },
        ["requestSuspension"] = new { until = At.China("2026-12-01 09:00"), plan = "x", reasonCode = "Other", reason = "x" },
        ["decideSuspension"] = new { accept = true, opinion = "x" },
        ["moveToBacklog"] = new { reasonCode = "Other", reason = "x" },
        ["verify"] = new { result = "Pass", reasonCode = "NotDone", reason = "x" },
        ["evaluate"] = new { satisfaction = "Basic" },
        ["redo"] = new { reasonCode = "Other", reason = "x" },
        ["urge"] = new { text = "x" },
        ["supervise"] = new { level = "Normal", text = "x" },
        ["escalate"] = new { reason = "x" },
        ["conference"] = new { question = "x" },
        ["resolution"] = new { meetingId = "m", leadUnit = "410999-ZJ", completeBy = At.China("2027-12-01 09:00"), trackedBy = "p", text = "x" },
        ["endConference"] = new { text = "x" },
        ["timeoutAppeal"] = new { reasonCode = "Other", reason = "x" },
    };

    // A failing verification and an assist's progress need other arguments than the first choice.
    private static readonly (string Command, Func<GovCase, object>)[] Others =
    [
        ("verify", _ => new { result = "Fail", reasonCode = "NotDone", reason = "x" }),
        ("stageReport", c => new { orderId = c.Assists.FirstOrDefault()?.Id, text = "x" }),
        ("receive", c => new { orderId = c.Assists.FirstOrDefault()?.Id }),
        ("reply", c => new { orderId = c.Assists.FirstOrDefault()?.Id, result = "Solved", text = "x" }),
        ("decideReturn", _ => new { accept = false, opinion = "x" }),
    ];

    private static readonly string[] Endings = ["decline", "void", "withdraw", "merge", "referOut"];
    private static readonly string[] Commands = [.. CaseCommands.Names.Where(name => name != CaseCommands.Report && !Endings.Contains(name))];

    // The straight road, so that runs get far: what most often comes next in a state, and who does it.
    private static readonly Dictionary<CaseState, (string Command, string Person)[]> Road = new()
    {
        [CaseState.Reported] = [("file", "clerk-01")],
        [CaseState.PendingDivert] = [("assign", "dispatcher-01"), ("selfHandle", "dispatcher-01")],
        [CaseState.PendingReceipt] = [("receive", "desk-sw")],
        [CaseState.InProgress] = [("reply", "handler-sw"), ("requestSuspension", "desk-sw"), ("decideSuspension", "dispatcher-01")],
        [CaseState.Suspended] = [("resume", "engine"), ("moveToBacklog", "duty-leader")],
        [CaseState.SelfHandling] = [("reply", "leader-01")],
        [CaseState.Replied] = [("verify", "worker-01")],
        [CaseState.Reworking] = [("reply", "handler-sw")],
        [CaseState.PendingEvaluation] = [("evaluate", "clerk-01"), ("close", "clerk-01")],
        [CaseState.Closed] = [("archive", "clerk-01")],
    };

    private static readonly Gen<(int Command, int Person, int Minutes)> Step = Gen.Select(Gen.Int[0, Commands.Length + Others.Length + 1], Gen.Int[0, People.Length - 1], Gen.Int[0, 600]);

    [Fact]
    public void RandomCommands_NeverLeaveTheLaw()
    {
        var reached = new ConcurrentDictionary<CaseState, int>();
        Step.Array[0, 120].Sample(steps =>
        {
            var bench = CaseBench.Reported();
            foreach (var (command, person, minutes) in steps)
            {
                bench.Now = bench.Now.AddMinutes(minutes);
                var before = bench.Case!;
                var (by, name, arguments) = Choose(command, person, before, minutes);
                bench.Try(by, name, arguments);
                Check(before, bench.Case!, bench.Now);
                reached.AddOrUpdate(bench.Case!.State, 1, static (_, count) => count + 1);
            }
        }, iter: 600);
        reached.Keys.Should().Contain(Enum.GetValues<CaseState>().Where(state => !state.IsFinal() || state == CaseState.Archived), "a run that stays in the hall proves nothing");
    }

    [Fact]
    public void RandomCommands_StoreAndReadBackTheSameCase() => Step.Array[0, 80].Sample(steps =>
    {
        var bench = CaseBench.Filed();
        foreach (var (command, person, minutes) in steps)
        {
            bench.Now = bench.Now.AddMinutes(minutes);
            var (by, name, arguments) = Choose(command, person, bench.Case!, minutes);
            bench.Try(by, name, arguments);
            var first = Write(bench.Case!);
            using var document = JsonDocument.Parse(first);
            Write((GovCase)CaseBench.Subject.Read(document.RootElement)).Should().Equal(first);
        }
    }, iter: 60);

    [Fact]
    public void RandomCommands_ProjectedRowsFollowTheCase() => Step.Array[0, 80].Sample(steps =>
    {
        var bench = CaseBench.Reported();
        var rows = new Dictionary<string, object>();
        Apply(rows, CaseBench.Subject.Project(null, bench.Case!));
        foreach (var (command, person, minutes) in steps)
        {
            bench.Now = bench.Now.AddMinutes(minutes);
            var before = bench.Case!;
            var (by, name, arguments) = Choose(command, person, before, minutes);
            bench.Try(by, name, arguments);
            Apply(rows, CaseBench.Subject.Project(before, bench.Case!));
        }

        var anew = new Dictionary<string, object>();
        Apply(anew, CaseBench.Subject.Project(null, bench.Case!));
        rows.Should().Equal(anew);
    }, iter: 100);

    private static (string By, string Name, object? Arguments) Choose(int command, int person, GovCase @case, int minutes)
    {
        if (minutes % 2 == 0 && Road.TryGetValue(@case.State, out var next))
        {
            var (wanted, who) = next[command % next.Length];
            return (who, wanted, Arguments.GetValueOrDefault(wanted));
        }

        var (name, arguments) = Any(command, @case, minutes);
        return (People[person], name, arguments);
    }

    private static (string Name, object? Arguments) Any(int command, GovCase @case, int minutes)
    {
        // Rarely an early end, or every run would be short.
        if (minutes == 599 && command % 3 == 0) return (Endings[command % 4], Arguments[Endings[command % 4]]);
        if (command < Commands.Length) return (Commands[command], Arguments.GetValueOrDefault(Commands[command]));
        var other = Others[(command - Commands.Length) % Others.Length];
        return (other.Command, other.Item2(@case));
    }

    private static void Check(GovCase before, GovCase after, DateTimeOffset now)
    {
        // One command may make two moves: a designated unit that has signed need not sign again.
        if (before.State != after.State)
        {
            (Legal.Contains((before.State, after.State)) || Legal.Any(move => move.Item1 == before.State && Legal.Contains((move.Item2, after.State))))
                .Should().BeTrue($"{before.State} → {after.State} is not drawn");
        }

        after.ChangedAt.Should().BeOnOrAfter(before.ChangedAt).And.BeOnOrBefore(now);
        after.Orders.Count.Should().BeGreaterThanOrEqualTo(before.Orders.Count);
        var active = after.Orders.Count(order => order is { Kind: OrderKind.Lead, IsActive: true });
        active.Should().BeLessThanOrEqualTo(1);
        if (after.State is CaseState.PendingReceipt or CaseState.InProgress or CaseState.OwnershipDisputed or CaseState.Suspended or CaseState.Backlogged) active.Should().Be(1, "G6 in {0}", after.State);
        if (after.State.IsFinal() && after.State is not (CaseState.Closed or CaseState.Archived)) after.Orders.Should().NotContain(order => order.IsActive);
        foreach (var order in after.Orders)
        {
            Conserved(order.Receive, now);
            Conserved(order.Dispose, now);
            if (order.ReceivedAt is { } received) received.Should().BeOnOrAfter(order.SentAt);
            if (order.EndedAt is { } ended) ended.Should().BeOnOrAfter(order.SentAt);
            if (before.Orders.FirstOrDefault(old => old.Id == order.Id) is { IsActive: false } old) order.Should().Be(old, "an ended order is a fact");
        }

        (after.State == CaseState.Suspended).Should().Be(after.Lead is { Dispose.PausedAt: not null } && after.State is not (CaseState.Backlogged or CaseState.InConference));
        if (after.State == CaseState.OwnershipDisputed) after.PendingApprovals.Should().Contain(request => request.Kind == ApprovalKind.OwnershipDispute);
    }

    private static void Conserved(PausableClock clock, DateTimeOffset now)
    {
        var calendar = WorkCalendar.China;
        (clock.UsedAt(now, calendar) + clock.RemainingAt(now, calendar)).Should().Be(clock.Total);
        clock.UsedAt(now, calendar).Should().BeGreaterThanOrEqualTo(TimeSpan.Zero);
    }

    private static byte[] Write(GovCase @case)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer)) CaseBench.Subject.Write(writer, @case);
        return buffer.WrittenSpan.ToArray();
    }

    private static void Apply(Dictionary<string, object> rows, IEnumerable<RowProjected> changes)
    {
        foreach (var change in changes)
        {
            var key = change.Row switch { CaseRow row => row.CaseNumber, WorkOrderRow row => row.Id, ApprovalRow row => row.Id, SupervisionRow row => row.Id, _ => throw new InvalidOperationException() };
            rows.ContainsKey(key).Should().Be(change.Operation == RowOperation.Update, key);
            rows[key] = change.Row;
        }
    }
}
