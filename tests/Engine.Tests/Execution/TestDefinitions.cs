using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using GridGov.Workflow.Engine.Definitions;
using GridGov.Workflow.Engine.Execution;

namespace GridGov.Workflow.Engine.Tests.Execution;

/// <summary>Published definitions by id; workflows used as activities are pinned to the version published last.</summary>
internal sealed class TestDefinitions
{
    private readonly Dictionary<string, DefinitionContent> _byId = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DefinitionContent> _activities = new(StringComparer.Ordinal);

    public DefinitionContent Publish(string json)
    {
        var document = JsonValues.Parse(json);
        var pins = new Dictionary<string, DefinitionContent>(StringComparer.Ordinal);
        FindPins(document.GetProperty("root"), pins);
        var hash = Hash(json + string.Concat(pins.Values.Select(pin => pin.Hash)));
        var content = new DefinitionContent(hash, document, pins);
        _byId[document.GetProperty("definitionId").GetString()!] = content;
        if (document.Member("options").Flag("usableAsActivity") == true)
        {
            var type = string.Concat(document.GetProperty("name").GetString()!.Split(' ').Select(word => char.ToUpperInvariant(word[0]) + word[1..]));
            _activities[DefinitionContent.PinKey(type, document.Integer("version") ?? 1)] = content;
        }

        return content;
    }

    public DefinitionContent? Find(string definitionId) => _byId.GetValueOrDefault(definitionId);

    private void FindPins(JsonElement json, Dictionary<string, DefinitionContent> pins)
    {
        if (json.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in json.EnumerateArray()) FindPins(item, pins);
        }
        else if (json.ValueKind == JsonValueKind.Object)
        {
            if (json.Text("type") is { } type && json.Integer("version") is { } version)
            {
                var key = DefinitionContent.PinKey(type, version);
                if (_activities.TryGetValue(key, out var pin)) pins[key] = pin;
            }

            foreach (var member in json.EnumerateObject()) FindPins(member.Value, pins);
        }
    }

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
