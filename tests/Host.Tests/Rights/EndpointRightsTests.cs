using System.Net;
using FluentAssertions;
using Microsoft.Data.Sqlite;
using Xunit;

namespace GridGov.Workflow.Host.Tests.Rights;

/// <summary>Every endpoint of the Host against everybody who may ask (reliability test F26): what <c>endpoints.txt</c> says is what the Host does.</summary>
public sealed class EndpointRightsTests(RightsWorld world) : IClassFixture<RightsWorld>
{
    private static readonly IReadOnlyList<EndpointLine> Lines = EndpointLine.ReadAll();

    [Fact]
    public async Task Table_NamesEveryEndpoint_AndNoOther()
    {
        var endpoints = await EndpointList.ReadAsync();

        Lines.Select(line => line.Name).Should().OnlyHaveUniqueItems();
        endpoints.Except(Lines.Select(line => line.Name)).Should().BeEmpty("a new endpoint says in endpoints.txt who may use it");
        Lines.Select(line => line.Name).Except(endpoints).Should().BeEmpty("a line goes with its endpoint");
    }

    [Fact]
    public async Task Endpoint_WhoMayNot_IsRefusedAndLeavesNothing()
    {
        var before = Traces();
        var wrong = await AskAsync(isAllowed: false, (line, caller, status, answer) =>
            IsRefusal(status) || (line.IsHidden && status == HttpStatusCode.NotFound) ? null : $"{caller.Name} may not {line.Name}, but got {(int)status} {answer}");

        string.Join("\n", wrong).Should().BeEmpty();
        Traces().Should().Equal(before, "a refused request leaves nothing behind");
    }

    [Fact]
    public async Task Endpoint_WhoMay_IsNotRefused()
    {
        var wrong = await AskAsync(isAllowed: true, (line, caller, status, answer) =>
            IsRefusal(status) || (int)status >= 500 || (line.IsHidden && line.Values.Count == 0 && status == HttpStatusCode.NotFound)
                ? $"{caller.Name} may {line.Name}, but got {(int)status} {answer}"
                : null);

        string.Join("\n", wrong).Should().BeEmpty();
    }

    // Lines one after the other, so that what one leaves does not meet another; the callers of a line at the same time.
    private async Task<IReadOnlyList<string>> AskAsync(bool isAllowed, Func<EndpointLine, Caller, HttpStatusCode, string, string?> judge)
    {
        var wrong = new List<string>();
        foreach (var line in Lines)
        {
            var callers = world.Callers.Where(caller => line.Who.Contains(caller.Name) == isAllowed);
            wrong.AddRange((await Task.WhenAll(callers.Select(async caller =>
            {
                var (status, answer) = await SendAsync(line, caller, isAllowed);
                return judge(line, caller, status, answer);
            }))).OfType<string>());
        }

        return wrong;
    }

    private async Task<(HttpStatusCode Status, string Answer)> SendAsync(EndpointLine line, Caller caller, bool isAllowed)
    {
        using var request = world.Request(line, isAllowed);
        using var response = await caller.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        if (response.StatusCode == HttpStatusCode.Redirect) return (LeadsToSignIn(line, response) ? HttpStatusCode.Unauthorized : response.StatusCode, "");
        return (response.StatusCode, (int)response.StatusCode < 400 ? "" : await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    // Signing out leads there too, with success.
    private static bool LeadsToSignIn(EndpointLine line, HttpResponseMessage response) => line.Route != "/account/logout"
        && response.Headers.Location?.OriginalString.Contains("/account/login", StringComparison.Ordinal) == true;

    private static bool IsRefusal(HttpStatusCode status) => status is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden;

    // How many rows there are of what commands leave.
    private IReadOnlyList<string> Traces()
    {
        string[] tables = ["Journal", "Instances", "AdminLog", "DefinitionVersions", "ApiKeys", "Substitutions", "Attachments", "IdempotencyKeys", "DirectoryVersions", "Events"];
        using var connection = new SqliteConnection($"Data Source={Path.Combine(world.Host.DataFolder, "gridgov.db")};Mode=ReadOnly");
        connection.Open();
        return [.. tables.Select(table =>
        {
            using var command = connection.CreateCommand();
            command.CommandText = $"SELECT COUNT(*) FROM \"{table}\"";
            return $"{table} {command.ExecuteScalar()}";
        })];
    }
}
