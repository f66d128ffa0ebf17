using GridGov.Workflow.Activities.DataFiles;

namespace GridGov.Workflow.Activities.Deadlines;

/// <summary>Reads a limit object of a data file: <c>{ "amount": 5, "unit": "WorkDay", "mode": "Statutory", "rollForward": true }</c>.</summary>
internal static class LimitReader
{
    public static Limit Read(DataNode node)
    {
        node.AllowOnly("amount", "unit", "mode", "rollForward");
        var (amount, unit) = (node.Number("amount"), node.OneOf<LimitUnit>("unit"));
        var mode = node.Has("mode") ? node.OneOf<CountingMode>("mode") : CountingMode.Running;
        var roll = node.Flag("rollForward", absent: false);
        if (Limit.Fault(amount, unit, mode, roll) is not { } problem) return new Limit(amount, unit, mode, roll);
        if (node.Has("amount")) node.Reject(problem);
        return default;
    }
}
