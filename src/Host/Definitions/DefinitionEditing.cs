using GridGov.Workflow.Engine.Definitions.Documents;
using GridGov.Workflow.Engine.Definitions.Persistence;
using GridGov.Workflow.Host.Administration.Log;
using GridGov.Workflow.Host.Security;

namespace GridGov.Workflow.Host.Definitions;

/// <summary>
/// The commands on definitions in the name of the current user, each with its act in the log: a definition is how every case of tomorrow
/// runs, and of a retracted or deleted one no other trace remains. A command that changes nothing leaves no act.
/// </summary>
internal sealed class DefinitionEditing(DefinitionStore store, CurrentUser user, AdminLog log)
{
    public async Task<DefinitionSaved> SaveAsync(WorkflowDocument model, bool publish, CancellationToken stop) =>
        await RecordAsync(publish ? "definition.publish" : "definition.save", await store.SaveAsync(model, publish, user.Actor.Id, stop), stop);

    public Task<DefinitionSaved> ImportAsync(WorkflowDocument document, CancellationToken stop) => SaveAsync(document, document.IsPublished, stop);

    public async Task<DefinitionSaved> PublishAsync(string definitionId, CancellationToken stop) =>
        await RecordAsync("definition.publish", await store.PublishAsync(definitionId, user.Actor.Id, stop), stop);

    public async Task<DefinitionVersion> RetractAsync(string definitionId, CancellationToken stop) =>
        await RecordAsync("definition.retract", await store.RetractAsync(definitionId, stop), stop);

    public async Task<DefinitionVersion> RevertAsync(string definitionId, int version, CancellationToken stop) =>
        await RecordAsync("definition.revert", await store.RevertAsync(definitionId, version, user.Actor.Id, stop), stop);

    /// <returns>False when there is none (any more).</returns>
    public async Task<bool> DeleteDefinitionAsync(string definitionId, CancellationToken stop)
    {
        var isDeleted = await store.DeleteDefinitionAsync(definitionId, stop);
        if (isDeleted) await log.RecordAsync(new AdminAct("definition.delete", definitionId), stop);
        return isDeleted;
    }

    /// <returns>False when there is none (any more).</returns>
    public async Task<bool> DeleteVersionAsync(string versionId, CancellationToken stop)
    {
        var isDeleted = await store.DeleteVersionAsync(versionId, stop);
        if (isDeleted) await log.RecordAsync(new AdminAct("definition.delete-version", versionId), stop);
        return isDeleted;
    }

    public async Task<IReadOnlyList<DefinitionSummary>> UpdateConsumersAsync(string definitionId, CancellationToken stop)
    {
        var changed = await store.UpdateConsumersAsync(definitionId, user.Actor.Id, stop);
        if (changed.Count > 0) await log.RecordAsync(new AdminAct("definition.update-consumers", definitionId, new { consumers = changed.Select(consumer => consumer.DefinitionId) }), stop);
        return changed;
    }

    private async Task<DefinitionSaved> RecordAsync(string action, DefinitionSaved saved, CancellationToken stop)
    {
        if (!saved.AlreadyPublished) await RecordAsync(action, saved.Version, stop);
        return saved;
    }

    private async Task<DefinitionVersion> RecordAsync(string action, DefinitionVersion version, CancellationToken stop)
    {
        await log.RecordAsync(new AdminAct(action, version.Summary.DefinitionId, new { version.Summary.Version, content = version.Summary.ContentHash }), stop);
        return version;
    }
}
