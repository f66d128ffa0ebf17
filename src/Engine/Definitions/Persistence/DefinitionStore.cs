using GridGov.Workflow.Engine.Definitions.Documents;
using GridGov.Workflow.Engine.Definitions.Versioning;
using Microsoft.EntityFrameworkCore;

namespace GridGov.Workflow.Engine.Definitions.Persistence;

/// <summary>
/// The commands on definitions (elsa-definition-format.md §3.2, §3.3). Each is one transaction; a conflict with another writer repeats it
/// on fresh data. Saving, publishing and importing the same again changes nothing. Thread-safe.
/// </summary>
public sealed class DefinitionStore
{
    private readonly DefinitionCommands _commands;
    private readonly DefinitionWriter _writer;
    private readonly DefinitionConsumers _consumers;

    internal DefinitionStore(DefinitionCommands commands, DefinitionWriter writer, DefinitionConsumers consumers)
    {
        _commands = commands;
        _writer = writer;
        _consumers = consumers;
    }

    /// <summary>
    /// Saves a model as the draft of its definition, or as a new definition when it has no (known) definition id, and publishes
    /// it when asked to: then nothing is saved if validation finds errors.
    /// </summary>
    /// <exception cref="DefinitionException">ReadOnly, Invalid, Format (a name or id too long), Conflict.</exception>
    public async Task<DefinitionSaved> SaveAsync(WorkflowDocument model, bool publish, string? savedBy, CancellationToken cancellationToken = default)
    {
        var saved = await _commands.RunAsync(
            model.DefinitionId ?? model.Name ?? "", context => _writer.SaveAsync(context, model, publish, savedBy, cancellationToken), cancellationToken);
        return publish ? await WithConsumersAsync(saved, savedBy, cancellationToken) : saved;
    }

    /// <summary>Imports a document: like saving, and publishes when the document says that it is published (§3.2).</summary>
    /// <inheritdoc cref="SaveAsync" path="/exception"/>
    public Task<DefinitionSaved> ImportAsync(WorkflowDocument document, string? savedBy, CancellationToken cancellationToken = default) =>
        SaveAsync(document, document.IsPublished, savedBy, cancellationToken);

    /// <summary>Publishes the latest version.</summary>
    /// <exception cref="DefinitionException">NotFound, ReadOnly, Invalid with all faults, Conflict.</exception>
    public async Task<DefinitionSaved> PublishAsync(string definitionId, string? savedBy, CancellationToken cancellationToken = default)
    {
        var saved = await _commands.RunAsync(
            definitionId, context => _writer.PublishAsync(context, definitionId, savedBy, cancellationToken), cancellationToken);
        return await WithConsumersAsync(saved, savedBy, cancellationToken);
    }

    /// <summary>Latest versions of the definitions that use this one as an activity.</summary>
    public Task<IReadOnlyList<DefinitionVersion>> FindConsumersAsync(string definitionId, CancellationToken cancellationToken = default) =>
        _consumers.FindAsync(definitionId, cancellationToken);

    /// <summary>
    /// Moves every use of the definition to its published version: consumers get a new draft, which is published when their latest
    /// version was. Read-only consumers, and those whose new version has errors, stay as they are.
    /// </summary>
    /// <returns>The consumers that changed; none when nothing is published or usable as an activity.</returns>
    public async Task<IReadOnlyList<DefinitionSummary>> UpdateConsumersAsync(
        string definitionId, string? savedBy, CancellationToken cancellationToken = default)
    {
        var published = await _commands.RunAsync(definitionId, async context => (await DefinitionRowSet.LoadAsync(context, definitionId, cancellationToken)).Published?.Summary(), cancellationToken);
        if (published?.ActivityType is null) return [];
        var updated = new List<DefinitionSummary>();
        foreach (var consumer in await _consumers.FindAsync(definitionId, cancellationToken))
        {
            if (consumer.Summary.IsReadonly || DefinitionConsumers.Move(consumer.Document, published) is not { } moved) continue;
            try
            {
                updated.Add((await SaveAsync(moved, consumer.Summary.IsPublished, savedBy, cancellationToken)).Version.Summary);
            }
            catch (DefinitionException error) when (error.Kind == DefinitionErrorKind.Invalid)
            {
                // Publishing the consumer is its owner's decision then; the designer shows that a newer version is available.
            }
        }

        return updated;
    }

