using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using FluentAssertions;
using GridGov.Workflow.Host.Tests.Accounts;
using GridGov.Workflow.Host.Tests.Hosting;
using Xunit;

namespace GridGov.Workflow.Host.Tests.Administration;

/// <summary>Three separate administrators: each does its own, none does another's, and every act is in the log.</summary>
public sealed class AdministrationTests(HostFixture fixture) : IClassFixture<HostFixture>
{
    private readonly City _city = new(fixture.Host);

    [Fact]
    public async Task Person_MadeByOneAdministrator_GetsRolesFromAnother_AndWorks()
    {
        (await PutAsync("admin-security", "/api/admin/people/desk-sw-2", new JsonObject { ["name"] = "新来", ["unit"] = City.Water })).Status.Should().Be(403);
        (await PutAsync("admin-system", "/api/admin/people/desk-sw-2", new JsonObject { ["name"] = "新来", ["unit"] = City.Water })).Ok();
        (await PutAsync("admin-system", "/api/admin/people/desk-sw-2/roles", new JsonObject { ["roles"] = new JsonArray("DepartmentDesk") })).Status.Should().Be(403);
        var number = await _city.DivertedCaseAsync();
        (await _city.As("desk-sw-2").GetAsync($"/api/tasks?caseNumber={number}")).Ok()["items"]!.AsArray().Should().BeEmpty("a new person has no office yet");

        (await PutAsync("admin-security", "/api/admin/people/desk-sw-2/roles", new JsonObject { ["roles"] = new JsonArray("DepartmentDesk"), ["areas"] = new JsonArray("410999") })).Ok();

        (await _city.DoAsync(number, "desk-sw-2", "AwaitReceipt", "Received")).Ok();
        var acts = await LogAsync();
        acts.Should().Contain("person.put desk-sw-2 admin-system").And.Contain("person.roles desk-sw-2 admin-security");
    }

    [Fact]
    public async Task Directory_ChangeAgainstItsRules_IsRefusedByRow()
    {
        var unknown = await PutAsync("admin-system", "/api/admin/people/x-1", new JsonObject { ["name"] = "某人", ["unit"] = "no-such-unit" });
        var mixed = await PutAsync("admin-security", "/api/admin/people/desk-sw/roles", new JsonObject { ["roles"] = new JsonArray("Auditor", "DepartmentDesk") });
        var own = await PutAsync("admin-security", "/api/admin/people/admin-security/roles", new JsonObject { ["roles"] = new JsonArray("DutyLeader") });

        unknown.Status.Should().Be(422);
        unknown.Text.Should().Contain("no-such-unit");
        mixed.Status.Should().Be(422);
        mixed.Text.Should().Contain("only role");
        own.Status.Should().Be(403);
    }

    [Fact]
    public async Task Grid_NewOne_IsWorkedByThoseNamed()
    {
        const string code = "410999101001003";
        var grid = new JsonObject
        {
            ["name"] = "柳园社区第3网格",
            ["kind"] = "Basic",
            ["community"] = "410999101001",
            ["longitude"] = 115.03,
            ["latitude"] = 35.72,
            ["from"] = "2026-01-01",
            ["leader"] = "leader-01",
            ["workers"] = new JsonArray("worker-01"),
        };
        (await PutAsync("admin-system", $"/api/admin/grids/{code}", grid)).Ok();
        var report = City.Report();
        report["place"]!["gridCode"] = code;

        var number = await _city.ReportAsync(report);

        (await _city.As("worker-01").GetAsync($"/api/cases/{number}")).Status.Should().Be(200);
        (await _city.As("worker-02").GetAsync($"/api/cases/{number}")).Status.Should().Be(404);
    }

