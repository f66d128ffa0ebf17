using System.Text.Json.Nodes;
using FluentAssertions;
using GridGov.Workflow.Host.Tests.Hosting;
using Xunit;

namespace GridGov.Workflow.Host.Tests.Http;

/// <summary>The role × action matrix (domain.md §2.8) at the tasks, the actions and the personal values of a case.</summary>
[Collection(HostCollection.Name)]
public sealed class RightsTests(HostFixture fixture)
{
    private readonly City _city = new(fixture.Host);

    [Fact]
    public async Task Task_OutcomeBeyondTheRole_IsForbiddenByTheMatrix()
    {
        var number = await _city.ReceivedCaseAsync();
        var task = await _city.TaskIdAsync(number, "desk-sw", "AwaitReply");

        var reply = await _city.As("desk-sw").PostAsync($"/api/tasks/{task}/complete", new JsonObject { ["outcome"] = "Replied", ["data"] = new JsonObject { ["result"] = "Solved", ["text"] = "x" } });
        var extension = await _city.As("desk-sw").PostAsync($"/api/tasks/{task}/complete", new JsonObject { ["outcome"] = "ExtensionRequested", ["data"] = new JsonObject { ["reasonCode"] = "Complex", ["reason"] = "x" } });

        reply.Status.Should().Be(403);
        reply.Json["code"]!.GetValue<string>().Should().Be("Role.NotGranted");
        reply.Json["detail"]!.GetValue<string>().Should().Contain("回复办理结果");
        extension.Ok();
        (await _city.CaseAsync(number))["state"]!.GetValue<string>().Should().Be("InProgress");
    }

    [Fact]
    public async Task Task_WorkerWhistling_IsForbidden_TheLeaderMay()
    {
        var number = await _city.ReportAsync();
        (await _city.DoAsync(number, "clerk-01", "FactCheck", "Filed", new JsonObject { ["standardId"] = "C0101-2" })).Ok();
        (await _city.DoAsync(number, "dispatcher-01", "Divert", "SelfHandle", [])).Ok();
        var whistle = new JsonObject { ["leadUnit"] = City.Water, ["whistle"] = "Routine" };

        (await _city.DoAsync(number, "worker-01", "SelfHandle", "Whistle", (JsonObject)whistle.DeepClone())).Status.Should().Be(403);
        (await _city.DoAsync(number, "leader-01", "SelfHandle", "Whistle", whistle)).Ok();

        (await _city.CaseAsync(number))["state"]!.GetValue<string>().Should().Be("PendingReceipt");
    }

    [Fact]
    public async Task Delegate_ToSomebodyWithoutTheRight_IsRefused()
    {
        var number = await _city.ReceivedCaseAsync();
        var task = await _city.TaskIdAsync(number, "handler-sw", "AwaitReply");
        (await _city.As("handler-sw").PostAsync($"/api/tasks/{task}/claim")).Ok();

        var answer = await _city.As("handler-sw").PostAsync($"/api/tasks/{task}/delegate", new JsonObject { ["to"] = "auditor", ["reason"] = "x" });

        answer.Status.Should().Be(422);
        answer.Json["field"]!.GetValue<string>().Should().Be("to");
    }

    [Theory]
    [InlineData("clerk-01")]
    [InlineData("desk-sw")]
    [InlineData("handler-sw")]
    [InlineData("dispatcher-01")]
    [InlineData("duty-leader")]
    [InlineData("worker-01")]
    [InlineData("auditor")]
    public async Task AllowedActions_AreWhatPostDoesNotRefuseForRight(string person)
    {
        var number = await _city.ReceivedCaseAsync();
        var allowed = (await _city.As(person).GetAsync($"/api/cases/{number}")).Ok()["allowedActions"]!.AsArray().Select(item => item!.GetValue<string>()).ToList();
        var known = (await _city.As(person).PostAsync($"/api/cases/{number}/actions/none")).Json["allowed"]!.GetValue<string>().Split(", ");
        string[] endings = ["void", "referOut", "merge", "withdraw"];

        // Without arguments an allowed action fails for its arguments at most, and one that is not allowed for right or state.
        foreach (var action in known.Except(endings))
        {
            var answer = await _city.As(person).PostAsync($"/api/cases/{number}/actions/{action}");
            if (allowed.Contains(action)) answer.Status.Should().NotBe(403, "{0} may {1}: {2}", person, action, answer.Text);
            else answer.Status.Should().BeOneOf([200, 403, 409, 422], "{0} may not {1}: {2}", person, action, answer.Text);
            if (answer.Status == 403) allowed.Should().NotContain(action);
        }
    }

