namespace GridGov.Workflow.Benchmarks.Steps;

/// <summary>What people do with a case of the shipped lifecycle in the demo city, from the report to the passed verification.</summary>
internal static class CaseSteps
{
    public const string Reporter = "clerk-01";
    public const string Desk = "desk-sw";
    private static readonly (string Person, byte[] Body) Reply = ("handler-sw", """{"outcome":"Replied","data":{"result":"Solved","text":"已更换井盖。"}}"""u8.ToArray());

    public static byte[] Report { get; } = """{"channel":"Hotline12345","place":{"gridCode":"410999101001001","text":"东门外二十米"},"description":"井盖破损，夜间有人绊倒。","categoryCode":"C0101","requester":{"name":"周女士","phone":"13900000000"}}"""u8.ToArray();

    /// <summary>Completions that bring a reported case to the department's desk.</summary>
    public static IReadOnlyList<(string Person, byte[] Body)> ToDesk { get; } =
    [
        (Reporter, """{"outcome":"Filed","data":{"standardId":"C0101-1"}}"""u8.ToArray()),
        ("dispatcher-01", """{"outcome":"Assign","data":{"leadUnit":"410999-SW"}}"""u8.ToArray()),
    ];

    public static (string Person, byte[] Body) Receive { get; } = (Desk, """{"outcome":"Received","data":{}}"""u8.ToArray());

    /// <summary>Completions from the desk on: each closes one task, opens the next, stops one clock and starts another.</summary>
    public static IReadOnlyList<(string Person, byte[] Body)> FromDesk { get; } =
    [
        Receive,
        Reply,
        ("worker-01", """{"outcome":"Failed","data":{"note":"现场没有变化","reasonCode":"NotDone","reason":"没有更换"}}"""u8.ToArray()),
        Reply,
        ("worker-01", """{"outcome":"Passed","data":{"note":"现场已恢复"}}"""u8.ToArray()),
    ];

    /// <summary>All completions after the report.</summary>
    public static IReadOnlyList<(string Person, byte[] Body)> All { get; } = [.. ToDesk, .. FromDesk];

    /// <summary>Reports a case and brings it to the department's desk.</summary>
    /// <returns>Its texts, and the burst that opened the desk's task.</returns>
    public static async Task<(Stored.CaseIdentity Case, long Burst)> BringToDeskAsync(HostClient client)
    {
        var made = await client.PostAsync("/api/cases", Reporter, Report);
        var identity = new Stored.CaseIdentity(made.GetProperty("instanceId").GetString()!, made.GetProperty("caseNumber").GetString()!, made.GetProperty("queryCode").GetString()!);
        long burst = 1;
        foreach (var (person, body) in ToDesk) burst = await client.CompleteAsync(identity.InstanceId, burst, person, body);
        return (identity, burst);
    }
}
