namespace GridGov.Workflow.Engine.Runtime.Instances;

/// <summary>The last few answers of an instance, so that quick repeats need neither a burst nor a read.</summary>
internal sealed class RecentStimuli
{
    private const int Capacity = 16;
    private readonly Queue<string> _order = new();
    private readonly Dictionary<string, HandledStimulus> _handled = new(StringComparer.Ordinal);

    public HandledStimulus? Find(string stimulusId) => _handled.GetValueOrDefault(stimulusId);

    public void Add(string stimulusId, HandledStimulus handled)
    {
        if (!_handled.TryAdd(stimulusId, handled)) return;
        _order.Enqueue(stimulusId);
        if (_order.Count > Capacity) _handled.Remove(_order.Dequeue());
    }
}