    /// <summary>Withdraws the published version; it stays and can be edited.</summary>
    /// <exception cref="DefinitionException">NotFound, ReadOnly, State (nothing is published), Conflict.</exception>
    public Task<DefinitionVersion> RetractAsync(string definitionId, CancellationToken cancellationToken = default) =>
        _commands.RunAsync(definitionId, async context =>
        {
            var rows = await DefinitionWriter.EditableAsync(context, definitionId, cancellationToken);
            var change = DefinitionVersioning.Retract(rows.Headers)
                ?? throw DefinitionException.Create(DefinitionErrorKind.State, "definition.not-published", rows.Name);
            await _writer.ApplyAsync(context, rows, change, cancellationToken);
            return rows.Row(change.TargetId!).Version();
        }, cancellationToken);

    /// <summary>Makes a copy of an old version the new draft.</summary>
    /// <exception cref="DefinitionException">NotFound (definition or version), ReadOnly, Conflict.</exception>
    public Task<DefinitionVersion> RevertAsync(string definitionId, int version, string? savedBy, CancellationToken cancellationToken = default) =>
        _commands.RunAsync(definitionId, context => _writer.RevertAsync(context, definitionId, version, savedBy, cancellationToken), cancellationToken);

    /// <summary>Deletes one version, or hides it when instances name it.</summary>
    /// <returns>False when there is no such version (any more).</returns>
    /// <exception cref="DefinitionException">ReadOnly, Conflict.</exception>
    public Task<bool> DeleteVersionAsync(string versionId, CancellationToken cancellationToken = default) =>
        _commands.RunAsync(versionId, async context =>
        {
            var definitionId = await context.Set<DefinitionVersionRow>()
                .Where(row => row.Id == versionId && !row.IsHidden).Select(row => row.DefinitionId).SingleOrDefaultAsync(cancellationToken);
            if (definitionId is null) return false;
            var rows = await DefinitionWriter.EditableAsync(context, definitionId, cancellationToken);
            var used = await DefinitionWriter.UsedAsync(context, [versionId], cancellationToken);
            var change = DefinitionVersioning.DeleteVersion(rows.Headers, versionId, used.Contains(versionId));
            if (change is null) return false;
            await _writer.ApplyAsync(context, rows, change, cancellationToken);
            return true;
        }, cancellationToken);

    /// <summary>Deletes all versions, hiding those that instances name.</summary>
    /// <returns>False when there is no such definition (any more).</returns>
    /// <exception cref="DefinitionException">ReadOnly, Conflict.</exception>
    public Task<bool> DeleteDefinitionAsync(string definitionId, CancellationToken cancellationToken = default) =>
        _commands.RunAsync(definitionId, async context =>
        {
            var rows = await DefinitionRowSet.LoadAsync(context, definitionId, cancellationToken);
            if (rows.Latest is null) return false;
            rows.EnsureEditable();
            var used = await DefinitionWriter.UsedAsync(context, [.. rows.Headers.Select(header => header.Id)], cancellationToken);
            await _writer.ApplyAsync(context, rows, DefinitionVersioning.DeleteDefinition(rows.Headers, used)!, cancellationToken);
            return true;
        }, cancellationToken);

    /// <summary>
    /// Content of a version as it would run now, stored so that an instance can name it. A draft's pins are looked up anew.
    /// </summary>
    /// <exception cref="DefinitionException">NotFound; Invalid when a workflow-as-activity closes a cycle.</exception>
    public Task<DefinitionContent> GetContentAsync(string definitionId, VersionOptions options, CancellationToken cancellationToken = default) =>
        _commands.RunAsync(definitionId, context => _writer.GetContentAsync(context, definitionId, options, cancellationToken), cancellationToken);

    private async Task<DefinitionSaved> WithConsumersAsync(DefinitionSaved saved, string? savedBy, CancellationToken cancellationToken)
    {
        if (saved.AlreadyPublished || !saved.Version.Document.Options.AutoUpdateConsumingWorkflows) return saved;
        return saved with { UpdatedConsumers = await UpdateConsumersAsync(saved.Version.Summary.DefinitionId, savedBy, cancellationToken) };
    }
}
