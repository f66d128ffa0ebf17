namespace GridGov.Workflow.Engine.Definitions;

/// <summary>Settles the activity ids of one definition: keeps given ones, makes <c>{ShortType}{n}</c> for missing ones, finds duplicates.</summary>
internal static class NodeIds
{
    /// <summary>Returns false when two activities share an id: no graph can be made then.</summary>
    public static bool Settle(ParsedActivity root, ICollection<DefinitionFault> faults)
    {
        var all = new List<ParsedActivity>();
        Collect(root, all);
        var taken = new HashSet<string>(StringComparer.Ordinal);
        var unique = true;
        foreach (var activity in all)
        {
            activity.Id = activity.Json.Text("id") ?? "";
            if (activity.Id.Length == 0) continue;
            if (activity.Id.Contains(':', StringComparison.Ordinal))
            {
                faults.Add(new DefinitionFault(
                    FaultSeverity.Error, "activity.id-colon", activity.Id, "id", JsonMembers.Shorten(activity.Id),
                    $"活动编号“{activity.Id}”含有冒号；冒号用于分隔节点路径，请换一个编号。"));
            }

            if (taken.Add(activity.Id)) continue;
            unique = false;
            faults.Add(new DefinitionFault(
                FaultSeverity.Error, "activity.duplicate-id", activity.Id, "id", JsonMembers.Shorten(activity.Id),
                $"活动编号“{activity.Id}”出现多次；同一流程内活动编号必须唯一。"));
        }

        var free = new FreeIds(taken);
        foreach (var activity in all)
        {
            if (activity.Id.Length == 0) activity.Id = free.Take(activity.Type);
        }

        return unique;
    }

    private static void Collect(ParsedActivity activity, List<ParsedActivity> all)
    {
        all.Add(activity);
        foreach (var (_, child) in activity.Children) Collect(child, all);
    }
}