    [Fact]
    public async Task Action_OnTheOrderOfAnotherUnit_IsForbidden()
    {
        var number = await _city.ReportAsync();
        (await _city.DoAsync(number, "clerk-01", "FactCheck", "Filed", new JsonObject { ["standardId"] = "C0101-2" })).Ok();
        (await _city.DoAsync(number, "dispatcher-01", "Divert", "Assign", new JsonObject { ["leadUnit"] = City.Water, ["assistUnits"] = new JsonArray("410999-GA") })).Ok();

        var answer = await _city.As("desk-ga").PostAsync($"/api/cases/{number}/actions/requestReturn", new JsonObject { ["reasonCode"] = "NotDuty", ["reason"] = "x" });

        answer.Status.Should().Be(403);
        answer.Json["code"]!.GetValue<string>().Should().Be("Scope.OtherUnit");
    }

    [Fact]
    public async Task Personal_WithRoleAndPurpose_IsGivenOut_ElseMasked()
    {
        var number = await _city.ReceivedCaseAsync();

        var intake = (await _city.As("clerk-01").GetAsync($"/api/cases/{number}/personal?purpose=callback")).Ok();
        var other = (await _city.As("dispatcher-01").GetAsync($"/api/cases/{number}/personal?purpose=callback")).Ok();
        var unit = (await _city.As("handler-sw").GetAsync($"/api/cases/{number}/personal?purpose=handling")).Ok();

        intake["isMasked"]!.GetValue<bool>().Should().BeFalse();
        intake["requester"]!["phone"]!.GetValue<string>().Should().Be("13900000000");
        other["isMasked"]!.GetValue<bool>().Should().BeTrue();
        other["requester"]!["phone"]!.GetValue<string>().Should().Be("139****0000");
        other["requester"]!["name"]!.GetValue<string>().Should().Be("周**");
        other["description"]!["description"]!.GetValue<string>().Should().Be("***");
        unit["isMasked"]!.GetValue<bool>().Should().BeTrue("the order is not assigned to this handler");
        (await _city.As("desk-sw").GetAsync($"/api/cases/{number}/personal?purpose=handling")).Ok()["isMasked"]!.GetValue<bool>().Should().BeFalse();
        (await _city.As("desk-ga").GetAsync($"/api/cases/{number}/personal?purpose=handling")).Status.Should().Be(404);
        var without = await _city.As("clerk-01").GetAsync($"/api/cases/{number}/personal");
        without.Status.Should().Be(422);
        without.Json["field"]!.GetValue<string>().Should().Be("purpose");
        Looks(number).Should().Contain(("clerk-01", $"Callback {number}")).And.Contain(("dispatcher-01", $"Callback {number} masked"));
    }

    [Fact]
    public async Task Personal_OfAConfidentialRequester_StaysHiddenFromTheUnit()
    {
        var report = City.Report();
        report["requester"]!["isConfidential"] = true;
        var number = await _city.ReportAsync(report);
        (await _city.DoAsync(number, "clerk-01", "FactCheck", "Filed", new JsonObject { ["standardId"] = "C0101-2" })).Ok();
        (await _city.DoAsync(number, "dispatcher-01", "Divert", "Assign", new JsonObject { ["leadUnit"] = City.Water })).Ok();

        (await _city.As("desk-sw").GetAsync($"/api/cases/{number}/personal?purpose=handling")).Ok()["isMasked"]!.GetValue<bool>().Should().BeTrue();
        (await _city.As("clerk-01").GetAsync($"/api/cases/{number}/personal?purpose=intake")).Ok()["isMasked"]!.GetValue<bool>().Should().BeFalse();
    }

    private List<(string Actor, string Purpose)> Looks(string number)
    {
        using var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={Path.Combine(fixture.Host.DataFolder, "gridgov.db")};Mode=ReadOnly");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT ActorId, Purpose FROM PersonalDataAccess WHERE Purpose LIKE '%' || $number || '%'";
        command.Parameters.AddWithValue("$number", number);
        using var reader = command.ExecuteReader();
        var looks = new List<(string, string)>();
        while (reader.Read()) looks.Add((reader.GetString(0), reader.GetString(1)));
        return looks;
    }
}
