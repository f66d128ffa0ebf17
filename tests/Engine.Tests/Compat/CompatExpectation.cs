using System.Text.Json;
using System.Text.Json.Nodes;
using FluentAssertions;

namespace GridGov.Workflow.Engine.Tests.Compat;

/// <summary>Compares an outcome with what real Elsa gave, or with the listed difference.</summary>
internal static class CompatExpectation
{
    /// <summary>Checks the members that the corpus expects, except those in <paramref name="left"/>.</summary>
    public static void Check(CompatCase @case, JsonObject outcome, params IReadOnlyCollection<string> left)
    {
        var name = @case.Name;
        var expected = JsonNode.Parse(@case.Expect.GetRawText())!.AsObject();
        if (Differences.All.TryGetValue(name, out var difference))
        {
            expected.Remove("canceledActivities");
            foreach (var (member, value) in JsonNode.Parse(difference.Expect)!.AsObject()) expected[member] = value?.DeepClone();
        }

        foreach (var (member, value) in expected)
        {
            if (left.Contains(member)) continue;
            if (member == "variables" || member == "canceledActivities") CheckContained(name, member, outcome, value!);
            else Same(outcome[member], value).Should().BeTrue($"{member} of {name} should be\n{Show(value)}, but is\n{Show(outcome[member])}");
        }

        if (!expected.ContainsKey("outcomes")) outcome["outcomes"]!.AsArray().Should().BeEmpty();
    }

    // Only stable variables are listed; an engine may report more cancelled activities than Elsa does.
    private static void CheckContained(string name, string member, JsonObject outcome, JsonNode expected)
    {
        if (expected is JsonArray list)
        {
            list.Select(item => item!.GetValue<string>()).Except(outcome[member]!.AsArray().Select(item => item!.GetValue<string>())).Should().BeEmpty(name);
            return;
        }

        foreach (var (key, value) in expected.AsObject())
        {
            Same(outcome[member]![key], value).Should().BeTrue($"variable {key} of {name} should be {Show(value)}, but is {Show(outcome[member]![key])}");
        }
    }

    private static bool Same(JsonNode? left, JsonNode? right) => (left, right) switch
    {
        (null, null) => true,
        (null, _) or (_, null) => false,
        (JsonArray a, JsonArray b) => a.Count == b.Count && a.Zip(b).All(pair => Same(pair.First, pair.Second)),
        (JsonObject a, JsonObject b) => a.Count == b.Count && a.All(pair => b.ContainsKey(pair.Key) && Same(pair.Value, b[pair.Key])),
        (JsonValue a, JsonValue b) when a.GetValueKind() == JsonValueKind.Number && b.GetValueKind() == JsonValueKind.Number =>
            decimal.Parse(a.ToJsonString(), System.Globalization.CultureInfo.InvariantCulture) == decimal.Parse(b.ToJsonString(), System.Globalization.CultureInfo.InvariantCulture),
        _ => JsonNode.DeepEquals(left, right),
    };

    private static string Show(JsonNode? node) => node?.ToJsonString(new JsonSerializerOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }) ?? "null";
}
