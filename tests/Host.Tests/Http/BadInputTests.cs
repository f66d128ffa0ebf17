using System.Text.Json.Nodes;
using FluentAssertions;
using GridGov.Workflow.Host.Tests.Hosting;
using Xunit;

namespace GridGov.Workflow.Host.Tests.Http;

/// <summary>Bad input gets a problem document that names field, value and what is allowed; nothing is half-written.</summary>
[Collection(HostCollection.Name)]
public sealed class BadInputTests(HostFixture fixture)
{
    private readonly Api _system = new(fixture.Host);
    private readonly City _city = new(fixture.Host);

    public static TheoryData<string, string, int, string> Requests => new()
    {
        { "/api/deadlines/preview", "{", 400, "body.not-json" },
        { "/api/deadlines/preview", """{"start":"2026-03-10T10:00:00","limit":4,"unit":"WorkHour"}""", 422, "field.invalid" },
        { "/api/deadlines/preview", """{"start":"2026-03-10T10:00:00+08:00","limit":0,"unit":"WorkHour"}""", 422, "field.invalid" },
        { "/api/deadlines/preview", """{"start":"2026-03-10T10:00:00+08:00","limit":4,"unit":"Fortnight"}""", 422, "field.invalid" },
        { "/api/deadlines/preview", """{"start":"2026-03-10T10:00:00+08:00","limit":4,"unit":"WorkHour","colour":"red"}""", 422, "field.invalid" },
        { "/api/events", "{}", 422, "field.invalid" },
        { "/api/definitions/none-such/execute", "{}", 404, "not-found" },
        { "/api/tasks/none-such/complete", "{}", 404, "not-found" },
        { "/api/instances/none-such/cancel", """{"reason":"x"}""", 404, "not-found" },
        { "/api/cases/00000000000000000000/actions/urge", "{}", 404, "not-found" },
        { "/api/cases/00000000000000000000/actions/fly", "{}", 404, "action.unknown" },
    };

    [Theory]
    [MemberData(nameof(Requests))]
    public async Task Post_BadInput_AnswersAProblemDocument(string path, string body, int status, string code)
    {
        var answer = await new Api(fixture.Host, "clerk-01").PostTextAsync(path, body);
        if (path.StartsWith("/api/definitions", StringComparison.Ordinal) || path.StartsWith("/api/instances", StringComparison.Ordinal)) answer = await _system.PostTextAsync(path, body);

        answer.Status.Should().Be(status, answer.Text);
        answer.ContentType.Should().Be("application/problem+json");
        answer.Json["code"]!.GetValue<string>().Should().Be(code);
    }

    [Fact]
    public async Task Report_UnknownGrid_NamesFieldValueAndAllowed()
    {
        var report = City.Report();
        report["place"]!["gridCode"] = "999";

        var answer = await _city.As("clerk-01").PostAsync("/api/cases", report);

        answer.Status.Should().Be(422);
        answer.Json["field"]!.GetValue<string>().Should().Be("place.gridCode");
        answer.Json["value"]!.GetValue<string>().Should().Be("999");
        answer.Json["allowed"]!.GetValue<string>().Should().Contain("grid");
    }

    [Fact]
    public async Task Post_BodyOverOneMegabyte_Gets413()
    {
        var answer = await _system.PostTextAsync("/api/events", $$"""{"name":"{{new string('x', 1_100_000)}}"}""");

        answer.Status.Should().Be(413);
    }

    [Fact]
    public async Task Request_WithoutKey_Gets401()
    {
        using var client = new HttpClient { BaseAddress = fixture.Host.Address };

        (await new Api(client).GetAsync("/api/tasks")).Status.Should().Be(401);
    }

    [Fact]
    public async Task Request_ActingForNobody_Gets401() =>
        (await _city.As("nobody").GetAsync("/api/tasks")).Status.Should().Be(401);

    [Fact]
    public async Task Post_SameKeyOtherBody_Gets422_SameBodyGetsTheFirstAnswer()
    {
        var clerk = _city.As("clerk-01");
        var first = await clerk.PostAsync("/api/cases", City.Report(), "report-1");
        var again = await clerk.PostAsync("/api/cases", City.Report(), "report-1");
        var other = await clerk.PostAsync("/api/cases", City.Report("别的内容"), "report-1");

        first.Status.Should().Be(201);
        again.Json["caseNumber"]!.GetValue<string>().Should().Be(first.Json["caseNumber"]!.GetValue<string>());
        again.Json["repeated"]!.GetValue<bool>().Should().BeTrue();
        other.Status.Should().Be(422);
        other.Json["code"]!.GetValue<string>().Should().Be("idempotency.body-differs");
    }

    [Fact]
    public async Task Publish_BrokenDefinition_ListsEveryFaultAtOnce()
    {
        var definition = JsonNode.Parse("""
            {"definitionId":"broken","name":"broken","root":{"id":"f","type":"Elsa.Flowchart","version":1,"activities":[
              {"id":"a","type":"Elsa.WriteLine","version":1,"text":{"typeName":"String","expression":{"type":"JavaScript","value":"1 +"}}},
              {"id":"b","type":"Elsa.WriteLine","version":1,"text":{"typeName":"String","expression":{"type":"CSharp","value":"1"}}},
              {"id":"c","type":"Elsa.Cron","version":1,"cronExpression":{"typeName":"String","expression":{"type":"Literal","value":"often"}}}],
              "connections":[{"source":{"activity":"a","port":"Nope"},"target":{"activity":"b","port":"In"}},{"source":{"activity":"b","port":"Done"},"target":{"activity":"c","port":"In"}}]}}
            """)!;

        var answer = await _system.PostAsync("/api/definitions/import?publish=true", definition);

        answer.Status.Should().Be(422, answer.Text);
        var faults = answer.Json["faults"]!.AsArray();
        faults.Select(fault => fault!["activityId"]?.GetValue<string>()).Should().Contain(["a", "b", "c"]);
        faults.Count(fault => fault!["severity"]!.GetValue<string>() == "Error").Should().BeGreaterThanOrEqualTo(4);
        (await _system.GetAsync("/api/definitions/broken")).Status.Should().Be(404, "a refused publication stores nothing");
    }

    [Theory]
    [InlineData("while(true){}")]
    [InlineData("(function f(){ return f(); })()")]
    [InlineData("'x'.repeat(1e9)")]
    [InlineData("[].constructor.constructor('return this')().System")]
    [InlineData("Object.prototype.polluted = 1; ({}).polluted.x.y")]
    public async Task Script_Hostile_EndsAsIncidentWhileTheHostAnswers(string script)
    {
        var id = "hostile-" + Math.Abs(StringComparer.Ordinal.GetHashCode(script));
        (await _system.PostAsync("/api/definitions/import?publish=true", new JsonObject
        {
            ["definitionId"] = id,
            ["name"] = id,
            ["root"] = new JsonObject
            {
                ["id"] = "s",
                ["type"] = "Elsa.RunJavaScript",
                ["version"] = 1,
                ["script"] = new JsonObject { ["typeName"] = "String", ["expression"] = new JsonObject { ["type"] = "Literal", ["value"] = script } },
            },
        })).Ok();

        var running = _system.PostAsync($"/api/definitions/{id}/execute");
        (await _system.GetAsync("/health/live")).Status.Should().Be(200);
        var instance = (await running).Ok()["instanceId"]!.GetValue<string>();

        var view = (await _system.GetAsync($"/api/instances/{instance}")).Ok();
        view["subStatus"]!.GetValue<string>().Should().Be("Faulted");
        view["incidents"]!.AsArray().Should().ContainSingle();
    }
}
