using System.Text.Json.Nodes;

namespace GridGov.Workflow.Host.Tests.Crash;

/// <summary>A case of the demo county from report to evaluation: who completes which task with what.</summary>
internal static class CaseScript
{
    public const string Reporter = "worker-01";

    public static JsonObject Report(string title) => new()
    {
        ["channel"] = "GridPatrol",
        ["place"] = new JsonObject { ["gridCode"] = "410999101001001", ["text"] = "3号楼旁" },
        ["description"] = "污水外溢",
        ["title"] = title,
    };

    /// <summary>Person and body for an open task of the case.</summary>
    public static (string Person, JsonObject Body) Step(string taskName) => taskName switch
    {
        "FactCheck" => ("clerk-01", Complete("Filed", new JsonObject { ["standardId"] = "E0130-1" })),
        "Divert" => ("dispatcher-01", Complete("Assign", new JsonObject { ["leadUnit"] = "410999-SW" })),
        "AwaitReceipt" => ("desk-sw", Complete("Received", [])),
        "AwaitReply" => ("handler-sw", Complete("Replied", new JsonObject { ["result"] = "Solved", ["text"] = "已清淤并修复管道" })),
        "VerifyResult" => ("worker-01", Complete("Passed", new JsonObject { ["note"] = "现场已恢复" })),
        "EvaluateCase" => ("clerk-02", Complete("Evaluated", new JsonObject { ["satisfaction"] = "Satisfied", ["solved"] = true, ["contacted"] = true })),
        _ => throw new InvalidOperationException($"The script knows no task '{taskName}'."),
    };

    private static JsonObject Complete(string outcome, JsonObject data) => new() { ["outcome"] = outcome, ["data"] = data };
}
