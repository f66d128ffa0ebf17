using System.Text.Json;
using GridGov.Workflow.Engine.Execution.Stimuli;

namespace GridGov.Workflow.Engine.Execution;

/// <summary>What a child instance tells its parent, as the answer to the effect that started it.</summary>
internal static class ChildReport
{
    public static JsonElement Of(InstanceState child, ParentLink parent) => JsonValues.Object(json =>
    {
        json.WriteString("parentInstanceId", parent.InstanceId);
        json.WriteString("effectKey", parent.EffectKey);
        json.WriteString("instanceId", child.InstanceId);
        json.WriteBoolean("final", child.Status == WorkflowStatus.Finished);
        json.WriteString("status", child.Status.ToString());
        json.WriteString("subStatus", child.SubStatus.ToString());
        json.WritePropertyName("output");
        JsonValues.Of(child.Output).WriteTo(json);
    });
}
