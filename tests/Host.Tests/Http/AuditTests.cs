using System.Text;
using System.Text.Json.Nodes;
using FluentAssertions;
using GridGov.Workflow.Host.Tests.Hosting;
using Microsoft.Data.Sqlite;
using Xunit;

namespace GridGov.Workflow.Host.Tests.Http;

/// <summary>Altered histories are found, and personal values are nowhere but in their own table. A Host of its own: it gets damaged.</summary>
public sealed class AuditTests(ProcessFixture fixture) : IClassFixture<ProcessFixture>
{
    [Fact]
    public async Task Verify_AfterTampering_NamesTheFirstBadRow()
    {
        var city = new City(fixture.Host);
        var api = new Api(fixture.Host);
        var number = await city.ReceivedCaseAsync();
        var instance = (await city.CaseAsync(number))["instanceId"]!.GetValue<string>();
        (await api.PostAsync("/api/audit/anchors")).Ok();
        (await VerifyAsync(api, number))["isIntact"]!.GetValue<bool>().Should().BeTrue();

        // Changed, then truncated: each on its own, the first one mended before the second.
        var actor = Execute($"SELECT ActorId FROM Journal WHERE InstanceId='{instance}' AND Sequence=2");
        Execute($"UPDATE Journal SET ActorId='somebody-else' WHERE InstanceId='{instance}' AND Sequence=2");
        var changed = await VerifyAsync(api, number);
        Execute($"UPDATE Journal SET ActorId='{actor}' WHERE InstanceId='{instance}' AND Sequence=2");
        var mended = await VerifyAsync(api, number);
        Execute($"DELETE FROM Journal WHERE InstanceId='{instance}' AND Sequence=4");
        var truncated = await VerifyAsync(api, number);

        changed["isIntact"]!.GetValue<bool>().Should().BeFalse();
        changed["faults"]![0]!["sequence"]!.GetValue<long>().Should().Be(2);
        mended["isIntact"]!.GetValue<bool>().Should().BeTrue();
        truncated["isIntact"]!.GetValue<bool>().Should().BeFalse();
    }

    [Fact]
    public async Task PlantedPersonalValues_AppearInNoStateJournalOrLog()
    {
        const string name = "鹿鸣笙卡纳里";
        const string phone = "13987650042";
        var city = new City(fixture.Host);
        var report = City.Report($"反映人{name}，电话{phone}，请尽快处理");
        report["requester"] = new JsonObject { ["name"] = name, ["phone"] = phone };
        report["place"]!["text"] = $"{name}家门口";
        var number = await city.ReportAsync(report);
        (await city.DoAsync(number, "clerk-01", "FactCheck", "Filed", new JsonObject { ["standardId"] = "C0101-1" })).Ok();

        var everything = new StringBuilder(fixture.Host.Output)
            .Append((await city.CaseAsync(number)).ToJsonString(ApiAnswer.Relaxed))
            .Append((await new Api(fixture.Host).GetAsync($"/api/cases/{number}/replay")).Text)
            .Append((await new Api(fixture.Host).GetAsync($"/api/instances/{(await city.CaseAsync(number))["instanceId"]}/journal")).Text)
            .ToString();

        foreach (var secret in new[] { name, phone, HostProcess.ApiKey })
        {
            everything.Should().NotContain(secret);
            foreach (var file in Directory.EnumerateFiles(fixture.Host.DataFolder, "*", SearchOption.AllDirectories))
            {
                Contains(file, secret).Should().BeFalse($"{Path.GetFileName(file)} must not hold a planted value");
            }
        }
    }

    private static bool Contains(string file, string secret)
    {
        // The claim on the folder is an empty file, locked by the Host.
        if (new FileInfo(file).Length == 0) return false;
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var memory = new MemoryStream();
        stream.CopyTo(memory);
        return memory.ToArray().AsSpan().IndexOf(Encoding.UTF8.GetBytes(secret)) >= 0;
    }

    private static async Task<JsonNode> VerifyAsync(Api api, string number) => (await api.PostAsync("/api/audit/verify", new JsonObject { ["caseNumber"] = number })).Ok();

    private string? Execute(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(fixture.Host.DataFolder, "gridgov.db")}");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar()?.ToString();
    }
}
