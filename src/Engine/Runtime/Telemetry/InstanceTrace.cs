using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using GridGov.Workflow.Engine.Execution.Stimuli;
using GridGov.Workflow.Engine.History;
using GridGov.Workflow.Engine.Persistence;

namespace GridGov.Workflow.Engine.Runtime.Telemetry;

/// <summary>
/// One trace per instance, whatever node or year a burst runs in: its id is made of the instance's id, so nothing need be stored,
/// and whoever knows a case can look its trace up.
/// </summary>
public static class InstanceTrace
{
    /// <summary>Where all spans of an instance hang. The span itself is never sent.</summary>
    public static ActivityContext ContextOf(string instanceId)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(instanceId), hash);
        return new ActivityContext(ActivityTraceId.CreateFromBytes(hash[..16]), ActivitySpanId.CreateFromBytes(hash.Slice(16, 8)), ActivityTraceFlags.Recorded);
    }

    /// <summary>A stimulus on its way through an instance, linked to the request that brought it; null when nobody listens.</summary>
    internal static Activity? Deliver(string instanceId, Stimulus stimulus)
    {
        var source = WorkflowTelemetry.Source;
        if (!source.HasListeners()) return null;
        ActivityLink[]? links = Activity.Current is { } current ? [new ActivityLink(current.Context)] : null;
        var span = source.StartActivity("stimulus " + JournalCodec.KindOf(stimulus), ActivityKind.Internal, ContextOf(instanceId), links: links);
        return span?.SetTag("gridgov.instance", instanceId);
    }

    /// <summary>A delivery to the outside. There is always one, since HTTP sends its id as <c>traceparent</c>, listened to or not.</summary>
    internal static Activity Effect(OutboxRow row)
    {
        var context = ContextOf(row.InstanceId);
        var span = WorkflowTelemetry.Source.StartActivity("effect " + row.Kind, ActivityKind.Client, context)
            ?? new Activity("effect").SetParentId(context.TraceId, context.SpanId, ActivityTraceFlags.None).Start();
        if (span.IsAllDataRequested) span.SetTag("gridgov.instance", row.InstanceId).SetTag("gridgov.attempt", row.Attempts + 1);
        return span;
    }
}
