using System.Diagnostics;
using GridGov.Workflow.Engine.Execution;
using GridGov.Workflow.Engine.History;

namespace GridGov.Workflow.Engine.Runtime.Telemetry;

/// <summary>What a stimulus came to, as numbers.</summary>
internal static class BurstTelemetry
{
    /// <summary>The moment to give to <see cref="Committed"/>; 0 when nobody asks for times.</summary>
    public static long Start() => WorkflowTelemetry.BurstDuration.Enabled ? Stopwatch.GetTimestamp() : 0;

    public static void Refused(Refusal refusal) => WorkflowTelemetry.Refusals.Add(1, new KeyValuePair<string, object?>("code", refusal.Code));

    public static void Committed(Burst burst, long started)
    {
        if (WorkflowTelemetry.Bursts.Enabled) WorkflowTelemetry.Bursts.Add(1, new KeyValuePair<string, object?>("kind", JournalCodec.KindOf(burst.Stimulus)));
        if (started != 0) WorkflowTelemetry.BurstDuration.Record(Stopwatch.GetElapsedTime(started).TotalSeconds);
        if (!WorkflowTelemetry.Incidents.Enabled) return;
        foreach (var entry in burst.Entries)
        {
            if (entry.Kind == EntryKind.IncidentRaised) WorkflowTelemetry.Incidents.Add(1);
        }
    }
}
