using System.Text.Json.Nodes;

namespace GridGov.Workflow.Host.Tests.Hosting;

/// <summary>People of the demo city at work on one case: each finds the task by name and completes it.</summary>
public sealed class City(IRunningHost host)
{
    public const string Grid = "410999101001001";
    public const string Water = "410999-SW";

    public static JsonObject Report(string? description = null) => new()
    {
        ["channel"] = "Hotline12345",
        ["place"] = new JsonObject { ["gridCode"] = Grid, ["text"] = "东门外二十米" },
        ["description"] = description ?? "井盖破损，夜间有人绊倒。",
        ["categoryCode"] = "C0101",
        ["requester"] = new JsonObject { ["name"] = "周女士", ["phone"] = "13900000000" },
    };

    public Api As(string person) => new(host, person);

    public async Task<string> ReportAsync(JsonObject? report = null, string by = "clerk-01") =>
        (await As(by).PostAsync("/api/cases", report ?? Report())).Ok()["caseNumber"]!.GetValue<string>();

    public async Task<JsonNode> CaseAsync(string caseNumber) => (await new Api(host).GetAsync($"/api/cases/{caseNumber}")).Ok();

    /// <summary>Completes the person's open task of this name on the case.</summary>
    public async Task<ApiAnswer> DoAsync(string caseNumber, string person, string task, string outcome, JsonObject? data = null)
    {
        var id = await TaskIdAsync(caseNumber, person, task);
        return await As(person).PostAsync($"/api/tasks/{id}/complete", new JsonObject { ["outcome"] = outcome, ["data"] = data });
    }

    public async Task<string> TaskIdAsync(string caseNumber, string person, string task)
    {
        var items = (await As(person).GetAsync($"/api/tasks?caseNumber={caseNumber}&name={task}")).Ok()["items"]!.AsArray();
        if (items.Count > 0) return items[0]!["id"]!.GetValue<string>();
        var open = (await CaseAsync(caseNumber))["openTasks"]!.AsArray().Select(item => $"{item!["name"]} for {item["candidates"]!.ToJsonString()}");
        throw new InvalidOperationException($"{person} has no task {task} on case {caseNumber}; open are: {string.Join(", ", open)}");
    }

    /// <summary>From the report to a received order at the water office.</summary>
    public async Task<string> ReceivedCaseAsync(string standard = "C0101-1")
    {
        var number = await DivertedCaseAsync(standard);
        (await DoAsync(number, "desk-sw", "AwaitReceipt", "Received")).Ok();
        return number;
    }

    /// <summary>From the report to an order that the water office has not received yet.</summary>
    public async Task<string> DivertedCaseAsync(string standard = "C0101-1")
    {
        var number = await ReportAsync();
        (await DoAsync(number, "clerk-01", "FactCheck", "Filed", new JsonObject { ["standardId"] = standard })).Ok();
        (await DoAsync(number, "dispatcher-01", "Divert", "Assign", new JsonObject { ["leadUnit"] = Water })).Ok();
        return number;
    }

    public Task<ApiAnswer> ReplyAsync(string number) =>
        DoAsync(number, "handler-sw", "AwaitReply", "Replied", new JsonObject { ["result"] = "Solved", ["text"] = "已更换井盖。" });

    public Task<ApiAnswer> VerifyAsync(string number, bool passed) => passed
        ? DoAsync(number, "worker-01", "VerifyResult", "Passed", new JsonObject { ["note"] = "现场已恢复" })
        : DoAsync(number, "worker-01", "VerifyResult", "Failed", new JsonObject { ["note"] = "现场没有变化", ["reasonCode"] = "NotDone", ["reason"] = "没有更换" });

    public Task<ApiAnswer> EvaluateAsync(string number, string satisfaction = "Satisfied") =>
        DoAsync(number, "clerk-01", "EvaluateCase", "Evaluated", new JsonObject { ["satisfaction"] = satisfaction, ["contacted"] = true, ["solved"] = true });
}
