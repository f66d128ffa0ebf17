using System.Net;
using System.Text.Json.Nodes;
using FluentAssertions;
using GridGov.Workflow.Host.Tests.Hosting;
using Xunit;

namespace GridGov.Workflow.Host.Tests.Elsa;

/// <summary>Routes 1 to 12 and 33: what the toolbox and the property editor show (elsa-studio-contract.md §7.1, §10).</summary>
[Collection(HostCollection.Name)]
public sealed class DescriptorTests(HostFixture fixture) : IDisposable
{
    private const string Chinese = @"\p{IsCJKUnifiedIdeographs}";

    private static readonly string[] Hints =
    [
        "singleline", "multiline", "checkbox", "checklist", "radiolist", "dropdown", "code-editor", "expression-editor", "json-editor", "multitext",
        "dictionary", "dynamic-outcomes", "datetime-picker", "variable-picker", "input-picker", "output-picker", "outcome-picker", "type-picker",
        "workflow-definition-picker", "switch-editor", "flow-switch-editor", "http-status-codes", "secret-picker",
    ];

    private readonly Studio _studio = new(fixture.Host, "office-01");

    public void Dispose() => _studio.Dispose();

    [Fact]
    public async Task Activities_AllSpeakChinese_AndAreUnique()
    {
        var items = await ItemsAsync();

        items.Select(item => (item["typeName"]!.GetValue<string>(), item["version"]!.GetValue<int>())).Should().OnlyHaveUniqueItems();
        items.Select(item => item["typeName"]!.GetValue<string>()).Should()
            .Contain(["Elsa.Workflow", "Elsa.Flowchart", "Elsa.Sequence", "Elsa.NotFoundActivity", "GridGov.AssignOrder", "GridGov.ConveneJointMeeting"]);
        foreach (var item in items.Where(item => item["customProperties"]!["RootType"] is null))
        {
            var type = item["typeName"]!.GetValue<string>();
            foreach (var member in (string[])["displayName", "description", "category"]) item[member]!.GetValue<string>().Should().MatchRegex(Chinese, $"{type} {member}");
            foreach (var port in item["ports"]!.AsArray()) port!["displayName"]!.GetValue<string>().Should().MatchRegex(Chinese, $"{type} port {port["name"]}");
            foreach (var input in item["inputs"]!.AsArray())
            {
                input!["displayName"]!.GetValue<string>().Should().NotBeNullOrEmpty();
                Hints.Should().Contain(input["uiHint"]!.GetValue<string>(), $"{type} {input["name"]}");
                if (input["category"] is { } category) category.GetValue<string>().Should().MatchRegex(Chinese, $"{type} {input["name"]} category");
                input["uiSpecifications"].Should().NotBeNull();
            }
        }
    }

    [Fact]
    public async Task Activities_SecondRead_IsNotModifiedUntilAWorkflowActivityChanges()
    {
        var first = await _studio.GetAsync("descriptors/activities?Refresh=True");
        var tag = first.Header("ETag")!;
        (await _studio.SendAsync(HttpMethod.Get, "descriptors/activities?Refresh=True", null, ("If-None-Match", tag))).Status.Should().Be(HttpStatusCode.NotModified);

        var name = "子流程" + Guid.NewGuid().ToString("N")[..8];
        var model = Models.WriteThenWait(name);
        model["options"]!["usableAsActivity"] = true;
        await _studio.SaveAsync(model, publish: true);
        var changed = await _studio.SendAsync(HttpMethod.Get, "descriptors/activities?Refresh=True", null, ("If-None-Match", tag));

        changed.Status.Should().Be(HttpStatusCode.OK);
        var descriptor = changed.Json["items"]!.AsArray().Single(item => item!["typeName"]!.GetValue<string>() == name)!;
        descriptor["category"]!.GetValue<string>().Should().Be("子流程");
        descriptor["inputs"]![0]!["name"]!.GetValue<string>().Should().Be("Message");
        (await _studio.GetAsync($"descriptors/activities/{Uri.EscapeDataString(name)}?version=1")).Ok()["customProperties"]!["WorkflowDefinitionId"].Should().NotBeNull();
    }

    [Theory]
    [InlineData("GridGov.AssignOrder", "LeadUnit", "dropdown", "selectList", "410999-GA")]
    [InlineData("GridGov.AssignOrder", "AssistUnits", "checklist", "checkList", "410999-GA")]
    [InlineData("GridGov.CallDepartmentApi", "Unit", "dropdown", "selectList", "410999-GA")]
    [InlineData("GridGov.CallGridApi", "GridCode", "dropdown", "selectList", "410999101001001")]
    public async Task Options_OfLiveLists_ComeFromTheDirectory(string type, string input, string hint, string list, string value)
    {
        var items = (await _studio.PostAsync($"descriptors/activities/{type}/options/{input}", new JsonObject { ["context"] = new JsonObject() })).Ok()["items"]!;

        items["Refresh"]!.GetValue<bool>().Should().BeTrue();
        items[hint]![list]!["items"]!.AsArray().Select(item => item!["value"]!.GetValue<string>()).Should().Contain(value);
    }

