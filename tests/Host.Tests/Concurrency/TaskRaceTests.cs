using System.Text.Json.Nodes;
using FluentAssertions;
using GridGov.Workflow.Host.Tests.Hosting;
using Xunit;

namespace GridGov.Workflow.Host.Tests.Concurrency;

/// <summary>Many complete one task at the same time (reliability-tests B7).</summary>
[Collection(RealTimeCollection.Name)]
public sealed class TaskRaceTests(RealTimeHost fixture)
{
    private const int Racers = 64;
    private const int Rounds = 20;
    private static readonly string[] Persons = ["system", "iot-gateway"];
    private readonly Dictionary<string, Api> _apis = Persons.ToDictionary(person => person, person => new Api(fixture.Host, person), StringComparer.Ordinal);
    private readonly Api _api = new(fixture.Host);

    [Fact]
    public async Task TwoCompletes_OneWins()
    {
        for (var round = 0; round < Rounds; round++) await RaceAsync($"race-{round}-{Guid.NewGuid():N}");
    }

    [Fact]
    public async Task Complete_Repeated_GivesTheFirstAnswer()
    {
        var (_, taskId) = await OpenTaskAsync(Guid.NewGuid().ToString("N"));
        var body = new JsonObject { ["data"] = new JsonObject { ["a"] = 1 } };

        var first = (await _api.PostAsync($"/api/tasks/{taskId}/complete", body, "same-key")).Ok();
        var second = (await _api.PostAsync($"/api/tasks/{taskId}/complete", body, "same-key")).Ok();

        first["repeated"]!.GetValue<bool>().Should().BeFalse();
        second["repeated"]!.GetValue<bool>().Should().BeTrue();
        foreach (var member in (string[])["instanceId", "burst", "status", "subStatus"]) second[member]!.ToJsonString().Should().Be(first[member]!.ToJsonString(), member);
    }

    [Fact]
    public async Task Complete_RepeatedAtOnce_IsOneCompletion()
    {
        var (instanceId, taskId) = await OpenTaskAsync(Guid.NewGuid().ToString("N"));
        var body = new JsonObject { ["data"] = new JsonObject { ["a"] = 1 } };

        var answers = await Task.WhenAll(Enumerable.Range(0, Racers).Select(_ => _api.PostAsync($"/api/tasks/{taskId}/complete", body, "one-key")));

        answers.Should().OnlyContain(answer => answer.Status == 200);
        answers.Select(answer => answer.Json["burst"]!.GetValue<long>()).Distinct().Should().ContainSingle();
        answers.Count(answer => !answer.Json["repeated"]!.GetValue<bool>()).Should().Be(1);
        (await CompletionsAsync(instanceId)).Should().Be(1);
    }

    [Fact]
    public async Task Complete_SameKeyOtherBody_Is422()
    {
        var (_, taskId) = await OpenTaskAsync(Guid.NewGuid().ToString("N"));
        (await _api.PostAsync($"/api/tasks/{taskId}/complete", new JsonObject { ["data"] = new JsonObject { ["a"] = 1 } }, "key")).Ok();

        var other = await _api.PostAsync($"/api/tasks/{taskId}/complete", new JsonObject { ["data"] = new JsonObject { ["a"] = 2 } }, "key");

        other.Status.Should().Be(422);
        other.Json["code"]!.GetValue<string>().Should().Be("idempotency.body-differs");
        other.Json["field"]!.GetValue<string>().Should().Be("Idempotency-Key");
    }

    [Fact]
    public async Task Start_RepeatedAtOnce_IsOneInstance()
    {
        var key = Guid.NewGuid().ToString("N");
        var answers = await Task.WhenAll(Enumerable.Range(0, Racers).Select(_ => _api.PostAsync("/api/definitions/one-task/execute", null, key)));

        answers.Should().OnlyContain(answer => answer.Status == 200);
        answers.Select(answer => answer.Json["instanceId"]!.GetValue<string>()).Distinct().Should().ContainSingle();
        answers.Count(answer => !answer.Json["repeated"]!.GetValue<bool>()).Should().Be(1);
    }

    private async Task RaceAsync(string name)
    {
        var (instanceId, taskId) = await OpenTaskAsync(name);

        var answers = await Task.WhenAll(Enumerable.Range(0, Racers).Select(async racer =>
        {
            var person = Persons[racer % Persons.Length];
            return (Person: person, Answer: await _apis[person].PostAsync($"/api/tasks/{taskId}/complete", new JsonObject { ["data"] = new JsonObject { ["racer"] = racer } }, $"{name}-{racer}"));
        }));

        var winner = answers.Should().ContainSingle(item => item.Answer.Status == 200, "one of {0} wins", Racers).Which;
        var losers = answers.Where(item => item.Answer.Status != 200).ToList();
        losers.Should().OnlyContain(item => item.Answer.Status == 409);
        losers.Select(item => item.Answer.Json["completedBy"]?.GetValue<string>()).Should().OnlyContain(named => named == winner.Person);
        (await CompletionsAsync(instanceId)).Should().Be(1);
    }

    private async Task<(string InstanceId, string TaskId)> OpenTaskAsync(string key)
    {
        var instanceId = await TestDefinitions.StartAsync(_api, "one-task", key);
        var waiting = (await _api.GetAsync($"/api/instances/{instanceId}")).Ok()["waiting"]!.AsArray();
        return (instanceId, waiting.Should().ContainSingle().Which!["id"]!.GetValue<string>());
    }

    private async Task<int> CompletionsAsync(string instanceId) =>
        (await _api.GetAsync($"/api/instances/{instanceId}/journal")).Ok()["items"]!.AsArray().Count(burst => burst!["stimulus"]!["kind"]!.GetValue<string>() == "task-completed");
}
