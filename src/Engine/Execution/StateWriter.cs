using System.Text.Json;
using GridGov.Workflow.Engine.Execution.Stimuli;
using GridGov.Workflow.Engine.Tasks;

namespace GridGov.Workflow.Engine.Execution;

/// <summary>
/// Writes the state as <see cref="InstanceStateJson"/> reads it: members in the order of their declaration, those with default values left
/// out. By hand, because each burst writes the whole state, and the generated writer compares each JSON value with "none" by reflection; a
/// test holds the two together.
/// </summary>
internal static class StateWriter
{
    public static void Write(Utf8JsonWriter json, InstanceState state)
    {
        json.WriteStartObject();
        json.Number("format"u8, state.Format);
        json.Text("instanceId"u8, state.InstanceId);
        json.Text("definitionId"u8, state.DefinitionId);
        json.Text("definitionVersionId"u8, state.DefinitionVersionId);
        json.Number("definitionVersion"u8, state.DefinitionVersion);
        json.Text("contentHash"u8, state.ContentHash);
        json.Name("status"u8, state.Status);
        json.Name("subStatus"u8, state.SubStatus);
        json.Text("name"u8, state.Name);
        json.Text("correlationId"u8, state.CorrelationId);
        json.Text("triggerActivityId"u8, state.TriggerActivityId);
        json.Name("flowchartMode"u8, state.FlowchartMode);
        if (state.Parent is { } parent) Parent(json, parent);
        if (state.DataVersion is { } dataVersion) json.WriteNumber("dataVersion"u8, dataVersion);
        json.Flag("isForeign"u8, state.IsForeign);
        json.Flag("isDeleted"u8, state.IsDeleted);
        json.Time("createdAt"u8, state.CreatedAt);
        json.Time("updatedAt"u8, state.UpdatedAt);
        if (state.FinishedAt is { } finishedAt) json.WriteString("finishedAt"u8, finishedAt);
        json.Number("burst"u8, state.Burst);
        json.Number("entries"u8, state.Entries);
        json.Values("input"u8, state.Input);
        json.Values("output"u8, state.Output);
        json.Items("contexts"u8, state.Contexts, Context);
        json.Items("bookmarks"u8, state.Bookmarks, Bookmark);
        json.Items("tasks"u8, state.Tasks, Task);
        json.Items("pendingEffects"u8, state.PendingEffects, PendingEffect);
        json.Items("incidents"u8, state.Incidents, Incident);
        json.WriteStartObject("activityOutputs"u8);
        foreach (var (node, outputs) in state.ActivityOutputs)
        {
            json.WriteStartObject(node);
            json.Members(outputs);
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.Value("lastResult"u8, state.LastResult);
        json.WriteEndObject();
    }

    private static void Parent(Utf8JsonWriter json, ParentLink parent)
    {
        json.WriteStartObject("parent"u8);
        json.Text("instanceId"u8, parent.InstanceId);
        json.Text("effectKey"u8, parent.EffectKey);
        json.Flag("notifyAtEnd"u8, parent.NotifyAtEnd);
        json.WriteEndObject();
    }

    private static void Context(Utf8JsonWriter json, ActivityContext context)
    {
        json.Text("id"u8, context.Id);
        json.Text("nodeId"u8, context.NodeId);
        json.Text("parentId"u8, context.ParentId);
        json.Text("scheduledBy"u8, context.ScheduledBy);
        json.Name("status"u8, context.Status);
        json.Time("startedAt"u8, context.StartedAt);
        json.Items("variables"u8, context.Variables, Variable);
        if (context.Data is { } data) json.Values("data"u8, data);
        if (context.Flowchart is { } flowchart) Flowchart(json, flowchart);
        json.Text("tag"u8, context.Tag);
        json.Number("effectCount"u8, context.EffectCount);
        json.Text("keysOf"u8, context.KeysOf);
    }

    private static void Variable(Utf8JsonWriter json, VariableSlot variable)
    {
        json.Text("id"u8, variable.Id);
        json.Text("name"u8, variable.Name);
        json.Text("type"u8, variable.Type);
        json.Value("value"u8, variable.Value);
    }

    private static void Flowchart(Utf8JsonWriter json, FlowchartState flowchart)
    {
        json.WriteStartObject("flowchart"u8);
        json.Text("startActivityId"u8, flowchart.StartActivityId);
        json.WriteStartObject("activityVisits"u8);
        foreach (var (activity, count) in flowchart.ActivityVisits) json.WriteNumber(activity, count);
        json.WriteEndObject();
        json.WriteStartObject("connectionVisits"u8);
        foreach (var (connection, visit) in flowchart.ConnectionVisits) json.WriteNumber(connection, visit.Stored);
        json.WriteEndObject();
        json.Items("tokens"u8, flowchart.Tokens, Token);
        json.WriteEndObject();
    }

    private static void Token(Utf8JsonWriter json, FlowToken token)
    {
        json.Text("from"u8, token.From);
        json.Text("outcome"u8, token.Outcome);
        json.Text("to"u8, token.To);
        json.Flag("consumed"u8, token.Consumed);
        json.Flag("blocked"u8, token.Blocked);
    }

    private static void Bookmark(Utf8JsonWriter json, Bookmark bookmark)
    {
        json.Text("id"u8, bookmark.Id);
        json.Text("name"u8, bookmark.Name);
        json.Text("executionId"u8, bookmark.ExecutionId);
        json.Text("nodeId"u8, bookmark.NodeId);
        json.Text("hash"u8, bookmark.Hash);
        json.Value("payload"u8, bookmark.Payload);
        json.Text("correlationId"u8, bookmark.CorrelationId);
        json.Time("createdAt"u8, bookmark.CreatedAt);
        if (bookmark.DueAt is { } dueAt) json.WriteString("dueAt"u8, dueAt);
        json.Text("tag"u8, bookmark.Tag);
    }

    private static void Task(Utf8JsonWriter json, HumanTask task)
    {
        json.Text("id"u8, task.Id);
        json.Text("instanceId"u8, task.InstanceId);
        json.Text("executionId"u8, task.ExecutionId);
        json.Text("nodeId"u8, task.NodeId);
        json.Text("name"u8, task.Name);
        json.Text("title"u8, task.Title);
        json.Value("payload"u8, task.Payload);
        json.Texts("candidates"u8, task.Candidates);
        json.Texts("excludedUsers"u8, task.ExcludedUsers);
        json.Texts("excludedUnits"u8, task.ExcludedUnits);
        json.Texts("outcomes"u8, task.Outcomes);
        json.Value("form"u8, task.Form);
        json.Name("status"u8, task.Status);
        json.Text("assignee"u8, task.Assignee);
        json.Time("createdAt"u8, task.CreatedAt);
        if (task.DueAt is { } dueAt) json.WriteString("dueAt"u8, dueAt);
        if (task.RemindAt is { } remindAt) json.WriteString("remindAt"u8, remindAt);
        json.Text("completedBy"u8, task.CompletedBy);
        if (task.CompletedAt is { } completedAt) json.WriteString("completedAt"u8, completedAt);
        json.Text("outcome"u8, task.Outcome);
        json.Text("areaCode"u8, task.AreaCode);
        json.Text("unitId"u8, task.UnitId);
        json.Text("subjectKey"u8, task.SubjectKey);
    }

    private static void PendingEffect(Utf8JsonWriter json, PendingEffect effect)
    {
        json.Text("key"u8, effect.Key);
        json.Text("executionId"u8, effect.ExecutionId);
        json.Text("kind"u8, effect.Kind);
        json.Text("tag"u8, effect.Tag);
        if (effect.Answer is null) return;
        json.WritePropertyName("answer"u8);
        JsonSerializer.Serialize(json, effect.Answer, InstanceStateJson.Default.Stimulus);
    }

    private static void Incident(Utf8JsonWriter json, Incident incident)
    {
        json.Text("id"u8, incident.Id);
        json.Text("activityId"u8, incident.ActivityId);
        json.Text("nodeId"u8, incident.NodeId);
        json.Text("activityType"u8, incident.ActivityType);
        json.Text("executionId"u8, incident.ExecutionId);
        json.Text("code"u8, incident.Code);
        json.Text("message"u8, incident.Message);
        json.Text("stimulusId"u8, incident.StimulusId);
        json.Time("at"u8, incident.At);
        json.Flag("resolved"u8, incident.Resolved);
    }
}
