using System.Text.Json;
using GridGov.Workflow.Activities.Cases.Commands;
using GridGov.Workflow.Activities.Cases.Rows;
using GridGov.Workflow.Activities.Deadlines;
using GridGov.Workflow.Engine.Execution;
using GridGov.Workflow.Engine.Execution.Changes;

namespace GridGov.Workflow.Activities.Cases;

/// <summary>The case as the engine's subject: commands in, new state or refusal out. Stateless, thread-safe, pure.</summary>
public sealed class CaseSubject(ICaseDataSource data) : ISubject, IDisposable
{
    private readonly CaseMachine _machine = new();

    /// <inheritdoc/>
    public SubjectResult Apply(object? state, SubjectRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.Command == CaseCommands.Report)
            return state is GovCase existing ? Refused(CaseRules.Refuse("Exists", existing.CaseNumber)) : ReportCommand.Apply(request, data.Of(request.DataVersion));
        if (!CaseCommands.All.TryGetValue(request.Command, out var command)) return Refused(CaseRules.Refuse("UnknownCommand", request.Command) with { Kind = RefusalKind.NotFound });
        if (state is not GovCase @case) return Refused(CaseRules.Refuse("NoCase"));

        var turn = new CaseTurn(@case, request, data.Of(request.DataVersion), _machine);
        if (command(turn) is { } refusal) return Refused(refusal);
        if (ReferenceEquals(turn.Case, @case)) return turn.Unchanged();
        turn.Case = turn.Case with { ChangedAt = request.Now.ToChina() };
        return turn.Result();
    }

    /// <inheritdoc/>
    public bool IsFinal(object state) => ((GovCase)state).State.IsFinal();

    /// <inheritdoc/>
    public IEnumerable<RowProjected> Project(object? before, object after) => CaseProjection.Between((GovCase?)before, (GovCase)after);

    /// <inheritdoc/>
    public string? FindBreach(object state, IReadOnlyCollection<LiveActivity> live) => CaseBreaches.Find((GovCase)state, live);

    /// <inheritdoc/>
    public void Write(Utf8JsonWriter writer, object state) => JsonSerializer.Serialize(writer, (GovCase)state, CaseJson.Default.Case);

    /// <inheritdoc/>
    public object Read(JsonElement json) => CaseJson.Read(json);

    /// <summary>The case machine as a Mermaid state diagram, from its configuration.</summary>
    public string ToMermaid() => _machine.ToMermaid();

    public void Dispose() => _machine.Dispose();

    private static SubjectResult Refused(Refusal refusal) => new(null, [], [], default, refusal);
}
