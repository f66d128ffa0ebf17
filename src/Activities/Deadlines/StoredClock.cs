using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace GridGov.Workflow.Activities.Deadlines;

/// <summary>
/// Stored form of a <see cref="PausableClock"/>. A case keeps a dozen clocks and is written with every burst, so what says nothing
/// is left out: zeros, and instants that equal the one they start from.
/// </summary>
/// <param name="Limit"><c>{amount} {unit}</c>, then <c>Statutory</c> and <c>Roll</c> where they hold.</param>
/// <param name="ChangedAt">Left out when it is the stop, the pause or the start.</param>
/// <param name="RunningSince">Left out when it is the start.</param>
internal sealed record StoredClock(
    string Limit, string CalendarVersion, DateTimeOffset StartedAt, DateTimeOffset? ChangedAt, DateTimeOffset? RunningSince, TimeSpan? UsedBefore,
    TimeSpan Total, TimeSpan YellowAfter, DateTimeOffset Due, DateTimeOffset Yellow, bool? Provisional, decimal? ExtendedBy, int? Extensions,
    int? Suspensions, DateTimeOffset? PausedAt, TimeSpan? Remaining, DateTimeOffset? SuspendedUntil, DateTimeOffset? StoppedAt)
{
    public static StoredClock Of(PausableClock clock) => new(
        Write(clock.Limit), clock.CalendarVersion, clock.StartedAt,
        Unless(clock.ChangedAt, clock.StoppedAt ?? clock.PausedAt ?? clock.StartedAt), Unless(clock.RunningSince, clock.StartedAt),
        OrNull(clock.UsedBefore), clock.Total, clock.YellowAfter, clock.Due, clock.Yellow, OrNull(clock.Provisional), OrNull(clock.ExtendedBy),
        OrNull(clock.Extensions), OrNull(clock.Suspensions), clock.PausedAt, clock.Remaining, clock.SuspendedUntil, clock.StoppedAt);

    public PausableClock ToClock() => new()
    {
        Limit = ReadLimit(Limit),
        CalendarVersion = CalendarVersion,
        StartedAt = StartedAt,
        ChangedAt = ChangedAt ?? StoppedAt ?? PausedAt ?? StartedAt,
        RunningSince = RunningSince ?? StartedAt,
        UsedBefore = UsedBefore ?? TimeSpan.Zero,
        Total = Total,
        YellowAfter = YellowAfter,
        Due = Due,
        Yellow = Yellow,
        Provisional = Provisional ?? false,
        ExtendedBy = ExtendedBy ?? 0,
        Extensions = Extensions ?? 0,
        Suspensions = Suspensions ?? 0,
        PausedAt = PausedAt,
        Remaining = Remaining,
        SuspendedUntil = SuspendedUntil,
        StoppedAt = StoppedAt,
    };

    private static string Write(Limit limit) => string.Create(
        CultureInfo.InvariantCulture,
        $"{limit.Amount} {limit.Unit}{(limit.Mode == CountingMode.Statutory ? " Statutory" : "")}{(limit.RollForward ? " Roll" : "")}");

    private static Limit ReadLimit(string text)
    {
        var parts = text.Split(' ');
        if (parts.Length < 2 || !decimal.TryParse(parts[0], NumberStyles.Number, CultureInfo.InvariantCulture, out var amount) || !Enum.TryParse<LimitUnit>(parts[1], out var unit))
            throw new JsonException($"A stored limit is '{text}'; it should be like '2 WorkDay' or '15 NaturalDay Statutory Roll'.");
        return new Limit(amount, unit, parts.Contains("Statutory") ? CountingMode.Statutory : CountingMode.Running, parts.Contains("Roll"));
    }

    // Exactly: an equal instant in another offset would not come back as it was.
    private static DateTimeOffset? Unless(DateTimeOffset value, DateTimeOffset other) => value.EqualsExact(other) ? null : value;

    private static T? OrNull<T>(T value) where T : struct => EqualityComparer<T>.Default.Equals(value, default) ? null : value;
}

/// <summary>Reads and writes clocks in their stored form.</summary>
internal sealed class StoredClockConverter : JsonConverter<PausableClock>
{
    public override PausableClock Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        JsonSerializer.Deserialize(ref reader, StoredClockJson.Default.StoredClock)!.ToClock();

    public override void Write(Utf8JsonWriter writer, PausableClock value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer, StoredClock.Of(value), StoredClockJson.Default.StoredClock);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(StoredClock))]
internal sealed partial class StoredClockJson : JsonSerializerContext;
