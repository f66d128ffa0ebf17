using System.Text;
using System.Text.Json.Nodes;
using FluentAssertions;
using GridGov.Workflow.Host.Tests.Hosting;
using Xunit;

namespace GridGov.Workflow.Host.Tests.Retention;

/// <summary>Cases whose period is over move into files that prove themselves, and nothing of them stays behind (reliability test E25).</summary>
public sealed class RetentionTests
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    [Fact]
    public async Task EndedCase_MovesIntoAFile_HeldAndYoungOnesStay_TheRestStillVerifies()
    {
        await using var world = await RetentionWorld.StartAsync();
        var photo = Encoding.UTF8.GetBytes("%PDF-1.7 " + new string('x', 400_000));
        var reference = await world.UploadAsync(photo);
        var old = await world.ClosedCaseAsync(reference);
        var held = await world.ClosedCaseAsync();
        (await world.City.As("duty-leader").PostAsync("/api/retention/holds", new JsonObject { ["caseNumber"] = held, ["reason"] = "诉讼保全" })).Ok();
        await world.PassAsync(200);
        var young = await world.ClosedCaseAsync();
        var instance = (await world.City.CaseAsync(old))["instanceId"]!.GetValue<string>();
        var bursts = world.Sql($"SELECT COUNT(*) FROM Journal WHERE InstanceId='{instance}'");

        var rehearsed = await world.EndedAsync(await world.BeginAsync(dryRun: true), Stop);
        rehearsed["due"]!.GetValue<int>().Should().Be(1);
        rehearsed["held"]!.GetValue<int>().Should().Be(1);
        rehearsed["rows"]!.ToString().Should().Be(bursts);
        (await world.City.CaseAsync(old))["caseNumber"]!.GetValue<string>().Should().Be(old, "a rehearsal changes nothing");

        var run = await world.EndedAsync(await world.BeginAsync(), Stop);

        run["archived"]!.GetValue<int>().Should().Be(1, run.ToJsonString(ApiAnswer.Relaxed));
        run["rows"]!.ToString().Should().Be(bursts);
        (await world.System.GetAsync($"/api/cases/{old}")).Status.Should().Be(404);
        (await world.City.CaseAsync(held))["caseNumber"]!.GetValue<string>().Should().Be(held);
        (await world.City.CaseAsync(young))["caseNumber"]!.GetValue<string>().Should().Be(young);
        foreach (var rows in (string[])[$"Journal WHERE InstanceId='{instance}'", $"Tasks WHERE InstanceId='{instance}'", $"Instances WHERE Id='{instance}'", $"WorkOrders WHERE CaseNumber='{old}'", $"AttachmentUses WHERE Hash='{reference[7..]}'", $"Attachments WHERE Hash='{reference[7..]}'"])
            world.Sql($"SELECT COUNT(*) FROM {rows}").Should().Be("0", rows);
        world.Sql("SELECT COUNT(*) FROM PersonalData WHERE ErasedAt IS NOT NULL AND Cipher IS NULL").Should().Be("2", "requester and description are destroyed");
        File.Exists(Path.Combine(world.Host.DataFolder, "attachments", reference[7..9], reference[9..11], reference[7..])).Should().BeFalse();

        var archived = (await world.City.As("auditor").GetAsync($"/api/retention/archives?caseNumber={old}")).Ok()["items"]!.AsArray().Should().ContainSingle().Subject!;
        archived["isPurged"]!.GetValue<bool>().Should().BeTrue();
        var name = archived["archive"]!.GetValue<string>();
        foreach (var verdict in (JsonNode[])[await world.VerifyAsync(), await world.VerifyAsync(old)])
        {
            verdict["isIntact"]!.GetValue<bool>().Should().BeTrue(verdict.ToJsonString(ApiAnswer.Relaxed));
            verdict["archives"]!.AsArray().Should().ContainSingle().Which!.GetValue<string>().Should().Be(name);
        }

        var file = Path.Combine(world.ArchiveFolder, name);
        var (code, output) = await RetentionWorld.VerifyFileAsync(file);
        code.Should().Be(0, output);
        output.Should().Contain(old).And.Contain(archived["hash"]!.GetValue<string>());
        var text = await File.ReadAllTextAsync(file, Stop);
        text.Should().NotContain("周女士").And.NotContain("13900000000", "personal values end with the period");
        await AlteredFilesAreFoundAsync(world, file, text, name);

        (await world.City.As("duty-leader").PostAsync($"/api/retention/holds/{held}/lift", new JsonObject { ["reason"] = "结案" })).Ok();
        (await world.EndedAsync(await world.BeginAsync(), Stop))["archived"]!.GetValue<int>().Should().Be(1, "nobody holds it any more");
        (await world.VerifyAsync())["archived"]!.GetValue<int>().Should().Be(2);
        var acts = (await world.City.As("auditor").GetAsync("/api/admin-log?limit=100")).Ok()["items"]!.AsArray().Select(act => act!["action"]!.GetValue<string>());
        acts.Should().Contain(["hold.set", "hold.lift", "retention.rehearse", "retention.start", "retention.archive"]);
    }

    [Fact]
    public async Task Rights_HoldersDoNotArchive_AndArchiversDoNotHold()
    {
        await using var world = await RetentionWorld.StartAsync();
        var number = await world.City.ReportAsync();
        var hold = new JsonObject { ["caseNumber"] = number, ["reason"] = "x" };

        (await world.City.As("admin-system").PostAsync("/api/retention/holds", hold.DeepClone())).Status.Should().Be(403);
        (await world.City.As("duty-leader").PostAsync("/api/retention/runs", new JsonObject { ["reason"] = "x" })).Status.Should().Be(403);
        (await world.City.As("admin-audit").PostAsync("/api/retention/holds", hold.DeepClone())).Ok();
        (await world.City.As("admin-audit").PostAsync("/api/retention/holds", hold.DeepClone())).Status.Should().Be(409);
        (await world.City.As("admin-audit").PostAsync("/api/retention/holds/none/lift", new JsonObject { ["reason"] = "x" })).Status.Should().Be(404);
        (await world.City.As("admin-system").PostAsync("/api/retention/runs", new JsonObject())).Json["field"]!.GetValue<string>().Should().Be("reason");
    }

    [Fact]
    public async Task RootWithHeavyChildren_GoesInBoundedParts_WithAllOfThem()
    {
        const int children = 120;
        await using var world = await RetentionWorld.StartAsync();
        var number = await world.ClosedCaseAsync();
        var root = (await world.City.CaseAsync(number))["instanceId"]!.GetValue<string>();
        await TestDefinitions.PublishAsync(world.System, "one-task");
        var ids = new List<string>();
        for (var child = 0; child < children; child++) ids.Add(await TestDefinitions.StartAsync(world.System, "one-task", $"child-{child}"));
        foreach (var id in ids) (await world.System.PostAsync($"/api/instances/{id}/cancel", new JsonObject { ["reason"] = "x" })).Ok();
        world.Sql($"UPDATE Instances SET ParentInstanceId='{root}' WHERE DefinitionId='one-task'");
        await world.PassAsync(200);

        var run = await world.EndedAsync(await world.BeginAsync(), Stop);

        run["archived"]!.GetValue<int>().Should().Be(1, run.ToJsonString(ApiAnswer.Relaxed));
        run["rows"]!.GetValue<long>().Should().BeGreaterThan(children * 2);
        world.Sql("SELECT COUNT(*) FROM Journal").Should().Be("0");
        world.Sql("SELECT COUNT(*) FROM Instances").Should().Be("0");
        var verdict = await world.VerifyAsync();
        verdict["isIntact"]!.GetValue<bool>().Should().BeTrue(verdict.ToJsonString(ApiAnswer.Relaxed));
        verdict["archived"]!.GetValue<int>().Should().Be(children + 1);
        verdict["archives"]!.AsArray().Should().ContainSingle();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    public async Task Round_KilledInTheMiddle_GoesOnAndLosesNothing(int archived)
    {
        var host = await HostProcess.StartAsync(null, RetentionWorld.Settings);
        await using var world = new RetentionWorld(host);
        for (var number = 0; number < 4; number++) await world.ClosedCaseAsync(await world.UploadAsync(Encoding.UTF8.GetBytes($"%PDF-1.7 {number}")));
        var bursts = world.Sql("SELECT COUNT(*) FROM Journal");
        await world.PassAsync(200);

        var run = await world.BeginAsync();
        await Eventually.GetAsync(async () => (await world.ReadAsync(run))["archived"]!.GetValue<int>() >= archived ? run : null, async () => (await world.ReadAsync(run)).ToJsonString(), Stop);
        host.Kill();
        await host.RestartAsync();
        var ended = await world.EndedAsync(run, Stop);

        ended["skipped"]!.GetValue<int>().Should().Be(0, ended.ToJsonString(ApiAnswer.Relaxed));
        world.Sql("SELECT COUNT(*) FROM Cases").Should().Be("0");
        world.Sql("SELECT COUNT(*) FROM Journal").Should().Be("0");
        world.Sql("SELECT COUNT(*) FROM Attachments").Should().Be("0");
        world.Sql("SELECT SUM(Bursts) FROM ArchivedInstances WHERE PurgedAt IS NOT NULL").Should().Be(bursts);
        var verdict = await world.VerifyAsync();
        verdict["isIntact"]!.GetValue<bool>().Should().BeTrue(verdict.ToJsonString(ApiAnswer.Relaxed));
        verdict["archives"]!.AsArray().Should().HaveCount(4);
    }

    // One letter of a burst, a line less, another file, no file: each shows, to the command that knows only the file and to the database.
    private static async Task AlteredFilesAreFoundAsync(RetentionWorld world, string file, string text, string name)
    {
        var lines = text.Split('\n');
        var burst = Array.FindIndex(lines, line => line.Contains("\"type\":\"burst\"", StringComparison.Ordinal) && line.Contains("clerk-01", StringComparison.Ordinal));
        string[] altered = [text.Replace(lines[burst], lines[burst].Replace("clerk-01", "clerk-02", StringComparison.Ordinal), StringComparison.Ordinal), string.Join('\n', lines.Where((_, at) => at != burst)), string.Join('\n', lines[..^2])];
        foreach (var bad in altered)
        {
            await File.WriteAllTextAsync(file, bad, Stop);
            (await RetentionWorld.VerifyFileAsync(file)).Code.Should().Be(1);
            await NamedAsync();
        }

        File.Delete(file);
        await NamedAsync();
        await File.WriteAllTextAsync(file, text, Stop);
        (await world.VerifyAsync())["isIntact"]!.GetValue<bool>().Should().BeTrue();

        async Task NamedAsync()
        {
            var verdict = await world.VerifyAsync();
            verdict["isIntact"]!.GetValue<bool>().Should().BeFalse();
            verdict["faults"]![0]!["reason"]!.GetValue<string>().Should().Contain(name);
        }
    }
}
