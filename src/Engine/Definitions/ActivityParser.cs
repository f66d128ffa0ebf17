using System.Globalization;
using System.Text.Json;
using GridGov.Workflow.Engine.Activities;
using GridGov.Workflow.Engine.Activities.Composition;

namespace GridGov.Workflow.Engine.Definitions;

/// <summary>Resolves activity types and finds children (elsa-definition-format.md §4.1: exact version, latest version, workflow, not found).</summary>
internal sealed class ActivityParser(IActivityRegistry registry, DefinitionContent content, ICollection<DefinitionFault> faults)
{
    private const string NotFoundType = "Elsa.NotFoundActivity";

    public ParsedActivity Parse(JsonElement json)
    {
        var parsed = Resolve(Restored(json));
        foreach (var (slot, child) in parsed.Activity.FindChildren(parsed.Json)) parsed.Children.Add((slot, Parse(child)));
        return parsed;
    }

    private ParsedActivity Resolve(JsonElement json)
    {
        var type = json.Text("type") ?? "";
        var version = json.Integer("version") ?? 1;
        if (registry.TryGet(type, out var activity)) return new ParsedActivity(json, type, activity);
        if (FindPin(type, version) is { } pin)
        {
            return new ParsedActivity(json, type, WorkflowDefinitionActivity.Instance) { Version = pin.Version, Pin = pin.Content };
        }

        faults.Add(new DefinitionFault(
            FaultSeverity.Warning, "activity.unknown-type", json.Text("id"), "type", JsonMembers.Shorten($"{type} v{version}"),
            $"没有类型为“{type}”（版本 {version}）的活动；运行到此处会出错。请安装提供该类型的模块，或在设计器中替换此活动。"));
        return new ParsedActivity(json, type, NotFoundActivity.Instance) { Version = version };
    }

    private (DefinitionContent Content, int Version)? FindPin(string type, int version)
    {
        if (content.Pins.TryGetValue(DefinitionContent.PinKey(type, version), out var exact)) return (exact, version);
        (DefinitionContent Content, int Version)? latest = null;
        foreach (var (key, pin) in content.Pins)
        {
            var at = key.LastIndexOf('@');
            if (at < 0 || !key.AsSpan(0, at).SequenceEqual(type)) continue;
            if (!int.TryParse(key.AsSpan(at + 1), NumberStyles.Integer, CultureInfo.InvariantCulture, out var pinned)) continue;
            if (latest is null || pinned > latest.Value.Version) latest = (pin, pinned);
        }

        return latest;
    }

    // A type that was missing when the definition was last saved, and may exist now.
    private static JsonElement Restored(JsonElement json)
    {
        if (!string.Equals(json.Text("type"), NotFoundType, StringComparison.Ordinal)) return json;
        var original = json.Text("originalActivityJson");
        return original is not null && Execution.JsonValues.TryParse(original, out var parsed) && ActivityChildren.IsActivity(parsed)
            ? parsed
            : json;
    }
}
