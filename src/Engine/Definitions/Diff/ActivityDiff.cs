using System.Collections.Frozen;
using System.Text.Json;
using GridGov.Workflow.Engine.Activities;
using GridGov.Workflow.Engine.Definitions.Documents;

namespace GridGov.Workflow.Engine.Definitions.Diff;

/// <summary>Compares activities by id, wherever they are nested, and the connections of flowcharts.</summary>
internal sealed class ActivityDiff(IActivityRegistry registry, DiffTexts texts)
{
    // Compared on their own, or computed.
    private static readonly FrozenSet<string> Skipped = FrozenSet.Create(
        StringComparer.Ordinal, "id", "nodeId", "metadata", "activities", "connections", "root",
        "latestAvailablePublishedVersion", "latestAvailablePublishedVersionId");

    public IEnumerable<DefinitionChange> Compare(WorkflowDocument from, WorkflowDocument to)
    {
        var before = ById(from);
        var after = ById(to);
        foreach (var activity in after.Values.Where(activity => !before.ContainsKey(activity.Id)))
        {
            yield return Whole(DefinitionChangeKind.ActivityAdded, "diff.activity.added", activity);
        }

        foreach (var activity in before.Values.Where(activity => !after.ContainsKey(activity.Id)))
        {
            yield return Whole(DefinitionChangeKind.ActivityRemoved, "diff.activity.removed", activity);
        }

        foreach (var activity in after.Values)
        {
            if (!before.TryGetValue(activity.Id, out var old)) continue;
            foreach (var change in Changes(old, activity)) yield return change;
        }

        foreach (var change in Connections(before, after)) yield return change;
    }

    private IEnumerable<DefinitionChange> Changes(ActivityVisit old, ActivityVisit now)
    {
        if (old.Parent?.Id != now.Parent?.Id || old.Slot != now.Slot)
        {
            var place = now.Parent is null ? texts.Format("diff.root") : Name(now.Parent);
            yield return new DefinitionChange(
                DefinitionChangeKind.ActivityMoved, now.Id, null, old.Parent?.Id, now.Parent?.Id, texts.Format("diff.activity.nested", Name(now), place));
        }

        foreach (var member in DefinitionDiff.Members(old.Json, now.Json))
        {
            if (Skipped.Contains(member) || IsChild(old.Json.Member(member)) || IsChild(now.Json.Member(member))) continue;
            if (DiffTexts.IsSame(old.Json.Member(member), now.Json.Member(member))) continue;
            yield return Change(now, member, FieldName(now.Type, member), old.Json.Member(member), now.Json.Member(member));
        }

        foreach (var (text, label) in ((string, string)[])[("displayText", "diff.member.displayText"), ("description", "diff.member.description")])
        {
            var (was, becomes) = (old.Json.Member("metadata").Member(text), now.Json.Member("metadata").Member(text));
            if (!DiffTexts.IsSame(was, becomes)) yield return Change(now, "metadata." + text, texts.Format(label), was, becomes);
        }

        if (!DiffTexts.IsSame(Position(old), Position(now)))
        {
            yield return new DefinitionChange(
                DefinitionChangeKind.ActivityMoved, now.Id, "metadata.designer", DiffTexts.Value(Position(old)), DiffTexts.Value(Position(now)),
                texts.Format("diff.activity.moved", Name(now)));
        }
    }

    private IEnumerable<DefinitionChange> Connections(Dictionary<string, ActivityVisit> before, Dictionary<string, ActivityVisit> after)
    {
        var old = Connections(before).ToHashSet();
        var now = Connections(after).ToHashSet();
        foreach (var connection in Connections(after).Where(connection => !old.Contains(connection)))
        {
            yield return Connection(DefinitionChangeKind.ConnectionAdded, "diff.connection.added", connection, after);
        }

        foreach (var connection in Connections(before).Where(connection => !now.Contains(connection)))
        {
            yield return Connection(DefinitionChangeKind.ConnectionRemoved, "diff.connection.removed", connection, before);
        }
    }

    private static IEnumerable<(string From, string Port, string To)> Connections(Dictionary<string, ActivityVisit> activities) =>
        from flowchart in activities.Values
        from connection in flowchart.Json.Items("connections")
        select (
            connection.Member("source").Text("activity") ?? "",
            connection.Member("source").Text("port") ?? "Done",
            connection.Member("target").Text("activity") ?? "");

    private DefinitionChange Connection(
        DefinitionChangeKind kind, string code, (string From, string Port, string To) connection, Dictionary<string, ActivityVisit> activities)
    {
        var text = $"{connection.From}:{connection.Port}->{connection.To}";
        return new DefinitionChange(
            kind, connection.From, connection.Port,
            kind == DefinitionChangeKind.ConnectionRemoved ? text : null, kind == DefinitionChangeKind.ConnectionAdded ? text : null,
            texts.Format(code, NameOf(connection.From), connection.Port, NameOf(connection.To)));

        string NameOf(string id) => activities.TryGetValue(id, out var activity) ? Name(activity) : id;
    }

    private DefinitionChange Whole(DefinitionChangeKind kind, string code, ActivityVisit activity) =>
        new(kind, activity.Id, null, null, null, texts.Format(code, Name(activity), TypeName(activity.Type)));

    private DefinitionChange Change(ActivityVisit activity, string member, string shown, JsonElement before, JsonElement after)
    {
        var (old, now) = (DiffTexts.Value(before), DiffTexts.Value(after));
        return new DefinitionChange(
            DefinitionChangeKind.ActivityChanged, activity.Id, member, old, now,
            texts.Format("diff.activity.changed", Name(activity), shown, texts.OrNone(old), texts.OrNone(now)));
    }

    private string FieldName(string type, string member)
    {
        if (!registry.TryGet(type, out var activity)) return texts.Member(member);
        var descriptor = ActivityDescriptor.Of(activity);
        var shown = descriptor.Inputs.FirstOrDefault(input => input.Handle.Name == member).Attribute?.DisplayName
            ?? descriptor.Outputs.FirstOrDefault(output => output.Handle.Name == member).Attribute?.DisplayName;
        return shown is null ? texts.Member(member) : texts.Display(member, shown);
    }

    private string TypeName(string type) => texts.Display(type, registry.TryGet(type, out var activity) ? ActivityDescriptor.Of(activity).Attribute.DisplayName : null);

    private static string Name(ActivityVisit activity) =>
        activity.Json.Member("metadata").Text("displayText") is { Length: > 0 } shown ? shown
        : activity.Json.Text("name") is { Length: > 0 } name ? name
        : activity.Id;

    private static JsonElement Position(ActivityVisit activity) => activity.Json.Member("metadata").Member("designer").Member("position");

    private static bool IsChild(JsonElement value) =>
        ActivityChildren.IsActivity(value) || (value.ValueKind == JsonValueKind.Array && value.EnumerateArray().Any(ActivityChildren.IsActivity));

    private static Dictionary<string, ActivityVisit> ById(WorkflowDocument document)
    {
        var all = new Dictionary<string, ActivityVisit>(StringComparer.Ordinal);
        foreach (var activity in document.Activities) all.TryAdd(activity.Id, activity);
        return all;
    }
}
