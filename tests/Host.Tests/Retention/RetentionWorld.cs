using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using GridGov.Workflow.Host.Retention;
using GridGov.Workflow.Host.Tests.Hosting;
using Microsoft.Data.Sqlite;

namespace GridGov.Workflow.Host.Tests.Retention;

/// <summary>A Host that archives after half a year, in small parts, and only when told to.</summary>
internal sealed class RetentionWorld(IRunningHost host) : IAsyncDisposable
{
    private const string Reason = """{"reason":"年度归档"}""";

    public static readonly string[] Settings =
    [
        "--virtual-clock", "true", "--GridGov:Retention:CaseDays", "180", "--GridGov:Retention:IsAutomatic", "false",
        "--GridGov:Retention:Interval", "00:00:01", "--GridGov:Retention:BatchRows", "10",
    ];

    public IRunningHost Host => host;

    public City City { get; } = new(host);

    public Api System { get; } = new(host);

    public string ArchiveFolder => Path.Combine(host.DataFolder, "archive");

    public static async Task<RetentionWorld> StartAsync() => new(await InProcessHost.StartAsync(null, Settings));

    /// <summary>A case that has gone all the way; with evidence when given.</summary>
    public async Task<string> ClosedCaseAsync(string? evidence = null)
    {
        var number = await City.ReceivedCaseAsync();
        var reply = new JsonObject { ["result"] = "Solved", ["text"] = "已更换井盖。" };
        if (evidence is not null) reply["evidence"] = new JsonArray(evidence);
        (await City.DoAsync(number, "handler-sw", "AwaitReply", "Replied", reply)).Ok();
        (await City.VerifyAsync(number, passed: true)).Ok();
        (await City.EvaluateAsync(number)).Ok();
        return number;
    }

    /// <summary>A file of the handler; its reference.</summary>
    public async Task<string> UploadAsync(byte[] bytes)
    {
        using var client = host.Client("handler-sw");
        using var content = new ByteArrayContent(bytes);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        using var answer = await client.PostAsync("/api/attachments?name=done.pdf", content);
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["reference"]!.GetValue<string>();
    }

    public async Task PassAsync(int days)
    {
        var now = (await System.GetAsync("/api/clock")).Ok()["now"]!.GetValue<DateTimeOffset>();
        await System.SettleAsync(now.AddDays(days));
    }

    public async Task<string> BeginAsync(bool dryRun = false)
    {
        var body = JsonNode.Parse(Reason)!.AsObject();
        body["dryRun"] = dryRun;
        return (await City.As("admin-system").PostAsync("/api/retention/runs", body)).Ok()["id"]!.GetValue<string>();
    }

    public async Task<JsonNode> EndedAsync(string run, CancellationToken stop)
    {
        return await Eventually.GetAsync(async () =>
        {
            var view = await ReadAsync(run);
            return view["endedAt"] is null ? null : view;
        }, async () => (await ReadAsync(run)).ToJsonString(ApiAnswer.Relaxed), stop);
    }

    public async Task<JsonNode> ReadAsync(string run) => (await City.As("auditor").GetAsync($"/api/retention/runs/{run}")).Ok();

    public async Task<JsonNode> VerifyAsync(string? caseNumber = null) =>
        (await City.As("auditor").PostAsync("/api/audit/verify", new JsonObject { ["caseNumber"] = caseNumber })).Ok();

    public static async Task<(int Code, string Output)> VerifyFileAsync(string path)
    {
        await using var output = new StringWriter();
        return (await VerifyArchiveCommand.RunAsync([VerifyArchiveCommand.Switch, path], output), output.ToString());
    }

    /// <summary>What a statement gives, or how many rows it changed.</summary>
    public string? Sql(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(host.DataFolder, "gridgov.db")}");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return sql.StartsWith("SELECT", StringComparison.Ordinal) ? command.ExecuteScalar()?.ToString() : command.ExecuteNonQuery().ToString(global::System.Globalization.CultureInfo.InvariantCulture);
    }

    public ValueTask DisposeAsync() => host.DisposeAsync();
}
