using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace GridGov.Workflow.Engine.Runtime.Telemetry;

/// <summary>
/// What the engine tells of itself. Where nobody listens, an instrument costs one look at a flag. No tag holds a person, a case or
/// words of anybody: ids of instances are in traces only.
/// </summary>
public static class WorkflowTelemetry
{
    /// <summary>Name of the meter and of the activity source.</summary>
    public const string Name = "GridGov.Workflow";

    internal static readonly ActivitySource Source = new(Name);
    private static readonly Meter Meter = new(Name);

    // A disk takes a millisecond, a database in trouble a minute.
    private static readonly InstrumentAdvice<double> Short = new()
    {
        HistogramBucketBoundaries = [0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 5, 30],
    };

    private static readonly InstrumentAdvice<double> Long = new()
    {
        HistogramBucketBoundaries = [0.01, 0.1, 0.5, 1, 2, 5, 10, 30, 60, 300, 3600, 86400],
    };

    /// <summary>Committed steps, by kind of stimulus.</summary>
    internal static readonly Counter<long> Bursts = Meter.CreateCounter<long>("gridgov.bursts", "{burst}", "Committed bursts by kind of stimulus");

    /// <summary>From the core's start to the durable commit.</summary>
    internal static readonly Histogram<double> BurstDuration = Meter.CreateHistogram<double>("gridgov.burst.duration", "s", "Time of a burst, commit included", tags: null, advice: Short);

    /// <summary>Stimuli that the core refused, by code.</summary>
    internal static readonly Counter<long> Refusals = Meter.CreateCounter<long>("gridgov.refusals", "{stimulus}", "Refused stimuli by code");
    internal static readonly Counter<long> Incidents = Meter.CreateCounter<long>("gridgov.incidents", "{incident}", "Incidents raised");
    internal static readonly Histogram<int> GroupSize = Meter.CreateHistogram<int>("gridgov.commit.group.size", "{work}", "Works in a commit group", tags: null, advice: new InstrumentAdvice<int> { HistogramBucketBoundaries = [1, 2, 4, 8, 16, 32, 64, 128] });
    internal static readonly Histogram<double> CommitDuration = Meter.CreateHistogram<double>("gridgov.commit.duration", "s", "Time of a transaction", tags: null, advice: Short);

    /// <summary>How late timers run.</summary>
    internal static readonly Histogram<double> TimerLag = Meter.CreateHistogram<double>("gridgov.timer.lag", "s", "From a timer's due time to its run", tags: null, advice: Long);

    /// <summary>Deliveries, by kind and outcome: <c>done</c>, <c>failed</c>, <c>parked</c>.</summary>
    internal static readonly Counter<long> Effects = Meter.CreateCounter<long>("gridgov.effects", "{delivery}", "Deliveries to the outside by kind and outcome");
    internal static readonly UpDownCounter<long> Resident = Meter.CreateUpDownCounter<long>("gridgov.instances.resident", "{instance}", "Instances in memory");
}
