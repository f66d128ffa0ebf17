using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using FluentAssertions;
using GridGov.Workflow.Host.Notices;
using GridGov.Workflow.Host.Tests.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xunit;

namespace GridGov.Workflow.Host.Tests.Notices;

/// <summary>A department's own system hears of its orders, and can tell that it was us.</summary>
public sealed class WebhookTests
{
    private const string Secret = "a-secret-of-the-water-office-0123456789";

    [Fact]
    public async Task Order_ToAUnitWithAWebhook_ArrivesSignedAndIsTriedAgain()
    {
        await using var department = await Receiver.StartAsync(TestContext.Current.CancellationToken);
        await using var host = await InProcessHost.StartAsync(null, "--virtual-clock", "true",
            "--GridGov:Notices:AllowedHosts:0", "127.0.0.1",
            $"--GridGov:Notices:Webhooks:{City.Water}:Url", department.Url, $"--GridGov:Notices:Webhooks:{City.Water}:Secret", Secret);
        var number = await new City(host).DivertedCaseAsync();

        var calls = await Eventually.GetAsync(
            () => Task.FromResult(department.Calls.Count >= 2 ? department.Calls.ToArray() : null), () => Task.FromResult($"{department.Calls.Count} calls"), TestContext.Current.CancellationToken);

        calls[0].Key.Should().Be(calls[1].Key, "the first was refused with 503, and is sent again under its key");
        var call = calls[1];
        NoticeWebhook.Sign(Secret, call.Timestamp, call.Body).Should().Be(call.Signature);
        NoticeWebhook.Sign("another", call.Timestamp, call.Body).Should().NotBe(call.Signature);
        var age = DateTimeOffset.UtcNow - DateTimeOffset.FromUnixTimeSeconds(long.Parse(call.Timestamp, CultureInfo.InvariantCulture));
        age.Duration().Should().BeLessThan(TimeSpan.FromMinutes(5));
        var told = JsonNode.Parse(call.Body)!;
        told["kind"]!.GetValue<string>().Should().Be("Whistle");
        told["caseNumber"]!.GetValue<string>().Should().Be(number);
        told.AsObject().Select(member => member.Key).Should().BeSubsetOf(["kind", "unit", "caseNumber", "taskId", "taskName", "at", "dueAt"]);
    }

    [Fact]
    public void Options_ThatSendElsewhere_AreRefused()
    {
        var options = new NoticeOptions();
        options.AllowedHosts.Add("oa.example.cn");
        options.Webhooks["a"] = new WebhookTarget { Url = "https://evil.example/hook", Secret = Secret };
        options.Webhooks["b"] = new WebhookTarget { Url = "http://oa.example.cn/hook", Secret = "short" };

        var faults = new NoticeOptionsCheck().Validate(null, options).Failures!.ToList();

        faults.Should().HaveCount(3);
        faults[0].Should().Contain("evil.example").And.Contain("AllowedHosts");
        faults.Should().Contain(fault => fault.Contains("https")).And.Contain(fault => fault.Contains("32"));
    }

    private sealed record Call(string Key, string Timestamp, string Signature, byte[] Body);

    // Refuses the first call as a busy system does.
    private sealed class Receiver : IAsyncDisposable
    {
        private readonly WebApplication _app;

        private Receiver(WebApplication app) => _app = app;

        public ConcurrentQueue<Call> Calls { get; } = new();

        public string Url { get; private set; } = "";

        public static async Task<Receiver> StartAsync(CancellationToken stop)
        {
            var builder = WebApplication.CreateSlimBuilder();
            builder.Logging.ClearProviders();
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            var receiver = new Receiver(builder.Build());
            receiver._app.MapPost("/hook", async (HttpContext context) =>
            {
                using var body = new MemoryStream();
                await context.Request.Body.CopyToAsync(body);
                var headers = context.Request.Headers;
                receiver.Calls.Enqueue(new Call(headers["Idempotency-Key"]!, headers[NoticeWebhook.TimestampHeader]!, headers[NoticeWebhook.SignatureHeader]!, body.ToArray()));
                return receiver.Calls.Count == 1 ? Results.StatusCode(503) : Results.NoContent();
            });
            await receiver._app.StartAsync(stop);
            receiver.Url = receiver._app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single() + "/hook";
            return receiver;
        }

        public ValueTask DisposeAsync() => _app.DisposeAsync();
    }
}
