using System.Text.Json;

namespace GridGov.Workflow.Host.OpenApi;

/// <summary>The words of the API's description. A test compares them with the routes that there are.</summary>
/// <param name="Tags">Chinese names of the groups.</param>
/// <param name="Security">By name of the security scheme.</param>
/// <param name="Problem">Of every answer that is an error.</param>
/// <param name="Parameters">By name, wherever it means the same.</param>
/// <param name="ParametersOf">By operation, where a name means something else.</param>
/// <param name="Operations">Id and summary by method and route.</param>
internal sealed record ApiTexts(
    string Title, string Description, Dictionary<string, string> Tags, Dictionary<string, string> Security, Dictionary<string, string> Headers, string Problem,
    Dictionary<string, string> Parameters, Dictionary<string, Dictionary<string, string>> ParametersOf, Dictionary<string, string[]> Operations)
{
    private static readonly Lazy<ApiTexts> Loaded = new(Load);

    public static ApiTexts Chinese => Loaded.Value;

    /// <param name="operation">Id of the operation.</param>
    public string? Parameter(string operation, string name) =>
        ParametersOf.GetValueOrDefault(operation)?.GetValueOrDefault(name) ?? Parameters.GetValueOrDefault(name);

    private static ApiTexts Load()
    {
        using var stream = typeof(ApiTexts).Assembly.GetManifestResourceStream("OpenApi/Data/api.zh-CN.json")!;
        return JsonSerializer.Deserialize<ApiTexts>(stream, JsonSerializerOptions.Web)!;
    }
}
