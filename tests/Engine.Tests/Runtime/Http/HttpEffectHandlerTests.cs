using System.Net;
using System.Text;
using System.Text.Json;
using FluentAssertions;
using GridGov.Workflow.Engine.Runtime;
using GridGov.Workflow.Engine.Runtime.Http;
using GridGov.Workflow.Engine.Runtime.Outbox;
using Xunit;

namespace GridGov.Workflow.Engine.Tests.Runtime.Http;

public sealed class HttpEffectHandlerTests : IAsyncLifetime
{
    private readonly HttpListener _server = new();
    private readonly List<(string Method, string Path, string? Key, string Body)> _requests = [];
    private string _address = "";

    public ValueTask InitializeAsync()
    {
        // The next free port: another process may take one between asking and listening.
        for (var port = 20_000 + (Environment.ProcessId % 20_000); ; port++)
        {
            try
            {
                _address = $"127.0.0.1:{port}";
                _server.Prefixes.Clear();
                _server.Prefixes.Add($"http://{_address}/");
                _server.Start();
                break;
            }
            catch (HttpListenerException) when (port < 65_000)
            {
                _server.Prefixes.Clear();
            }
        }

        _ = Task.Run(ServeAsync);
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync()
    {
        ((IDisposable)_server).Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Deliver_JsonAnswer_GivesStatusHeadersBodyAndParsed()
    {
        var result = await SendAsync($$"""{"url":"http://{{_address}}/json","method":"POST","content":{"名":1},"headers":{"X-A":"b","Idempotency-Key":"mine"} }""");

        result.GetProperty("statusCode").GetInt32().Should().Be(200);
        result.GetProperty("parsed").GetProperty("ok").GetBoolean().Should().BeTrue();
        result.GetProperty("headers").GetProperty("X-Answer").GetString().Should().Be("yes");
        _requests.Should().Equal(("POST", "/json", "i/1-1/1", """{"名":1}"""));
    }

    [Fact]
    public async Task Deliver_ServerError_IsAResultToo() =>
        (await SendAsync($$"""{"url":"http://{{_address}}/500"}""")).GetProperty("statusCode").GetInt32().Should().Be(500);

    [Fact]
    public async Task Deliver_Redirect_FollowsAndChecksEachHop()
    {
        (await SendAsync($$"""{"url":"http://{{_address}}/redirect?to=/json"}""")).GetProperty("statusCode").GetInt32().Should().Be(200);

        var elsewhere = () => SendAsync($$"""{"url":"http://{{_address}}/redirect?to=http://169.254.169.254/latest"}""");
        (await elsewhere.Should().ThrowAsync<EffectRefusedException>()).Which.Code.Should().Be("http.forbidden");
    }

    [Fact]
    public async Task Deliver_PrivateAddressAllowedOnlyByStar_IsRefused()
    {
        var send = () => SendAsync($$"""{"url":"http://{{_address}}/json"}""", "*");

        (await send.Should().ThrowAsync<EffectRefusedException>()).Which.Code.Should().Be("http.forbidden");
        _requests.Should().BeEmpty();
    }

    [Fact]
    public async Task Deliver_NobodyListens_IsAConnectFailure()
    {
        var send = () => SendAsync("""{"url":"http://127.0.0.1:1/"}""", "127.0.0.1:1");

        (await send.Should().ThrowAsync<EffectAttemptException>()).Which.Code.Should().Be("http.connect");
    }

    [Fact]
    public async Task Deliver_SlowServer_IsATimeout()
    {
        var send = () => SendAsync($$"""{"url":"http://{{_address}}/never"}""", timeout: TimeSpan.FromMilliseconds(200));

        (await send.Should().ThrowAsync<EffectAttemptException>()).Which.Code.Should().Be("http.timeout");
    }

    [Fact]
    public async Task Deliver_TooLongAnswer_IsRefused()
    {
        var send = () => SendAsync($$"""{"url":"http://{{_address}}/long"}""");

        (await send.Should().ThrowAsync<EffectRefusedException>()).Which.Code.Should().Be("http.too-large");
    }

    [Theory]
    [InlineData("http://2130706433/")]
    [InlineData("http://0x7f000001/")]
    [InlineData("http://0177.0.0.1/")]
    [InlineData("http://127.1/")]
    [InlineData("http://[::ffff:127.0.0.1]/")]
    [InlineData("http://[::1]/")]
    [InlineData("http://[::]/")]
    [InlineData("http://0.0.0.0/")]
    [InlineData("http://10.1.2.3/")]
    [InlineData("http://169.254.169.254/")]
    [InlineData("http://[fe80::1]/")]
    [InlineData("http://[fd00::1]/")]
    [InlineData("http://[2002:7f00:1::]/")]
    [InlineData("http://[64:ff9b::7f00:1]/")]
    [InlineData("http://localhost/")]
    [InlineData("file:///etc/passwd")]
    [InlineData("gopher://127.0.0.1/")]
    [InlineData("ftp://example.org/")]
    public async Task Deliver_ForbiddenTargets_AreRefusedEvenUnderStar(string url)
    {
        var send = () => SendAsync($$"""{"url":"{{url}}"}""", "*");

        (await send.Should().ThrowAsync<EffectRefusedException>()).Which.Code.Should().Be("http.forbidden");
    }

    [Theory]
    [InlineData("api.gridgov.cn", "https://api.gridgov.cn/x", "Anywhere")]
    [InlineData("*.gov.cn", "https://api.gov.cn/x", "PublicOnly")]
    [InlineData("*.gov.cn", "https://api.gov.cn.evil.org/x", "Refused")]
    [InlineData("*.gov.cn", "https://evilgov.cn/x", "Refused")]
    [InlineData("localhost:8080", "http://localhost:8080/", "Anywhere")]
    [InlineData("localhost:8080", "http://localhost:9090/", "Refused")]
    [InlineData("", "http://example.org/", "Refused")]
    public void Admit_HostAndPatterns_GivesHowFar(string pattern, string url, string expected) =>
        new HostGate(new HttpEffectOptions { AllowedHosts = [pattern] }).Admit(new Uri(url)).ToString().Should().Be(expected);

    [Theory]
    [InlineData("8.8.8.8", true)]
    [InlineData("2606:4700::1111", true)]
    [InlineData("172.15.0.1", true)]
    [InlineData("172.16.0.1", false)]
    [InlineData("100.64.0.1", false)]
    [InlineData("192.168.1.1", false)]
    [InlineData("198.18.0.1", false)]
    [InlineData("224.0.0.1", false)]
    [InlineData("255.255.255.255", false)]
    public void IsPublic_Address_KnowsSpecialRanges(string address, bool expected) => HostGate.IsPublic(IPAddress.Parse(address)).Should().Be(expected);

    private async Task<JsonElement> SendAsync(string payload, string? allowed = null, TimeSpan? timeout = null)
    {
        using var connections = GatedConnection.CreateHandler();
        var options = new HttpEffectOptions { AllowedHosts = [allowed ?? _address], MaxResponseBytes = 5000, Timeout = timeout ?? TimeSpan.FromSeconds(20) };
        var handler = new HttpEffectHandler(new Clients(connections), options);
        return await handler.DeliverAsync(new EffectDelivery("i", "i/1-1/1", JsonDocument.Parse(payload).RootElement, 1), default);
    }

    private async Task ServeAsync()
    {
        while (_server.IsListening)
        {
            HttpListenerContext context;
            try
            {
                context = await _server.GetContextAsync();
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
            {
                return;
            }

            var path = context.Request.Url!.AbsolutePath;
            using var reader = new StreamReader(context.Request.InputStream, Encoding.UTF8);
            _requests.Add((context.Request.HttpMethod, path, context.Request.Headers["Idempotency-Key"], await reader.ReadToEndAsync()));
            if (path == "/never") continue;
            Answer(context, path);
            context.Response.Close();
        }
    }

    private static void Answer(HttpListenerContext context, string path)
    {
        switch (path)
        {
            case "/json":
                context.Response.ContentType = "application/json; charset=utf-8";
                context.Response.Headers["X-Answer"] = "yes";
                context.Response.OutputStream.Write("""{"ok":true}"""u8);
                break;
            case "/redirect":
                context.Response.StatusCode = 302;
                context.Response.Headers["Location"] = context.Request.QueryString["to"];
                break;
            case "/long":
                context.Response.OutputStream.Write(new byte[6000]);
                break;
            default:
                context.Response.StatusCode = 500;
                break;
        }
    }

    private sealed class Clients(HttpMessageHandler connections) : IHttpClientFactory
    {
        public HttpClient CreateClient(string name) => new(connections, disposeHandler: false) { Timeout = Timeout.InfiniteTimeSpan };
    }
}
