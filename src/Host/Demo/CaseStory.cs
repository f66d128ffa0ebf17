using System.Text.Json;

namespace GridGov.Workflow.Host.Demo;

/// <summary>A task as its actor sees it.</summary>
internal sealed record CityTask(
    string Id, string Name, IReadOnlyList<string> Candidates, string? Assignee, IReadOnlyList<string> Outcomes, JsonElement Form, JsonElement Payload, DateTimeOffset? DueAt)
{
    public static CityTask Read(JsonElement task) => new(
        task.GetProperty("id").GetString()!, task.GetProperty("name").GetString()!, Texts(task, "candidates"),
        task.TryGetProperty("assignee", out var assignee) ? assignee.GetString() : null, Texts(task, "outcomes"),
        Member(task, "form"), Member(task, "payload"),
        Member(task, "dueAt") is { ValueKind: JsonValueKind.String } due ? due.GetDateTimeOffset() : null);

    /// <summary>Order that the task is about, or null.</summary>
    public string? OrderId => Text("orderId");

    public string? Text(string name) => Member(Payload, name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    private static JsonElement Member(JsonElement json, string name) => json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var member) ? member.Clone() : default;

    private static string[] Texts(JsonElement json, string name) =>
        Member(json, name) is { ValueKind: JsonValueKind.Array } list ? [.. list.EnumerateArray().Select(item => item.GetString()!)] : [];
}

/// <summary>An order in the hands of its unit.</summary>
internal sealed class CityOrder(string id, string unit, bool isLead, Matter matter, DateTimeOffset sentAt, DateTimeOffset receiveDue, DateTimeOffset disposeDue)
{
    public string Id => id;
    public string Unit => unit;
    public bool IsLead => isLead;
    public Matter Matter => matter;
    public DateTimeOffset SentAt => sentAt;
    public DateTimeOffset ReceiveDue => receiveDue;
    public DateTimeOffset DisposeDue { get; set; } = disposeDue;
    public Manner Manner { get; } = City.MannerOf(unit);
    public DateTimeOffset? SignedAt { get; set; }
    public bool AskedReturn { get; set; }
    public bool AskedExtension { get; set; }
    public bool AskedSuspension { get; set; }
    public int Replies { get; set; }
    public DateTimeOffset? RepliedAt { get; set; }

    /// <summary>True when the latest reply claims what was not done.</summary>
    public bool IsFaked { get; set; }
    public DateTimeOffset? SuspendedAt { get; set; }
    public DateTimeOffset? SuspendedUntil { get; set; }
    public DateTimeOffset? DoneAt { get; set; }

    /// <summary>True when the order left the unit, or ended with the case.</summary>
    public bool IsGone { get; set; }
}

/// <summary>One case through the demo's eyes.</summary>
internal sealed class CaseStory(int index, CityRandom random, Matter matter, string grid)
{
    public int Index => index;
    public CityRandom Random => random;
    public Matter Matter => matter;
    public string Grid => grid;
    public string Number { get; set; } = "";
    public string State { get; set; } = "";
    public bool IsEnded { get; set; }

    /// <summary>Who will get the matter at the next diversion; null = who is in charge of such matters.</summary>
    public string? NextUnit { get; set; }

    /// <summary>Instant that the latest meeting set for the new order.</summary>
    public DateTimeOffset? CompleteBy { get; set; }
    public bool WasFieldChecked { get; set; }
    public int CallbackTries { get; set; }
    public DateTimeOffset? FirstTryAt { get; set; }
    public Dictionary<string, CityOrder> Orders { get; } = new(StringComparer.Ordinal);
    public Dictionary<string, CityTask> Tasks { get; } = new(StringComparer.Ordinal);
    public HashSet<DateTimeOffset> PlannedLooks { get; } = [];

    public CityOrder? Lead => Orders.Values.LastOrDefault(order => order is { IsLead: true, IsGone: false });

    public IEnumerable<CityOrder> Active => Orders.Values.Where(order => !order.IsGone);
}
