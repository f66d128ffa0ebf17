using System.Text.Json.Nodes;
using GridGov.Workflow.Host.Tests.Hosting;

namespace GridGov.Workflow.Host.Tests.Crash;

/// <summary>A case of the demo county from report to evaluation: who completes which task with what.</summary>
internal static class CaseScript
{
    public const string Reporter = "clerk-01";

    /// <summary>Person and body for an open task of the case.</summary>
    public static (string Person, JsonObject Body) Step(string taskName) => taskName switch
    {
        "FactCheck" => ("clerk-01", Complete("Filed", new JsonObject { ["standardId"] = "C0101-1" })),
        "Divert" => ("dispatcher-01", Complete("Assign", new JsonObject { ["leadUnit"] = City.Water })),
        "AwaitReceipt" => ("desk-sw", Complete("Received", [])),
        "AwaitReply" => ("handler-sw", Complete("Replied", new JsonObject { ["result"] = "Solved", ["text"] = "已更换井盖。" })),
        "VerifyResult" => ("worker-01", Complete("Passed", new JsonObject { ["note"] = "现场已恢复" })),
        "EvaluateCase" => ("clerk-01", Complete("Evaluated", new JsonObject { ["satisfaction"] = "Satisfied", ["solved"] = true, ["contacted"] = true })),
        _ => throw new InvalidOperationException($"The script knows no task '{taskName}'."),
    };

    private static JsonObject Complete(string outcome, JsonObject data) => new() { ["outcome"] = outcome, ["data"] = data };
}
