using FluentAssertions;
using GridGov.Workflow.Host.Tests.Hosting;
using GridGov.Workflow.Host.Tests.Rights;
using Microsoft.Data.Sqlite;
using Xunit;

namespace GridGov.Workflow.Host.Tests.Traces;

/// <summary>
/// Every endpoint that may change something leaves a row with who, what and when (reliability test E24): a row of a case's or instance's
/// journal, an act in the administrators' log, or what is named here. A new endpoint without a sample or a reason fails.
/// </summary>
public sealed class CommandTraceTests(CommandHost host) : IClassFixture<CommandHost>
{
    // Endpoints that leave no row of their own, and why that is right.
    private static readonly Dictionary<string, string> Silent = new(StringComparer.Ordinal)
    {
        ["POST /api/admin/calendars/preview"] = "tells what would change",
        ["POST /api/admin/catalogues/preview"] = "tells what would change",
        ["POST /api/deadlines/preview"] = "computes",
        ["POST /api/audit/verify"] = "reads",
        ["POST /api/clock/advance"] = "there is no such clock outside of trials; timers that it makes due are bursts",
        ["POST /api/notices/read"] = "a reader's own mark",
        ["POST /api/tokens"] = "another form of the key for 15 minutes; what is done with it names the key's owner",
        ["POST /elsa/api/activity-executions/report"] = "reads",
        ["POST /elsa/api/bulk-actions/export/workflow-definitions"] = "reads",
        ["POST /elsa/api/bulk-actions/export/workflow-instances"] = "reads",
        ["POST /elsa/api/descriptors/activities/{typeName}/options/{propertyName}"] = "reads",
        ["POST /elsa/api/scripting/javascript/type-definitions/{definitionId}"] = "reads",
        ["POST /elsa/api/secrets/picker"] = "reads",
        ["POST /elsa/api/tests/activities"] = "runs in the pure core, stores and sends nothing",
        ["POST /elsa/api/workflow-instances"] = "reads",
        ["POST /elsa/api/workflow-instances/{id}/journal"] = "reads",
        ["POST /elsa/api/workflow-definitions/{definitionId}/update-references"] = "leaves an act when a consumer changes; without one nothing does",
        ["POST /account/login"] = "sessions and tries are kept with the account",
        ["POST /account/logout"] = "ends a session",
        ["POST /account/password"] = "the account's stamp changes; nobody else can do it",
        ["POST /public/progress"] = "reads",
        ["POST /public/case/leave"] = "drops the browser's ticket",
        ["POST /public/report"] = "a form for the same command as POST /api/cases",
        ["POST /public/case/addition"] = "a form for a case's action",
        ["POST /public/case/evaluation"] = "a form for the evaluation, a stimulus of the case",
        ["POST /public/case/withdrawal"] = "a form for a case's action",
        ["POST /public/cases/{queryCode}/evaluation"] = "the evaluation, a stimulus of the case",
    };

    private static IReadOnlyList<CommandSample> Samples { get; } = [.. ApiSamples.All, .. ElsaSamples.All];

    public static TheoryData<string> Endpoints => [.. Samples.Select(sample => sample.Endpoint)];

    [Fact]
    public async Task Commands_HaveASampleOrAReason()
    {
        // Pages of the console take no posts: they act over their circuit, by the services of these endpoints.
        var pages = EndpointLine.ReadAll().Select(line => line.Name).Where(name => !IsOurs(name)).ToHashSet(StringComparer.Ordinal);
        var commands = (await EndpointList.ReadAsync()).Where(name => name.Split(' ')[0] is "POST" or "PUT" or "PATCH" or "DELETE").Except(pages).ToList();
        string[] known = [.. Samples.Select(sample => sample.Endpoint), .. Silent.Keys];

        known.Should().OnlyHaveUniqueItems();
        commands.Except(known).Should().BeEmpty("a command says how it is seen afterwards");
        known.Except(commands).Should().BeEmpty("a sample goes with its endpoint");
    }

    [Theory]
    [MemberData(nameof(Endpoints))]
    public async Task Command_LeavesWhoDidIt(string endpoint)
    {
        var stop = TestContext.Current.CancellationToken;
        var sample = Samples.Single(sample => sample.Endpoint == endpoint);
        var (path, content) = await sample.Prepare(host.World);
        sample.IsPath(path).Should().BeTrue("{0} is a path of {1}", path, endpoint);
        var before = Rows(sample);
        using var client = host.Process.Client(sample.Person);
        using var request = new HttpRequestMessage(sample.Method, path) { Content = sample.Method == HttpMethod.Delete ? null : content };

        using var answer = await client.SendAsync(request, stop);

        answer.IsSuccessStatusCode.Should().BeTrue("{0} answered {1} {2}", endpoint, answer.StatusCode, await answer.Content.ReadAsStringAsync(stop));

        // An event is durable with the answer; that an instance hears of it comes after.
        if (path.Contains("/events", StringComparison.Ordinal))
            await Eventually.GetAsync(() => Task.FromResult(Rows(sample) > before ? sample : null), () => Task.FromResult("no burst"), stop);
        Rows(sample).Should().BeGreaterThan(before, "{0} leaves a row of '{1}' in {2}", endpoint, sample.Person, sample.Trace);
    }

    private static bool IsOurs(string name) => name.Split(' ')[1] is var route
        && (route.StartsWith("/api/", StringComparison.Ordinal) || route.StartsWith("/elsa/", StringComparison.Ordinal)
            || route.StartsWith("/public", StringComparison.Ordinal) || route.StartsWith("/account", StringComparison.Ordinal));

    private long Rows(CommandSample sample)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(host.Process.DataFolder, "gridgov.db")};Mode=ReadOnly");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT COUNT(*) FROM \"{sample.Trace}\" WHERE {(sample.Trace == "AttachmentUses" ? "\"By\"" : "ActorId")} = $person";
        command.Parameters.AddWithValue("$person", sample.Person ?? "system");
        return (long)command.ExecuteScalar()!;
    }
}