    [Fact]
    public async Task Key_IsShownOnce_WorksUntilItIsRevoked()
    {
        (await _city.As("admin-system").GetAsync("/api/keys")).Status.Should().Be(403);
        var made = (await _city.As("admin-security").PostAsync("/api/keys", new JsonObject { ["name"] = "物联网网关", ["owner"] = "iot-gateway" })).Ok();
        var key = made["key"]!.GetValue<string>();
        using var client = new HttpClient { BaseAddress = fixture.Host.Address };
        client.DefaultRequestHeaders.Add("X-Api-Key", key);
        (await client.GetAsync("/api/directory")).StatusCode.Should().Be(HttpStatusCode.OK);

        var listed = (await _city.As("admin-security").GetAsync("/api/keys")).Ok().ToJsonString();
        (await _city.As("admin-security").PostAsync($"/api/keys/{made["view"]!["id"]}/revoke", new JsonObject { ["reason"] = "设备更换" })).Ok();

        listed.Should().NotContain(key);
        (await client.GetAsync("/api/directory")).StatusCode.Should().Be(HttpStatusCode.Unauthorized);
        (await LogAsync()).Should().Contain($"key.create {made["view"]!["id"]} admin-security").And.Contain($"key.revoke {made["view"]!["id"]} admin-security");
    }

    [Fact]
    public async Task Password_SetByAdministrator_HasToBeChangedFirst()
    {
        (await PutAsync("admin-security", "/api/accounts/desk-tw/password", new JsonObject { ["password"] = "Given-Passw0rd" })).Ok();
        using var session = new WebSession(fixture.Host);
        using var signedIn = await session.SignInAsync("desk-tw", "Given-Passw0rd");

        var before = await session.Api.GetAsync("/api/tasks");
        using var page = await session.Client.GetAsync("/");
        using var changed = await session.SubmitAsync("/account/password", new() { ["current"] = "Given-Passw0rd", ["changed"] = "My-own-Passw0rd", ["repeated"] = "My-own-Passw0rd" });

        before.Status.Should().Be(403);
        before.Text.Should().Contain("account.must-change-password");
        page.Headers.Location!.ToString().Should().Be("/account/password");
        (await session.Api.GetAsync("/api/tasks")).Status.Should().Be(200);
        (await LogAsync()).Should().Contain("account.password desk-tw admin-security");
    }

    [Fact]
    public async Task Logs_AreReadByTheAuditSideOnly_AndAreWhole()
    {
        var number = await _city.ReportAsync();
        (await _city.As("clerk-01").GetAsync($"/api/cases/{number}/personal?purpose=Intake")).Ok();

        var looks = (await _city.As("admin-audit").GetAsync("/api/access-log?actor=clerk-01")).Ok()["items"]!.AsArray();

        looks.Should().Contain(look => look!["purpose"]!.GetValue<string>().Contains(number));
        foreach (var person in (string[])["admin-system", "admin-security", "clerk-01"])
        {
            (await _city.As(person).GetAsync("/api/access-log")).Status.Should().Be(403);
            (await _city.As(person).GetAsync("/api/admin-log")).Status.Should().Be(403);
        }

        (await _city.As("admin-audit").GetAsync("/api/admin-log/verify")).Ok()["isIntact"]!.GetValue<bool>().Should().BeTrue();
        (await _city.As("admin-system").GetAsync("/api/effects")).Status.Should().Be(200);
        (await _city.As("admin-security").GetAsync("/api/effects")).Status.Should().Be(403);
    }

    private async Task<string> LogAsync() => string.Join('\n', (await _city.As("admin-audit").GetAsync("/api/admin-log?limit=500")).Ok()["items"]!.AsArray()
        .Select(row => $"{row!["action"]} {row["target"]} {row["actor"]}"));

    private async Task<ApiAnswer> PutAsync(string person, string path, JsonObject body)
    {
        using var client = fixture.Host.Client(person);
        using var content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        using var answer = await client.PutAsync(path, content);
        return new ApiAnswer((int)answer.StatusCode, await answer.Content.ReadAsStringAsync(), answer.Content.Headers.ContentType?.MediaType);
    }
}
