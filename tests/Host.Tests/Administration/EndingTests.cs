using System.Text.Json.Nodes;
using FluentAssertions;
using GridGov.Workflow.Host.Tests.Accounts;
using GridGov.Workflow.Host.Tests.Hosting;
using Xunit;

namespace GridGov.Workflow.Host.Tests.Administration;

/// <summary>People and units end, they are not deleted; and not while work depends on them. Incidents are dealt with by an operator.</summary>
public sealed class EndingTests(HostFixture fixture) : IClassFixture<HostFixture>
{
    private readonly City _city = new(fixture.Host);

    [Fact]
    public async Task Person_WithWork_CannotEnd_WithoutWork_LeavesItsName()
    {
        var number = await _city.DivertedCaseAsync();
        var id = await _city.TaskIdAsync(number, "desk-sw", "AwaitReceipt");

        var last = await DeleteAsync("admin-system", "people/desk-sw");
        (await PutAsync("people/desk-sw-3", new JsonObject { ["name"] = "接替", ["unit"] = City.Water })).Ok();
        (await PutAsync("people/desk-sw-3/roles", new JsonObject { ["roles"] = new JsonArray("DepartmentDesk"), ["areas"] = new JsonArray("410999") }, "admin-security")).Ok();
        (await _city.As("desk-sw").PostAsync($"/api/tasks/{id}/claim")).Ok();
        var claimed = await DeleteAsync("admin-system", "people/desk-sw");
        (await _city.DoAsync(number, "desk-sw", "AwaitReceipt", "Received")).Ok();
        (await DeleteAsync("admin-security", "people/desk-sw")).Status.Should().Be(403);
        var ended = await DeleteAsync("admin-system", "people/desk-sw");

        last.Status.Should().Be(409, "nobody else could receive");
        last.Text.Should().Contain("waitingTasks").And.Contain(number);
        claimed.Status.Should().Be(409);
        claimed.Text.Should().Contain("claimedTasks");
        ended.Ok();
        using var session = new WebSession(fixture.Host);
        using var refused = await session.SignInAsync("desk-sw", HostProcess.Password);
        (await session.Api.GetAsync("/api/tasks")).Status.Should().Be(401);
        var directory = (await _city.As("auditor").GetAsync("/api/directory")).Ok().ToJsonString();
        directory.Should().NotContain("\"desk-sw\"", "one who left is in no list");
        (await _city.As("auditor").GetAsync("/api/admin-log?action=person.end")).Ok()["items"]!.AsArray().Should().ContainSingle();
    }

    [Fact]
    public async Task Unit_WithRoutesAndPeople_CannotEnd_AnEmptyOneGetsNoMoreOrders()
    {
        var refused = await DeleteAsync("admin-system", $"units/{City.Water}");
        (await PutAsync("units/410999-XX", new JsonObject { ["name"] = "临时局", ["kind"] = "Department", ["parent"] = "410999", ["area"] = "410999" })).Ok();
        (await DeleteAsync("admin-system", "units/410999-XX")).Ok();
        var number = await _city.ReportAsync();
        (await _city.DoAsync(number, "clerk-01", "FactCheck", "Filed", new JsonObject { ["standardId"] = "C0101-1" })).Ok();
        var sent = await _city.DoAsync(number, "dispatcher-01", "Divert", "Assign", new JsonObject { ["leadUnit"] = "410999-XX" });

        refused.Status.Should().Be(409);
        refused.Text.Should().Contain("members").And.Contain("routes");
        sent.Status.Should().Be(422);
        sent.Text.Should().Contain("410999-XX");
    }

    [Fact]
    public async Task Incident_Amended_ThenRetried_GoesOn_WithItsReasonInTheLog()
    {
        var system = new Api(fixture.Host);
        await TestDefinitions.PublishAsync(system, "one-fault");
        var instance = await TestDefinitions.StartAsync(system, "one-fault", "fault-1");
        var admin = _city.As("admin-system");
        var incident = (await admin.GetAsync("/api/incidents")).Ok()["items"]!.AsArray().Single(item => item!["instanceId"]!.GetValue<string>() == instance)!;
        var retry = $"/api/incidents/{instance}/{incident["incidentId"]}/retry";

        (await _city.As("admin-security").GetAsync("/api/incidents")).Status.Should().Be(403);
        (await admin.PostAsync(retry, new JsonObject { ["mode"] = "Retry", ["reason"] = " " })).Status.Should().Be(422);
        (await admin.PostAsync($"/api/incidents/{instance}/amend", new JsonObject { ["variables"] = new JsonObject { ["Ready"] = true }, ["reason"] = "数据补全" })).Ok();
        (await admin.PostAsync(retry, new JsonObject { ["mode"] = "Retry", ["reason"] = "数据已补" }, "retry-1")).Ok();

        incident["variables"]!.ToJsonString().Should().Contain("Ready");
        (await system.GetAsync($"/api/instances/{instance}")).Ok()["status"]!.GetValue<string>().Should().Be("Finished");
        (await admin.GetAsync("/api/incidents")).Ok()["items"]!.AsArray().Should().NotContain(item => item!["instanceId"]!.GetValue<string>() == instance);
        var acts = (await _city.As("admin-audit").GetAsync("/api/admin-log?limit=100")).Ok().ToJsonString(ApiAnswer.Relaxed);
        acts.Should().Contain("incident.amend").And.Contain("incident.retry").And.Contain("数据已补");
    }

    private async Task<ApiAnswer> DeleteAsync(string person, string path)
    {
        using var client = fixture.Host.Client(person);
        using var answer = await client.DeleteAsync("/api/admin/" + path);
        return await ReadAsync(answer);
    }

    private async Task<ApiAnswer> PutAsync(string path, JsonObject body, string person = "admin-system")
    {
        using var client = fixture.Host.Client(person);
        using var content = new StringContent(body.ToJsonString(), System.Text.Encoding.UTF8, "application/json");
        using var answer = await client.PutAsync("/api/admin/" + path, content);
        return await ReadAsync(answer);
    }

    private static async Task<ApiAnswer> ReadAsync(HttpResponseMessage answer) =>
        new((int)answer.StatusCode, await answer.Content.ReadAsStringAsync(), answer.Content.Headers.ContentType?.MediaType);
}
