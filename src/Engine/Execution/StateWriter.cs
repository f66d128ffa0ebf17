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
        json.Number(Names.Format, state.Format);
        json.Text(Names.InstanceId, state.InstanceId);
        json.Text(Names.DefinitionId, state.DefinitionId);
        json.Text(Names.DefinitionVersionId, state.DefinitionVersionId);
        json.Number(Names.DefinitionVersion, state.DefinitionVersion);
        json.Text(Names.ContentHash, state.ContentHash);
        json.Name(Names.Status, state.Status);
        json.Name(Names.SubStatus, state.SubStatus);
        json.Text(Names.Name, state.Name);
        json.Text(Names.CorrelationId, state.CorrelationId);
        json.Text(Names.TriggerActivityId, state.TriggerActivityId);
        json.Name(Names.FlowchartMode, state.FlowchartMode);
        if (state.Parent is { } parent) Parent(json, parent);
        if (state.DataVersion is { } dataVersion) json.WriteNumber(Names.DataVersion, dataVersion);
        json.Flag(Names.IsForeign, state.IsForeign);
        json.Flag(Names.IsDeleted, state.IsDeleted);
        json.Time(Names.CreatedAt, state.CreatedAt);
        json.Time(Names.UpdatedAt, state.UpdatedAt);
        if (state.FinishedAt is { } finishedAt) json.WriteString(Names.FinishedAt, finishedAt);
        json.Number(Names.Burst, state.Burst);
        json.Number(Names.Entries, state.Entries);
        json.Values(Names.Input, state.Input);
        json.Values(Names.Output, state.Output);
        json.Items(Names.Contexts, state.Contexts, Context);
        json.Items(Names.Bookmarks, state.Bookmarks, Bookmark);
        json.Items(Names.Tasks, state.Tasks, Task);
        json.Items(Names.PendingEffects, state.PendingEffects, PendingEffect);
        json.Items(Names.Incidents, state.Incidents, Incident);
        json.WriteStartObject(Names.ActivityOutputs);
        foreach (var (node, outputs) in state.ActivityOutputs)
        {
            json.WriteStartObject(node);
            json.Members(outputs);
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.Value(Names.LastResult, state.LastResult);
        json.WriteEndObject();
    }

    private static void Parent(Utf8JsonWriter json, ParentLink parent)
    {
        json.WriteStartObject(Names.Parent);
        json.Text(Names.InstanceId, parent.InstanceId);
        json.Text(Names.EffectKey, parent.EffectKey);
        json.Flag(Names.NotifyAtEnd, parent.NotifyAtEnd);
        json.WriteEndObject();
    }

    private static void Context(Utf8JsonWriter json, ActivityContext context)
    {
        json.Text(Names.Id, context.Id);
        json.Text(Names.NodeId, context.NodeId);
        json.Text(Names.ParentId, context.ParentId);
        json.Text(Names.ScheduledBy, context.ScheduledBy);
        json.Name(Names.Status, context.Status);
        json.Time(Names.StartedAt, context.StartedAt);
        json.Items(Names.Variables, context.Variables, Variable);
        if (context.Data is { } data) json.Values(Names.Data, data);
        if (context.Flowchart is { } flowchart) Flowchart(json, flowchart);
        json.Text(Names.Tag, context.Tag);
        json.Number(Names.EffectCount, context.EffectCount);
        json.Text(Names.KeysOf, context.KeysOf);
    }

    private static void Variable(Utf8JsonWriter json, VariableSlot variable)
    {
        json.Text(Names.Id, variable.Id);
        json.Text(Names.Name, variable.Name);
        json.Text(Names.Type, variable.Type);
        json.Value(Names.Value, variable.Value);
    }

    private static void Flowchart(Utf8JsonWriter json, FlowchartState flowchart)
    {
        json.WriteStartObject(Names.Flowchart);
        json.Text(Names.StartActivityId, flowchart.StartActivityId);
        json.WriteStartObject(Names.ActivityVisits);
        foreach (var (activity, count) in flowchart.ActivityVisits) json.WriteNumber(activity, count);
        json.WriteEndObject();
        json.WriteStartObject(Names.ConnectionVisits);
        foreach (var (connection, visit) in flowchart.ConnectionVisits) json.WriteNumber(connection, visit.Stored);
        json.WriteEndObject();
        json.Items(Names.Tokens, flowchart.Tokens, Token);
        json.WriteEndObject();
    }

    private static void Token(Utf8JsonWriter json, FlowToken token)
    {
        json.Text(Names.From, token.From);
        json.Text(Names.Outcome, token.Outcome);
        json.Text(Names.To, token.To);
        json.Flag(Names.Consumed, token.Consumed);
        json.Flag(Names.Blocked, token.Blocked);
    }

    private static void Bookmark(Utf8JsonWriter json, Bookmark bookmark)
    {
        json.Text(Names.Id, bookmark.Id);
        json.Text(Names.Name, bookmark.Name);
        json.Text(Names.ExecutionId, bookmark.ExecutionId);
        json.Text(Names.NodeId, bookmark.NodeId);
        json.Text(Names.Hash, bookmark.Hash);
        json.Value(Names.Payload, bookmark.Payload);
        json.Text(Names.CorrelationId, bookmark.CorrelationId);
        json.Time(Names.CreatedAt, bookmark.CreatedAt);
        if (bookmark.DueAt is { } dueAt) json.WriteString(Names.DueAt, dueAt);
        json.Text(Names.Tag, bookmark.Tag);
    }

    private static void Task(Utf8JsonWriter json, HumanTask task)
    {
        json.Text(Names.Id, task.Id);
        json.Text(Names.InstanceId, task.InstanceId);
        json.Text(Names.ExecutionId, task.ExecutionId);
        json.Text(Names.NodeId, task.NodeId);
        json.Text(Names.Name, task.Name);
        json.Text(Names.Title, task.Title);
        json.Value(Names.Payload, task.Payload);
        json.Texts(Names.Candidates, task.Candidates);
        json.Texts(Names.ExcludedUsers, task.ExcludedUsers);
        json.Texts(Names.ExcludedUnits, task.ExcludedUnits);
        json.Texts(Names.Outcomes, task.Outcomes);
        json.Value(Names.Form, task.Form);
        json.Name(Names.Status, task.Status);
        json.Text(Names.Assignee, task.Assignee);
        json.Time(Names.CreatedAt, task.CreatedAt);
        if (task.DueAt is { } dueAt) json.WriteString(Names.DueAt, dueAt);
        if (task.RemindAt is { } remindAt) json.WriteString(Names.RemindAt, remindAt);
        json.Text(Names.CompletedBy, task.CompletedBy);
        if (task.CompletedAt is { } completedAt) json.WriteString(Names.CompletedAt, completedAt);
        json.Text(Names.Outcome, task.Outcome);
        json.Text(Names.AreaCode, task.AreaCode);
        json.Text(Names.UnitId, task.UnitId);
        json.Text(Names.SubjectKey, task.SubjectKey);
    }

    private static void PendingEffect(Utf8JsonWriter json, PendingEffect effect)
    {
        json.Text(Names.Key, effect.Key);
        json.Text(Names.ExecutionId, effect.ExecutionId);
        json.Text(Names.Kind, effect.Kind);
        json.Text(Names.Tag, effect.Tag);
        if (effect.Answer is null) return;
        json.WritePropertyName(Names.Answer);
        JsonSerializer.Serialize(json, effect.Answer, InstanceStateJson.Default.Stimulus);
    }

    private static void Incident(Utf8JsonWriter json, Incident incident)
    {
        json.Text(Names.Id, incident.Id);
        json.Text(Names.ActivityId, incident.ActivityId);
        json.Text(Names.NodeId, incident.NodeId);
        json.Text(Names.ActivityType, incident.ActivityType);
        json.Text(Names.ExecutionId, incident.ExecutionId);
        json.Text(Names.Code, incident.Code);
        json.Text(Names.Message, incident.Message);
        json.Text(Names.StimulusId, incident.StimulusId);
        json.Time(Names.At, incident.At);
        json.Flag(Names.Resolved, incident.Resolved);
    }

    /// <summary>Names of members, encoded once.</summary>
    private static class Names
    {
        public static readonly JsonEncodedText ActivityId = JsonEncodedText.Encode("activityId");
        public static readonly JsonEncodedText ActivityOutputs = JsonEncodedText.Encode("activityOutputs");
        public static readonly JsonEncodedText ActivityType = JsonEncodedText.Encode("activityType");
        public static readonly JsonEncodedText ActivityVisits = JsonEncodedText.Encode("activityVisits");
        public static readonly JsonEncodedText Answer = JsonEncodedText.Encode("answer");
        public static readonly JsonEncodedText AreaCode = JsonEncodedText.Encode("areaCode");
        public static readonly JsonEncodedText Assignee = JsonEncodedText.Encode("assignee");
        public static readonly JsonEncodedText At = JsonEncodedText.Encode("at");
        public static readonly JsonEncodedText Blocked = JsonEncodedText.Encode("blocked");
        public static readonly JsonEncodedText Bookmarks = JsonEncodedText.Encode("bookmarks");
        public static readonly JsonEncodedText Burst = JsonEncodedText.Encode("burst");
        public static readonly JsonEncodedText Candidates = JsonEncodedText.Encode("candidates");
        public static readonly JsonEncodedText Code = JsonEncodedText.Encode("code");
        public static readonly JsonEncodedText CompletedAt = JsonEncodedText.Encode("completedAt");
        public static readonly JsonEncodedText CompletedBy = JsonEncodedText.Encode("completedBy");
        public static readonly JsonEncodedText ConnectionVisits = JsonEncodedText.Encode("connectionVisits");
        public static readonly JsonEncodedText Consumed = JsonEncodedText.Encode("consumed");
        public static readonly JsonEncodedText ContentHash = JsonEncodedText.Encode("contentHash");
        public static readonly JsonEncodedText Contexts = JsonEncodedText.Encode("contexts");
        public static readonly JsonEncodedText CorrelationId = JsonEncodedText.Encode("correlationId");
        public static readonly JsonEncodedText CreatedAt = JsonEncodedText.Encode("createdAt");
        public static readonly JsonEncodedText Data = JsonEncodedText.Encode("data");
        public static readonly JsonEncodedText DataVersion = JsonEncodedText.Encode("dataVersion");
        public static readonly JsonEncodedText DefinitionId = JsonEncodedText.Encode("definitionId");
        public static readonly JsonEncodedText DefinitionVersion = JsonEncodedText.Encode("definitionVersion");
        public static readonly JsonEncodedText DefinitionVersionId = JsonEncodedText.Encode("definitionVersionId");
        public static readonly JsonEncodedText DueAt = JsonEncodedText.Encode("dueAt");
        public static readonly JsonEncodedText EffectCount = JsonEncodedText.Encode("effectCount");
        public static readonly JsonEncodedText EffectKey = JsonEncodedText.Encode("effectKey");
        public static readonly JsonEncodedText Entries = JsonEncodedText.Encode("entries");
        public static readonly JsonEncodedText ExcludedUnits = JsonEncodedText.Encode("excludedUnits");
        public static readonly JsonEncodedText ExcludedUsers = JsonEncodedText.Encode("excludedUsers");
        public static readonly JsonEncodedText ExecutionId = JsonEncodedText.Encode("executionId");
        public static readonly JsonEncodedText FinishedAt = JsonEncodedText.Encode("finishedAt");
        public static readonly JsonEncodedText Flowchart = JsonEncodedText.Encode("flowchart");
        public static readonly JsonEncodedText FlowchartMode = JsonEncodedText.Encode("flowchartMode");
        public static readonly JsonEncodedText Form = JsonEncodedText.Encode("form");
        public static readonly JsonEncodedText Format = JsonEncodedText.Encode("format");
        public static readonly JsonEncodedText From = JsonEncodedText.Encode("from");
        public static readonly JsonEncodedText Hash = JsonEncodedText.Encode("hash");
        public static readonly JsonEncodedText Id = JsonEncodedText.Encode("id");
        public static readonly JsonEncodedText Incidents = JsonEncodedText.Encode("incidents");
        public static readonly JsonEncodedText Input = JsonEncodedText.Encode("input");
        public static readonly JsonEncodedText InstanceId = JsonEncodedText.Encode("instanceId");
        public static readonly JsonEncodedText IsDeleted = JsonEncodedText.Encode("isDeleted");
        public static readonly JsonEncodedText IsForeign = JsonEncodedText.Encode("isForeign");
        public static readonly JsonEncodedText Key = JsonEncodedText.Encode("key");
        public static readonly JsonEncodedText KeysOf = JsonEncodedText.Encode("keysOf");
        public static readonly JsonEncodedText Kind = JsonEncodedText.Encode("kind");
        public static readonly JsonEncodedText LastResult = JsonEncodedText.Encode("lastResult");
        public static readonly JsonEncodedText Message = JsonEncodedText.Encode("message");
        public static readonly JsonEncodedText Name = JsonEncodedText.Encode("name");
        public static readonly JsonEncodedText NodeId = JsonEncodedText.Encode("nodeId");
        public static readonly JsonEncodedText NotifyAtEnd = JsonEncodedText.Encode("notifyAtEnd");
        public static readonly JsonEncodedText Outcome = JsonEncodedText.Encode("outcome");
        public static readonly JsonEncodedText Outcomes = JsonEncodedText.Encode("outcomes");
        public static readonly JsonEncodedText Output = JsonEncodedText.Encode("output");
        public static readonly JsonEncodedText Parent = JsonEncodedText.Encode("parent");
        public static readonly JsonEncodedText ParentId = JsonEncodedText.Encode("parentId");
        public static readonly JsonEncodedText Payload = JsonEncodedText.Encode("payload");
        public static readonly JsonEncodedText PendingEffects = JsonEncodedText.Encode("pendingEffects");
        public static readonly JsonEncodedText RemindAt = JsonEncodedText.Encode("remindAt");
        public static readonly JsonEncodedText Resolved = JsonEncodedText.Encode("resolved");
        public static readonly JsonEncodedText ScheduledBy = JsonEncodedText.Encode("scheduledBy");
        public static readonly JsonEncodedText StartActivityId = JsonEncodedText.Encode("startActivityId");
        public static readonly JsonEncodedText StartedAt = JsonEncodedText.Encode("startedAt");
        public static readonly JsonEncodedText Status = JsonEncodedText.Encode("status");
        public static readonly JsonEncodedText StimulusId = JsonEncodedText.Encode("stimulusId");
        public static readonly JsonEncodedText SubStatus = JsonEncodedText.Encode("subStatus");
        public static readonly JsonEncodedText SubjectKey = JsonEncodedText.Encode("subjectKey");
        public static readonly JsonEncodedText Tag = JsonEncodedText.Encode("tag");
        public static readonly JsonEncodedText Tasks = JsonEncodedText.Encode("tasks");
        public static readonly JsonEncodedText Title = JsonEncodedText.Encode("title");
        public static readonly JsonEncodedText To = JsonEncodedText.Encode("to");
        public static readonly JsonEncodedText Tokens = JsonEncodedText.Encode("tokens");
        public static readonly JsonEncodedText TriggerActivityId = JsonEncodedText.Encode("triggerActivityId");
        public static readonly JsonEncodedText Type = JsonEncodedText.Encode("type");
        public static readonly JsonEncodedText UnitId = JsonEncodedText.Encode("unitId");
        public static readonly JsonEncodedText UpdatedAt = JsonEncodedText.Encode("updatedAt");
        public static readonly JsonEncodedText Value = JsonEncodedText.Encode("value");
        public static readonly JsonEncodedText Variables = JsonEncodedText.Encode("variables");
    }
}
