using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using FluentAssertions;
using GridGov.Workflow.Host.Tests.Hosting;
using Xunit;

namespace GridGov.Workflow.Host.Tests.Elsa;

/// <summary>Nothing is lost by saving, and nobody overwrites somebody else's draft unknowingly.</summary>
[Collection(HostCollection.Name)]
public sealed class SafeEditingTests(HostFixture fixture) : IDisposable
{
    private const string Mark = "gridgov.edit";
    private readonly Studio _studio = new(fixture.Host, "office-01");

    public void Dispose() => _studio.Dispose();

    [Fact]
    public async Task Save_AwkwardJson_ComesBackByteForByte()
    {
        const string metadata = """{"designer":{"position":{"x":-200.50,"y":1e3},"size":{"width":170,"height":54.0}},"z":"先","a":[1,2.0,{"k":null}],"displayText":"“问候”\\n"}""";
        const string vertices = """[{"x":300.000,"y":-0.0},{"y":160,"x":12345678901234567890}]""";
        const string properties = """{"zeta":{"b":1,"a":[]},"logPersistenceMode":{"default":"Inherit"},"unknown":"\ud83d\ude00 é","n":0.10}""";
        var model = """
            {"model":{"name":"往返","customProperties":PROPERTIES,"root":{"id":"flow","type":"Elsa.Flowchart","version":1,"customProperties":{"x":1.50},"metadata":{},
             "activities":[{"id":"b","type":"Elsa.WriteLine","version":1,"metadata":METADATA,"customProperties":{"own":[true]},"strange":{"q":1.000}},
                           {"id":"a","type":"Elsa.WriteLine","version":1,"metadata":{},"customProperties":{}}],
             "connections":[{"source":{"activity":"b","port":"Done"},"target":{"activity":"a","port":"In"},"vertices":VERTICES}]}}}
            """
            .Replace("PROPERTIES", properties, StringComparison.Ordinal).Replace("METADATA", metadata, StringComparison.Ordinal)
            .Replace("VERTICES", vertices, StringComparison.Ordinal);

        var saved = (await _studio.PostTextAsync("workflow-definitions", model)).Ok()["workflowDefinition"]!;
        var text = (await _studio.GetAsync($"workflow-definitions/by-id/{saved["id"]}")).Text;

        using var document = JsonDocument.Parse(text);
        var root = document.RootElement.GetProperty("root");
        root.GetProperty("activities")[0].GetProperty("metadata").GetRawText().Should().Be(metadata);
        root.GetProperty("activities")[0].GetProperty("strange").GetRawText().Should().Be("""{"q":1.000}""");
        root.GetProperty("connections")[0].GetProperty("vertices").GetRawText().Should().Be(vertices);
        root.GetProperty("customProperties").GetRawText().Should().Be("""{"x":1.50}""");
        var own = document.RootElement.GetProperty("customProperties").GetRawText();
        own.Should().StartWith("""{"zeta":{"b":1,"a":[]},"logPersistenceMode":{"default":"Inherit"},"unknown":"\uD83D\uDE00 é","n":0.10,""");
        text.Should().Contain(Mark, "the editor needs the mark");
    }

    [Fact]
    public async Task Save_MarkIsNeverStored()
    {
        var id = (await _studio.SaveAsync(Models.WriteThenWait()))["definitionId"]!.GetValue<string>();
        await _studio.SaveAsync(Changed(await _studio.OpenAsync(id), "再存一次"));

        (await _studio.GetAsync($"workflow-definitions/{id}/export")).Text.Should().NotContain(Mark);
        (await new Api(fixture.Host).GetAsync($"/api/definitions/{id}")).Text.Should().NotContain(Mark);
    }

    [Fact]
    public async Task Save_SameContent_ChangesNothing()
    {
        var first = await _studio.SaveAsync(Models.WriteThenWait());
        var id = first["definitionId"]!.GetValue<string>();
        await _studio.SaveAsync(await _studio.OpenAsync(id));
        var before = await SavedAtAsync(id);

        (await _studio.SaveAsync(await _studio.OpenAsync(id)))["version"]!.GetValue<int>().Should().Be(1);

        (await SavedAtAsync(id)).Should().Be(before);
    }

    [Fact]
    public async Task Save_AnotherPersonSavedMeanwhile_Is409WithWhoAndWhen()
    {
        using var other = new Studio(fixture.Host);
        var id = (await _studio.SaveAsync(Models.WriteThenWait()))["definitionId"]!.GetValue<string>();
        var mine = await _studio.OpenAsync(id);
        var theirs = await other.OpenAsync(id);
        await _studio.SaveAsync(Changed(mine, "我的"));

        var refused = await other.PostAsync("workflow-definitions", new JsonObject { ["model"] = Changed(theirs, "他的") });

        refused.Status.Should().Be(HttpStatusCode.Conflict);
        refused.Errors.Should().Contain("戚慧敏").And.MatchRegex(@"\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}").And.Contain("没有保存");
        refused.Json["changedBy"]!.GetValue<string>().Should().Be("office-01");
        (await _studio.OpenAsync(id))["description"]!.GetValue<string>().Should().Be("我的");
        await other.SaveAsync(Changed(await other.OpenAsync(id), "他的，重新打开之后"));
    }

