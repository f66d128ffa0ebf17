using GridGov.Workflow.Engine.Definitions.Persistence;
using GridGov.Workflow.Engine.Definitions.Versioning;
using GridGov.Workflow.Engine.Execution;
using GridGov.Workflow.Engine.Execution.Stimuli;
using GridGov.Workflow.Engine.Runtime;
using GridGov.Workflow.Host.Problems;
using GridGov.Workflow.Host.Requests;

namespace GridGov.Workflow.Host.Versions;

/// <summary>Moves single instances, those of cases too: the case itself does not change, so its law is not touched.</summary>
internal sealed class InstanceMigration(IWorkflowRuntime runtime, MigrationTrial trial, DefinitionQueries definitions)
{
    /// <exception cref="ProblemException">No such instance or version, no reason, or the instance cannot move: 409 with all faults.</exception>
    public async Task<object> MigrateAsync(string id, Command<MigrateRequest> command, CancellationToken stop)
    {
        var request = command.Body;
        var state = await runtime.FindStateAsync(id, stop) ?? throw ProblemException.NotFound("instance", id);
        var target = await TargetAsync(state.DefinitionId, request.ToVersion, stop);
        if (!request.DryRun && string.IsNullOrWhiteSpace(request.Reason)) throw ProblemException.Missing("reason", "a reason in words");
        var stimulus = Stimulus(target, request.Reason, request.Mapping, command.Actor, command.At, command.Id, command.BodyHash);
        return request.DryRun ? await ForecastAsync(id, stimulus, target, stop) : (await runtime.DeliverAsync(id, stimulus, stop)).OrProblem();
    }

    /// <summary>The version to move to: a number, or the published one.</summary>
    /// <exception cref="ProblemException">404.</exception>
    public async Task<DefinitionSummary> TargetAsync(string definitionId, int? version, CancellationToken stop)
    {
        var options = version is { } number ? VersionOptions.Specific(number) : VersionOptions.Published;
        return (await definitions.FindAsync(definitionId, options, stop))?.Summary
            ?? throw ProblemException.NotFound(version is null ? "published version of definition" : $"version {version} of definition", definitionId);
    }

    public async Task<MigrationReport> ForecastAsync(string id, Migrate stimulus, DefinitionSummary target, CancellationToken stop)
    {
        var forecast = await trial.RunAsync(id, stimulus, stop) ?? throw ProblemException.NotFound("instance", id);
        var (before, after) = (forecast.Before, forecast.After);
        var faults = forecast.Refusal is { } refusal ? refusal.Details ?? [new RefusalDetail(refusal.Code, null, refusal.Message)] : [];
        return new MigrationReport(
            id, before.DefinitionVersion, target.Version, after is not null, faults,
            after is null ? [] : [.. after.Contexts.Select(context => new MigrationMove(context.Id, before.Contexts.First(old => old.Id == context.Id).NodeId, context.NodeId))],
            before.Tasks.Count, before.Bookmarks.Count(wait => wait.DueAt is not null), before.Bookmarks.Count(wait => wait.DueAt is null));
    }

    public static Migrate Stimulus(
        DefinitionSummary target, string? reason, IReadOnlyDictionary<string, string>? mapping, Actor actor, DateTimeOffset at, string id, string? bodyHash) =>
        new(target.Id, target.ContentHash, reason ?? "")
        {
            Id = id,
            Actor = actor,
            At = at,
            BodyHash = bodyHash,
            Mapping = mapping is { Count: > 0 } ? mapping : null,
        };
}
