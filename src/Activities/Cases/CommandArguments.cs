using System.Text.Json;
using GridGov.Workflow.Activities.Deadlines;
using GridGov.Workflow.Engine.Execution;

namespace GridGov.Workflow.Activities.Cases;

/// <summary>
/// Reads a command's arguments. The first bad one is kept as <see cref="Problem"/>; what is read after it is a neutral value,
/// so a command reads all of its arguments and then looks once.
/// </summary>
internal sealed class CommandArguments(JsonElement json)
{
    private const int LongestText = 2000;
    private const string PersonalDataPrefix = "pd:";

    /// <summary>The first bad argument, or null.</summary>
    public Refusal? Problem { get; private set; }

    public bool Has(string name) => json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value)
        && value.ValueKind is not (JsonValueKind.Null or JsonValueKind.Undefined);

    public JsonElement Raw(string name) => Has(name) ? json.GetProperty(name) : default;

    public CommandArguments Inner(string name) => new(Raw(name));

    public string Text(string name, int longest = LongestText)
    {
        var text = OptionalText(name, longest);
        if (string.IsNullOrWhiteSpace(text)) Reject("Argument.Missing", name);
        return text ?? "";
    }

    public string? OptionalText(string name, int longest = LongestText)
    {
        if (!Has(name)) return null;
        var value = json.GetProperty(name);
        if (value.ValueKind != JsonValueKind.String) return Reject<string>("Argument.Kind", name, "文字");
        var text = value.GetString()!.Trim();
        return text.Length > longest ? Reject<string>("Argument.TooLong", name, longest, text.Length) : text.Length == 0 ? null : text;
    }

    public T Choice<T>(string name) where T : struct, Enum
    {
        if (OptionalChoice<T>(name) is { } value) return value;
        Reject("Argument.Missing", name);
        return default;
    }

    public T? OptionalChoice<T>(string name) where T : struct, Enum
    {
        if (OptionalText(name) is not { } text) return null;
        if (Enum.GetNames<T>().Contains(text, StringComparer.OrdinalIgnoreCase)) return Enum.Parse<T>(text, ignoreCase: true);
        Reject("Argument.Choice", name, text, string.Join('、', Enum.GetNames<T>()));
        return null;
    }

    public bool Flag(string name) => OptionalFlag(name) ?? false;

    public bool? OptionalFlag(string name)
    {
        if (!Has(name)) return null;
        var value = json.GetProperty(name);
        if (value.ValueKind is JsonValueKind.True or JsonValueKind.False) return value.GetBoolean();
        Reject("Argument.Kind", name, "是或否");
        return null;
    }

    public double? OptionalNumber(string name)
    {
        if (!Has(name)) return null;
        var value = json.GetProperty(name);
        if (value.ValueKind == JsonValueKind.Number) return value.GetDouble();
        Reject("Argument.Kind", name, "数字");
        return null;
    }

    public DateTimeOffset? OptionalMoment(string name)
    {
        if (!Has(name)) return null;
        var value = json.GetProperty(name);
        if (value.ValueKind == JsonValueKind.String && value.TryGetDateTimeOffset(out var moment)) return moment.ToChina();
        Reject("Argument.Kind", name, "带时区的时间，如 2026-03-10T18:00:00+08:00");
        return null;
    }

    /// <summary>A required time after now.</summary>
    public DateTimeOffset Future(string name, DateTimeOffset now)
    {
        var moment = OptionalMoment(name);
        if (moment is null) Reject("Argument.Missing", name);
        else if (moment <= now) Reject("Argument.Past", name, now.ToChina());
        return moment ?? now;
    }

    public IReadOnlyList<string> Texts(string name)
    {
        if (!Has(name)) return [];
        var value = json.GetProperty(name);
        if (value.ValueKind == JsonValueKind.Array && value.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String))
            return [.. value.EnumerateArray().Select(item => item.GetString()!)];
        return Reject<IReadOnlyList<string>>("Argument.Kind", name, "文字列表") ?? [];
    }

    /// <summary>A reference to personal values. Only references may enter the state: a name or phone number here would be in the journal for ever.</summary>
    public string? PersonalReference(string name)
    {
        var reference = OptionalText(name, 100);
        if (reference is not null && !reference.StartsWith(PersonalDataPrefix, StringComparison.Ordinal)) Reject("Argument.Kind", name, "个人信息的引用（pd:…），不得填写内容");
        return reference;
    }

    /// <summary>Reason code of the kind's list and free text; null when either is missing, which rule G1 refuses.</summary>
    public Reason? Reason(string kind)
    {
        var (code, text) = (OptionalText("reasonCode"), OptionalText("reason"));
        if (code is not null && !ReasonCodes.Of(kind).Contains(code)) Reject("Argument.Choice", "reasonCode", code, string.Join('、', ReasonCodes.Of(kind)));
        return code is null || text is null ? null : new Reason(code, text);
    }

    /// <summary>A limit given as <c>{ "amount": 2, "unit": "WorkDay", "mode": "Running", "rollForward": false }</c>.</summary>
    public Limit? OptionalLimit(string name)
    {
        if (!Has(name)) return null;
        var inner = Inner(name);
        var (amount, unit) = ((decimal)(inner.OptionalNumber("amount") ?? 0), inner.Choice<LimitUnit>("unit"));
        var (mode, roll) = (inner.OptionalChoice<CountingMode>("mode") ?? CountingMode.Running, inner.Flag("rollForward"));
        Problem ??= inner.Problem;
        if (Problem is not null) return null;
        if (Limit.Problem(amount, unit, mode, roll) is not { } problem) return new Limit(amount, unit, mode, roll);
        Reject("Argument.Limit", name, problem);
        return null;
    }

    public void Reject(string rule, string field, params object[] values) => Problem ??= CaseRules.Invalid(rule, field, values);

    /// <summary>Takes over the problem of an inner object.</summary>
    public void Adopt(CommandArguments inner) => Problem ??= inner.Problem;

    private T? Reject<T>(string rule, string field, params object[] values) where T : class
    {
        Reject(rule, field, values);
        return null;
    }
}
