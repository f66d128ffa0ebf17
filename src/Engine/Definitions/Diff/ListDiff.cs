using System.Text.Json;
using GridGov.Workflow.Engine.Definitions.Documents;

namespace GridGov.Workflow.Engine.Definitions.Diff;

/// <summary>Compares lists of named things: variables, inputs, outputs.</summary>
internal static class ListDiff
{
    /// <param name="texts">The words to tell it in.</param>
    /// <param name="what">Begins the codes of the texts: <c>diff.variable.added</c> …</param>
    /// <param name="key">Member that identifies an item.</param>
    public static IEnumerable<DefinitionChange> Compare(
        DiffTexts texts, string what, JsonElement from, JsonElement to, string list, string key,
        (DefinitionChangeKind Added, DefinitionChangeKind Removed, DefinitionChangeKind Changed) kinds)
    {
        var before = ByKey(from, list, key);
        var after = ByKey(to, list, key);
        foreach (var (id, item) in after.Where(item => !before.ContainsKey(item.Key)))
        {
            yield return new DefinitionChange(kinds.Added, null, id, null, DiffTexts.Value(item), texts.Format($"diff.{what}.added", Name(item, id)));
        }

        foreach (var (id, item) in before.Where(item => !after.ContainsKey(item.Key)))
        {
            yield return new DefinitionChange(kinds.Removed, null, id, DiffTexts.Value(item), null, texts.Format($"diff.{what}.removed", Name(item, id)));
        }

        foreach (var (id, now) in after)
        {
            if (!before.TryGetValue(id, out var old)) continue;
            foreach (var member in DefinitionDiff.Members(old, now))
            {
                if (DiffTexts.IsSame(old.Member(member), now.Member(member))) continue;
                var (was, becomes) = (DiffTexts.Value(old.Member(member)), DiffTexts.Value(now.Member(member)));
                yield return new DefinitionChange(
                    kinds.Changed, null, $"{id}.{member}", was, becomes,
                    texts.Format($"diff.{what}.changed", Name(now, id), texts.Member(member), texts.OrNone(was), texts.OrNone(becomes)));
            }
        }
    }

    private static Dictionary<string, JsonElement> ByKey(JsonElement json, string list, string key)
    {
        var items = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var item in json.Items(list).Where(item => item.ValueKind == JsonValueKind.Object))
        {
            if ((item.Text(key) ?? item.Text("name")) is { } id) items.TryAdd(id, item);
        }

        return items;
    }

    private static string Name(JsonElement item, string id) => item.Text("name") is { Length: > 0 } name ? name : id;
}