    [Fact]
    public async Task Ports_OfTheShippedProcesses_HaveChineseNames()
    {
        var items = (await _studio.GetAsync("descriptors/activities")).Ok()["items"]!.AsArray();
        var shipped = items.Where(item => item!["category"]!.GetValue<string>() == "网格治理流程").ToList();

        shipped.Should().NotBeEmpty();
        shipped.SelectMany(item => item!["ports"]!.AsArray()).Select(port => port!["displayName"]!.GetValue<string>())
            .Should().OnlyContain(name => !name.Any(char.IsAsciiLetter));
    }

    [Theory]
    [InlineData("expression-descriptors", "type")]
    [InlineData("storage-drivers", "typeName")]
    [InlineData("variables", "typeName")]
    [InlineData("workflow-activation-strategies", "typeName")]
    [InlineData("log-persistence-strategies", "typeName")]
    [InlineData("incident-strategies", "typeName")]
    [InlineData("commit-strategies/workflows", "name")]
    [InlineData("commit-strategies/activities", "name")]
    public async Task Lists_HaveUniqueItems(string route, string key)
    {
        var list = (await _studio.GetAsync("descriptors/" + route)).Ok();

        var items = list["items"]!.AsArray();
        items.Should().NotBeEmpty();
        list["count"]!.GetValue<int>().Should().Be(items.Count);
        items.Select(item => item![key]!.GetValue<string>()).Should().OnlyHaveUniqueItems();
    }

    [Fact]
    public async Task Features_AnnounceTheHub_AndOptionalModulesAreEmpty()
    {
        (await _studio.GetAsync("features/installed")).Ok()["items"]!.AsArray().Select(item => item!["fullName"]!.GetValue<string>())
            .Should().Equal("Elsa.RealTimeWorkflowUpdates");
        (await _studio.GetAsync("features/installed/Elsa.RealTimeWorkflowUpdates")).Ok();
        (await _studio.GetAsync("features/installed/Elsa.Other")).Status.Should().Be(HttpStatusCode.NotFound);
        (await _studio.GetAsync("resilience/strategies?category=HTTP")).Ok()["count"]!.GetValue<int>().Should().Be(0);
        (await _studio.GetAsync("resilience/retries/x?skip=0&take=10")).Ok()["totalCount"]!.GetValue<int>().Should().Be(0);
        (await _studio.PostAsync("secrets/picker", new JsonObject())).Ok()["items"]!.AsArray().Should().BeEmpty();
        (await _studio.GetAsync("descriptors/output-converters?sourceType=Object&destinationType=String")).Ok()["items"]!.AsArray().Should().BeEmpty();
        using var anonymous = new HttpClient { BaseAddress = fixture.Host.Address };
        (await anonymous.GetStringAsync("/elsa/api/package/version", TestContext.Current.CancellationToken)).Should().Be("""{"packageVersion":"3.8.2"}""");
    }

    [Fact]
    public async Task TypeDefinitions_NameVariablesInputsAndOutputs()
    {
        var model = Models.WriteThenWait();
        var id = (await _studio.SaveAsync(model))["definitionId"]!.GetValue<string>();

        var text = (await _studio.PostAsync(
            $"scripting/javascript/type-definitions/{id}", new JsonObject { ["activityTypeName"] = "Elsa.RunJavaScript", ["propertyName"] = "Script" })).Text;

        text.Should().Contain("declare function getVariable(name: string): any;").And.Contain("declare function getCount(): number;")
            .And.Contain("declare function setCount(value: number): void;").And.Contain("declare function getMessage(): string;")
            .And.Contain("declare function getResultFromEvent1(): any;").And.Contain("declare function setOutcome(name: string): void;")
            .And.Contain("    Count: number;");
    }

    /// <summary>A node fresh from the toolbox has no inputs at all: it runs, waits, or faults with words that a person understands.</summary>
    [Fact]
    public async Task FreshNodes_RunOrFaultInChinese()
    {
        var types = (await ItemsAsync()).Where(item => item["isBrowsable"]!.GetValue<bool>() && item["customProperties"]!["RootType"] is null)
            .Select(item => item["typeName"]!.GetValue<string>()).ToList();
        types.Count.Should().BeGreaterThan(40);
        foreach (var type in types)
        {
            var saved = await _studio.SaveAsync(Models.One(type));
            var answer = await _studio.PostAsync($"workflow-definitions/{saved["definitionId"]}/execute", new JsonObject { ["versionOptions"] = "Latest" });
            if (!answer.Headers.ContainsKey("x-elsa-workflow-instance-id"))
            {
                // Refused at the start, as a case without a report is.
                ((int)answer.Status).Should().BeInRange(400, 499, type + answer.Text);
                answer.Errors.Should().MatchRegex(Chinese, type);
                continue;
            }

            foreach (var incident in answer.Ok()["workflowState"]!["incidents"]!.AsArray())
            {
                incident!["message"]!.GetValue<string>().Should().MatchRegex(Chinese, type);
            }
        }
    }

    private async Task<List<JsonNode>> ItemsAsync() => [.. (await _studio.GetAsync("descriptors/activities?Refresh=True")).Ok()["items"]!.AsArray().Select(item => item!)];
}
