using FluentAssertions;
using GridGov.Workflow.Host.Tests.Databases;
using GridGov.Workflow.Host.Tests.Hosting;
using Npgsql;
using Xunit;

namespace GridGov.Workflow.Host.Tests.Upgrade;

/// <summary>
/// Data of each earlier release, made by that release, lives on in this build (reliability-tests 38). <c>GRIDGOV_KEEP_RELEASE=0.2.0</c> makes and keeps
/// such data with the Host of <c>GRIDGOV_TEST_HOST</c> first; docs/releases.md says when.
/// </summary>
public sealed class UpgradeTests
{
    private static readonly string? Kept = Environment.GetEnvironmentVariable("GRIDGOV_KEEP_RELEASE");

    public static TheoryData<string> Releases() => [.. Release.All().Append(Kept).OfType<string>().Distinct(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Releases))]
    public async Task SqliteData_OfARelease_LivesOn(string version)
    {
        if (version == Kept) await KeepAsync(version, "Sqlite", [], _ => Task.CompletedTask);
        await LiveOnAsync(version, "Sqlite", _ => Task.FromResult<string[]>([]));
    }

    [Theory]
    [MemberData(nameof(Releases))]
    public async Task PostgreSqlData_OfARelease_LivesOn(string version)
    {
        await using var server = await PostgresServer.StartAsync();
        if (version == Kept)
        {
            var source = await server.NewDatabaseAsync();
            await KeepAsync(version, "PostgreSql", PostgresServer.HostArguments(source), folder =>
                server.RunClientAsync("pg_dump", "--format=custom", "--file=" + Path.Combine(folder, Release.Dump), NameOf(source)));
        }

        await LiveOnAsync(version, "PostgreSql", async folder =>
        {
            var target = await server.NewDatabaseAsync();
            await server.RunClientAsync("pg_restore", "--exit-on-error", "--dbname=" + NameOf(target), Path.Combine(folder, Release.Dump));
            return PostgresServer.HostArguments(target);
        });
    }

    /// <summary>Of all three providers: who has run a migration never runs it again, so what one does may not change once it is out.</summary>
    [Theory]
    [MemberData(nameof(Releases))]
    public void Migrations_OfARelease_AreAsTheyWere(string version) =>
        new Release(version).EditedMigrations().Should().BeEmpty("a released migration is never edited: add another");

    private static async Task KeepAsync(string version, string provider, string[] database, Func<string, Task> addDatabaseAsync)
    {
        var folder = NewFolder();
        await using (var host = await HostProcess.StartAsync(folder, ["--virtual-clock", "true", .. database]))
        {
            (await new Api(host).GetAsync("/health/ready")).Json["version"]!.GetValue<string>().Should().StartWith(version, "GRIDGOV_TEST_HOST is the Host of the release");
            var city = await ReleaseCity.MakeAsync(host);
            host.Terminate();
            (await host.ExitAsync(TestContext.Current.CancellationToken)).Should().Be(0, host.Output);
            await addDatabaseAsync(folder);
            new Release(version).Keep(provider, city, folder);
        }

        Directory.Delete(folder, recursive: true);
    }

    /// <param name="openDatabaseAsync">Gives the arguments that choose the database which is in the folder.</param>
    private static async Task LiveOnAsync(string version, string provider, Func<string, Task<string[]>> openDatabaseAsync)
    {
        var folder = NewFolder();
        var city = new Release(version).Restore(provider, folder);
        await using (var host = await HostProcess.StartAsync(folder, ["--virtual-clock", "true", .. await openDatabaseAsync(folder)]))
        {
            await city.LivesOnAsync(host, TestContext.Current.CancellationToken);
        }

        Directory.Delete(folder, recursive: true);
    }

    private static string NewFolder() => Directory.CreateTempSubdirectory("gridgov-release-").FullName;

    private static string NameOf(string connection) => new NpgsqlConnectionStringBuilder(connection).Database!;
}
