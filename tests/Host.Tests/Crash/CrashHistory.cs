using System.Text;
using System.Text.Json.Nodes;
using GridGov.Workflow.Host.Tests.Hosting;

namespace GridGov.Workflow.Host.Tests.Crash;

/// <summary>The journal of one instance, read over the API.</summary>
internal sealed class CrashHistory
{
    private const int PageSize = 500;
    private readonly List<JsonNode> _bursts = [];

    public IReadOnlyList<JsonNode> Bursts => _bursts;

    public static async Task<CrashHistory> ReadAsync(Api api, string instanceId)
    {
        var history = new CrashHistory();
        for (long? from = 1; from is not null;)
        {
            var page = (await api.GetAsync($"/api/instances/{instanceId}/journal?from={from}&limit={PageSize}")).Ok();
            history._bursts.AddRange(page["items"]!.AsArray().Select(item => item!.DeepClone()));
            from = page["next"]?.GetValue<long>();
        }

        return history;
    }

    public static long NumberOf(JsonNode burst) => burst["burst"]!.GetValue<long>();

    public static string StimulusIdOf(JsonNode burst) => burst["stimulus"]!["id"]!.GetValue<string>();

    public static string KindOf(JsonNode burst) => burst["stimulus"]!["kind"]!.GetValue<string>();

    /// <summary>Entries of one kind over all bursts.</summary>
    public IEnumerable<JsonNode> Entries(string kind) =>
        _bursts.SelectMany(burst => burst["entries"]!.AsArray()).Where(entry => entry!["kind"]!.GetValue<string>() == kind).Select(entry => entry!);

    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (var burst in _bursts)
        {
            text.Append(NumberOf(burst)).Append(' ').Append(burst["at"]).Append(' ').Append(KindOf(burst)).Append(' ').Append(StimulusIdOf(burst)).Append(": ")
                .AppendJoin(", ", burst["entries"]!.AsArray().Select(entry => $"{entry!["kind"]} {entry["nodeId"]?.GetValue<string>().Split(':')[^1]} {entry["name"]}".TrimEnd()))
                .AppendLine();
        }

        return text.ToString();
    }
}
