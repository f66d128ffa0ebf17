using System.Text.Json;

namespace GridGov.Workflow.Engine.Execution;

/// <summary>Copies a state for a burst: lists and mutable contexts anew, immutable values shared.</summary>
internal static class StateCopy
{
    public static InstanceState Of(InstanceState state) => new()
    {
        Format = state.Format,
        InstanceId = state.InstanceId,
        DefinitionId = state.DefinitionId,
        DefinitionVersionId = state.DefinitionVersionId,
        DefinitionVersion = state.DefinitionVersion,
        ContentHash = state.ContentHash,
        Status = state.Status,
        SubStatus = state.SubStatus,
        Name = state.Name,
        CorrelationId = state.CorrelationId,
        TriggerActivityId = state.TriggerActivityId,
        FlowchartMode = state.FlowchartMode,
        Parent = state.Parent,
        IsForeign = state.IsForeign,
        IsDeleted = state.IsDeleted,
        CreatedAt = state.CreatedAt,
        UpdatedAt = state.UpdatedAt,
        FinishedAt = state.FinishedAt,
        Burst = state.Burst,
        Entries = state.Entries,
        Input = state.Input, // never changed after the start
        Output = new Dictionary<string, JsonElement>(state.Output),
        Contexts = state.Contexts.ConvertAll(Of),
        Bookmarks = [.. state.Bookmarks],
        Tasks = [.. state.Tasks],
        PendingEffects = [.. state.PendingEffects],
        Incidents = [.. state.Incidents],
        ActivityOutputs = new Dictionary<string, Dictionary<string, JsonElement>>(state.ActivityOutputs), // inner ones are copied when written
        LastResult = state.LastResult,
        Subject = state.Subject,
    };

    private static ActivityContext Of(ActivityContext context) => new()
    {
        Id = context.Id,
        NodeId = context.NodeId,
        ParentId = context.ParentId,
        ScheduledBy = context.ScheduledBy,
        Status = context.Status,
        StartedAt = context.StartedAt,
        Variables = [.. context.Variables],
        Data = context.Data is null ? null : new Dictionary<string, JsonElement>(context.Data),
        Flowchart = context.Flowchart is null ? null : Of(context.Flowchart),
        Tag = context.Tag,
        EffectCount = context.EffectCount,
        KeysOf = context.KeysOf,
    };

    private static FlowchartState Of(FlowchartState flowchart) => new()
    {
        StartActivityId = flowchart.StartActivityId,
        ActivityVisits = new Dictionary<string, int>(flowchart.ActivityVisits),
        ConnectionVisits = new Dictionary<string, ConnectionVisit>(flowchart.ConnectionVisits),
        Tokens = [.. flowchart.Tokens],
    };
}