    [Fact]
    public async Task Save_TwoWindowsOfOnePerson_AlsoConflict()
    {
        var id = (await _studio.SaveAsync(Models.WriteThenWait()))["definitionId"]!.GetValue<string>();
        var (left, right) = (await _studio.OpenAsync(id), await _studio.OpenAsync(id));
        await _studio.SaveAsync(Changed(left, "左"));

        (await _studio.PostAsync("workflow-definitions", new JsonObject { ["model"] = Changed(right, "右") })).Status.Should().Be(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task AutoSave_PostsBeforeTheAnswer_DoNotConflict()
    {
        var id = (await _studio.SaveAsync(Models.WriteThenWait(), publish: true))["definitionId"]!.GetValue<string>();
        var opened = await _studio.OpenAsync(id);

        // The second post still carries the mark of the opening; the third that of the first answer.
        var first = await _studio.SaveAsync(Changed(opened, "一"));
        await _studio.SaveAsync(Changed(opened, "一二"));
        var last = await _studio.SaveAsync(Changed(first, "一二三"));

        last["version"]!.GetValue<int>().Should().Be(2);
        (await _studio.OpenAsync(id))["description"]!.GetValue<string>().Should().Be("一二三");
    }

    [Fact]
    public async Task Diff_TellsChangesInWords()
    {
        var id = (await _studio.SaveAsync(Models.WriteThenWait(), publish: true))["definitionId"]!.GetValue<string>();
        var second = await _studio.OpenAsync(id);
        second["root"]!["activities"]![1]!["eventName"]!["expression"]!["value"] = "stop";
        second["root"]!["activities"]!.AsArray().Add(JsonNode.Parse("""{ "id": "last", "name": "收尾", "type": "Elsa.WriteLine", "version": 1 }"""));
        await _studio.SaveAsync(second, publish: true);

        var diff = (await _studio.GetAsync($"workflow-definitions/{id}/diff?from=1&to=2")).Ok();

        diff["to"]!["savedBy"]!.GetValue<string>().Should().Be("office-01");
        diff["changes"]!.AsArray().Select(change => change!["text"]!.GetValue<string>()).Should().Contain(
            ["新增活动“收尾”（写一行）。", "活动“Event1”的“事件名称”由“go”改为“stop”。"]);
    }

    [Fact]
    public async Task ExportAndImport_OneAndMany_GiveTheSameDefinitions()
    {
        var one = await _studio.SaveAsync(Models.WriteThenWait(), publish: true);
        var two = await _studio.SaveAsync(Models.WriteThenWait());
        var ids = new JsonObject { ["ids"] = new JsonArray(one["id"]!.DeepClone(), two["id"]!.DeepClone()) };

        var file = await _studio.GetAsync($"workflow-definitions/{one["definitionId"]}/export?versionOptions=Latest");
        var zip = await _studio.PostAsync("bulk-actions/export/workflow-definitions", ids);
        var again = await _studio.PostAsync("bulk-actions/export/workflow-definitions", ids);

        file.Header("Content-Disposition").Should().Contain("attachment").And.Contain(".json");
        file.Json.AsObject().First().Key.Should().Be("$schema");
        zip.Header("Content-Disposition").Should().Contain("workflow-definitions.zip");
        zip.Bytes.Should().Equal(again.Bytes);
        using var archive = new ZipArchive(new MemoryStream(zip.Bytes));
        archive.Entries.Should().HaveCount(2);
        archive.Entries.Should().OnlyContain(entry => entry.LastWriteTime.Year == 1980);
        (await _studio.PostAsync("bulk-actions/export/workflow-definitions", new JsonObject { ["ids"] = new JsonArray() })).Status.Should().Be(HttpStatusCode.NoContent);

        foreach (var id in (string[])[one["definitionId"]!.GetValue<string>(), two["definitionId"]!.GetValue<string>()]) await _studio.DeleteAsync($"workflow-definitions/{id}");
        var imported = (await _studio.PostTextAsync("workflow-definitions/import", file.Text)).Ok();
        imported["definitionId"]!.GetValue<string>().Should().Be(one["definitionId"]!.GetValue<string>());
        imported["isPublished"]!.GetValue<bool>().Should().BeTrue();
        imported["links"]!.AsArray().Should().NotBeEmpty();
        (await _studio.UploadAsync("workflow-definitions/import-files", "workflow-definitions.zip", zip.Bytes)).Ok()["count"]!.GetValue<int>().Should().Be(2);
        (await _studio.OpenAsync(two["definitionId"]!.GetValue<string>()))["isPublished"]!.GetValue<bool>().Should().BeFalse();
        Encoding.UTF8.GetString(file.Bytes).Should().Contain("写一行1");
    }

    private static JsonObject Changed(JsonObject definition, string description)
    {
        var changed = definition.DeepClone().AsObject();
        changed["description"] = description;
        changed["links"] = null;
        return changed;
    }

    private async Task<string> SavedAtAsync(string id) =>
        (await _studio.GetAsync($"workflow-definitions/{id}/diff?from=Latest&to=Latest")).Ok()["to"]!["savedAt"]!.GetValue<string>();
}
