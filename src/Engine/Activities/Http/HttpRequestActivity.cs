using System.Text.Json;
using GridGov.Workflow.Engine.Definitions;
using GridGov.Workflow.Engine.Execution;

namespace GridGov.Workflow.Engine.Activities.Http;

/// <summary>
/// Common part of the HTTP activities: the effect <c>http</c>, payload <c>{ method, url, headers, content, contentType, authorization, timeout }</c>;
/// result <c>{ statusCode, headers, body, parsed }</c>. Failure codes <c>http.connect</c> and <c>http.timeout</c> have outcomes of their own.
/// </summary>
internal abstract class HttpRequestActivity : Activity
{
    protected const string ConnectFailure = "http.connect";
    protected const string TimeoutFailure = "http.timeout";

    [Input(DisplayName = "地址", Description = "请求的网址。")]
    public Input<string> Url { get; } = new();

    [Input(DisplayName = "方法", Description = "HTTP 方法。", UIHint = "dropdown", DefaultValue = "GET", Options = ["GET", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "HEAD"])]
    public Input<string> Method { get; } = new();

    [Input(DisplayName = "内容", Description = "请求体。")]
    public Input<JsonElement> Content { get; } = new();

    [Input(DisplayName = "内容类型", Description = "请求体的类型。", UIHint = "dropdown", Options = ["application/json", "text/plain", "text/html", "application/xml", "text/xml", "application/x-www-form-urlencoded"])]
    public Input<string> ContentType { get; } = new();

    [Input(DisplayName = "授权", Description = "Authorization 请求头。", Category = "安全")]
    public Input<string> Authorization { get; } = new();

    [Input(DisplayName = "不检查授权头格式", Category = "安全", DefaultValue = false)]
    public Input<bool> DisableAuthorizationHeaderValidation { get; } = new();

    [Input(DisplayName = "请求头", Description = "附加的请求头。", UIHint = "json-editor", Category = "高级", DefaultSyntax = "Object")]
    public Input<IReadOnlyDictionary<string, JsonElement>> RequestHeaders { get; } = new();

    [Output(DisplayName = "结果")]
    public Output<JsonElement> Result { get; } = new();

    [Output(DisplayName = "状态码")]
    public Output<int> StatusCode { get; } = new();

    [Output(DisplayName = "解析后的内容")]
    public Output<JsonElement> ParsedContent { get; } = new();

    [Output(DisplayName = "响应头")]
    public Output<JsonElement> ResponseHeaders { get; } = new();

    public override void Execute(IActivityExecution x)
    {
        var url = x.Get(Url);
        if (string.IsNullOrWhiteSpace(url)) throw new ActivityFaultException("http.url", $"活动“{x.Node.Id}”没有填写地址（url）。");
        x.Request("http", JsonValues.Object(json =>
        {
            json.WriteString("method", x.Get(Method));
            json.WriteString("url", url);
            json.WritePropertyName("headers");
            JsonValues.Of(x.Get(RequestHeaders) ?? new Dictionary<string, JsonElement>()).WriteTo(json);
            json.WritePropertyName("content");
            x.Get(Content).OrNull().WriteTo(json);
            json.WriteString("contentType", x.Get(ContentType));
            json.WriteString("authorization", x.Get(Authorization));
            json.WriteNull("timeout");
        }));
    }

    public override void Resume(IActivityExecution x, Resumption resumption)
    {
        if (resumption.Failure is { } failure)
        {
            Failed(x, failure.Code, failure.Message);
            return;
        }

        var response = resumption.Payload;
        var statusCode = response.Integer("statusCode") ?? 0;
        x.Set(Result, response);
        x.Set(StatusCode, statusCode);
        x.Set(ParsedContent, response.Member("parsed"));
        x.Set(ResponseHeaders, response.Member("headers"));
        Answered(x, statusCode);
    }

    protected abstract void Answered(IActivityExecution x, int statusCode);

    protected abstract void Failed(IActivityExecution x, string code, string message);
}
