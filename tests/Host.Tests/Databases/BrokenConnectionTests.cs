using System.Globalization;
using System.Text.Json.Nodes;
using FluentAssertions;
using GridGov.Workflow.Host.Tests.Hosting;
using Xunit;

namespace GridGov.Workflow.Host.Tests.Databases;

/// <summary>
/// The connection to PostgreSQL breaks at every single sending of one command, before it arrives and after it was answered, COMMIT
/// included (reliability-tests A1 and A3): the same command sent again has one effect, and history stays whole.
/// </summary>
public sealed class BrokenConnectionTests(BrokenConnectionTests.Fixture fixture) : IClassFixture<BrokenConnectionTests.Fixture>
{
    // The background of the Host talks to the database too: only several commands in a row without a cut show that all sendings had their turn.
    private const int UntouchedInARow = 3;

    [Theory]
    [InlineData(Cut.BeforeArrival)]
    [InlineData(Cut.AfterTheAnswer)]
    public async Task CutAtEverySending_SameCommandAgain_HasOneEffect(Cut where)
    {
        var city = new City(fixture.Host);
        var cuts = new List<string>();
        for (var (sending, untouched) = (1, 0); untouched < UntouchedInARow; sending++)
        {
            var number = await city.ReportAsync();
            (await city.DoAsync(number, "clerk-01", "FactCheck", "Filed", new JsonObject { ["standardId"] = "C0101-1" })).Ok();
            var path = $"/api/tasks/{await city.TaskIdAsync(number, "dispatcher-01", "Divert")}/complete";
            var key = string.Create(CultureInfo.InvariantCulture, $"{where}-{sending}");

            fixture.Proxy.CutAt(sending, where);
            var first = await DivertAsync(city, path, key);
            var hasCut = fixture.Proxy.Heal();
            var second = await Eventually.GetAsync(
                async () => await DivertAsync(city, path, key) is { Status: not 503 } answer ? answer : null,
                () => Task.FromResult($"{key}: first {first.Status} {first.Text}\n{fixture.Host.Output[^Math.Min(3000, fixture.Host.Output.Length)..]}"),
                TestContext.Current.CancellationToken);

            untouched = hasCut ? 0 : untouched + 1;
            cuts.Add($"{key} {first.Status}");
            first.Status.Should().BeOneOf([200, 503], "{0}: {1}", key, first.Text);
            second.Status.Should().Be(200, "{0}: {1}", key, second.Text);
            if (first.Status == 200) second.Json["burst"]!.GetValue<long>().Should().Be(first.Json["burst"]!.GetValue<long>(), "the same key gets the same answer");
            (await city.CaseAsync(number))["orders"]!.AsArray().Should().HaveCount(1, key);
            (await new Api(fixture.Host).GetAsync($"/api/cases/{number}/replay")).Ok()["outcome"]!.GetValue<string>().Should().Be("Equal", key);
        }

        // Whether the first answer is 503 depends on whom the cut hit: a command that shared its group is written again by itself.
        cuts.Should().HaveCountGreaterThanOrEqualTo(UntouchedInARow + 2, "rows and COMMIT are two sendings");
        (await new Api(fixture.Host).PostAsync("/api/audit/verify", new JsonObject())).Ok()["isIntact"]!.GetValue<bool>().Should().BeTrue();
    }

    private static Task<ApiAnswer> DivertAsync(City city, string path, string key) => city.As("dispatcher-01").PostAsync(
        path, new JsonObject { ["outcome"] = "Assign", ["data"] = new JsonObject { ["leadUnit"] = City.Water } }, key);

    /// <summary>A Host that reaches its own PostgreSQL through a network that breaks.</summary>
    public sealed class Fixture : DatabaseFixture
    {
        private PostgresServer? _server;

        public DatabaseProxy Proxy { get; private set; } = null!;

        public override async ValueTask DisposeAsync()
        {
            await base.DisposeAsync();
            await Proxy.DisposeAsync();
            if (_server is not null) await _server.DisposeAsync();
        }

        protected override async Task<string[]> NewDatabaseAsync()
        {
            _server = await PostgresServer.StartAsync();
            Proxy = DatabaseProxy.Before(_server.Port);
            var connection = new Npgsql.NpgsqlConnectionStringBuilder(await _server.NewDatabaseAsync()) { Port = Proxy.Port };
            return PostgresServer.HostArguments(connection.ConnectionString);
        }
    }
}
