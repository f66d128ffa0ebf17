using GridGov.Workflow.Engine.Activities;
using GridGov.Workflow.Engine.Definitions.Documents;
using GridGov.Workflow.Engine.Definitions.Validation;
using GridGov.Workflow.Engine.Expressions;
using GridGov.Workflow.Engine.Persistence;
using Microsoft.EntityFrameworkCore;

namespace GridGov.Workflow.Engine.Definitions.Persistence;

/// <summary>Validates a version, stores its content, and tells the listeners.</summary>
internal sealed class DefinitionPublisher(
    DefinitionContents contents, DefinitionValidator validator, IActivityRegistry registry, IEnumerable<IPublishListener> listeners)
{
    /// <returns>The warnings.</returns>
    /// <exception cref="DefinitionException">Invalid: all faults.</exception>
    public async Task<IReadOnlyList<DefinitionFault>> PublishAsync(WorkflowDbContext context, DefinitionVersionRow row, CancellationToken cancellationToken)
    {
        // Looked up anew: a workflow that the draft uses may have come or changed since its last save.
        var built = await contents.BuildAsync(context, row.StoredDocument(), cancellationToken);
        var validation = validator.Validate(built.Content);
        var faults = built.Faults
            .Concat(await ActivityNameFaultsAsync(context, row, cancellationToken))
            .Concat(validation.Faults)
            .OrderByDescending(fault => fault.Severity).ToList();
        RefuseErrors(row.Name ?? row.DefinitionId, faults);

        await DefinitionContents.StoreAsync(context, built.Content, cancellationToken);
        row.ContentHash = built.Content.Hash;
        var published = new PublishedDefinition(row.DefinitionId, row.Id, row.Version, built.Content, validation.Graph);
        foreach (var listener in listeners) await TellAsync(listener, context, published, cancellationToken);
        return faults;
    }

    private static async Task TellAsync(
        IPublishListener listener, WorkflowDbContext context, PublishedDefinition published, CancellationToken cancellationToken)
    {
        try
        {
            await listener.PublishedAsync(context, published, cancellationToken);
        }
        catch (Exception error) when (error is FormatException or ExpressionException)
        {
            // A start trigger whose inputs are no constants, or not of their kind: the definition's fault, not the server's.
            var fault = DefinitionFaults.Error("trigger.not-constant", null, "root", null, error.Message);
            throw new DefinitionException(DefinitionErrorKind.Invalid, fault.Code, fault.Message, [fault], error);
        }
    }

    public async Task RetractedAsync(WorkflowDbContext context, string definitionId, CancellationToken cancellationToken)
    {
        foreach (var listener in listeners) await listener.RetractedAsync(context, definitionId, cancellationToken);
    }

    /// <exception cref="DefinitionException">Invalid, when a fault is an error; the message shows the first five.</exception>
    public static void RefuseErrors(string name, IReadOnlyList<DefinitionFault> faults)
    {
        var errors = faults.Where(fault => fault.Severity == FaultSeverity.Error).ToList();
        if (errors.Count == 0) return;
        var shown = string.Join(' ', errors.Take(5).Select(error => error.Message));
        throw new DefinitionException(
            DefinitionErrorKind.Invalid, "definition.invalid", DefinitionTexts.Format("definition.invalid", name, errors.Count, shown), faults);
    }

    /// <summary>Descriptors must be unique by type and version (trap T2), so two definitions cannot give one type name.</summary>
    private async Task<IEnumerable<DefinitionFault>> ActivityNameFaultsAsync(WorkflowDbContext context, DefinitionVersionRow row, CancellationToken cancellationToken)
    {
        var document = row.StoredDocument();
        if (!document.Options.UsableAsActivity) return [];
        if (row.ActivityType is not { } type) return [DefinitionFaults.Error("definition.activity-name-missing", null, "name", row.Name)];
        if (registry.TryGet(type, out var activity))
        {
            var display = ActivityDescriptor.Of(activity).Attribute.DisplayName;
            return [DefinitionFaults.Error("definition.activity-name-taken", null, "name", row.Name, row.Name, type, $"系统活动“{display}”")];
        }

        var others = await context.Set<DefinitionVersionRow>()
            .Where(other => other.ActivityType == type && other.DefinitionId != row.DefinitionId && other.IsPublished)
            .Select(other => new { other.ActivityType, other.Name, other.DefinitionId }).ToListAsync(cancellationToken);
        return others.Where(other => other.ActivityType == type).Take(1).Select(other => DefinitionFaults.Error(
            "definition.activity-name-taken", null, "name", row.Name, row.Name, type, $"流程定义“{other.Name}”（{other.DefinitionId}）"));
    }
}
