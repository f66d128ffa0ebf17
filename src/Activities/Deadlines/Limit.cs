using System.Globalization;
using System.Text.Json.Serialization;
using GridGov.Workflow.Activities.DataFiles;

namespace GridGov.Workflow.Activities.Deadlines;

/// <summary>
/// A time limit. Legal: amount above 0 and at most <see cref="MaxAmount"/>; a whole number of minutes (± 0.01)
/// when running, of days when statutory; statutory only in <see cref="LimitUnit.WorkDay"/> and <see cref="LimitUnit.NaturalDay"/>; rolling forward
/// only when statutory. The default value is not a limit, and computing with it throws.
/// Immutable, safe to share; equality by all four values (0.50 equals 0.5); no ordering, because 1 working day and 24 hours have none.
/// </summary>
public readonly record struct Limit
{
    /// <summary>Ten years in days; a longer limit is a typing error.</summary>
    public const decimal MaxAmount = 3660m;

    /// <summary>Working minutes of one <see cref="LimitUnit.WorkDay"/> in running mode (8 hours, domain.md §3.1).</summary>
    public const int WorkDayMinutes = 480;

    // 10 minutes are 0.1667 hours in four places; without a tolerance they could not be written in hours.
    private const decimal MinuteTolerance = 0.01m;

    /// <summary>Makes a checked limit.</summary>
    /// <param name="amount">Number of units.</param>
    /// <param name="unit">Unit of the amount.</param>
    /// <param name="mode">How the units are counted.</param>
    /// <param name="rollForward">Whether a last day without office hours moves to the next working day (Civil Code 203).</param>
    /// <exception cref="ArgumentOutOfRangeException">The combination is outside the legal range; the message names value and range.</exception>
    [JsonConstructor]
    public Limit(decimal amount, LimitUnit unit, CountingMode mode, bool rollForward)
    {
        if (Problem(amount, unit, mode, rollForward) is { } problem) throw new ArgumentOutOfRangeException(nameof(amount), problem);
        (Amount, Unit, Mode, RollForward) = (amount, unit, mode, rollForward);
    }

    /// <summary>Number of <see cref="Unit"/>s, above 0.</summary>
    public decimal Amount { get; }

    /// <summary>Unit of the amount.</summary>
    public LimitUnit Unit { get; }

    /// <summary>How the units are counted.</summary>
    public CountingMode Mode { get; }

    /// <summary>Whether a last day without office hours moves to the next working day; only statutory.</summary>
    public bool RollForward { get; }

    /// <summary>True when only office hours are used up, false when nights and holidays are too.</summary>
    [JsonIgnore]
    public bool CountsWorkingTime => Unit is LimitUnit.WorkHour or LimitUnit.WorkDay;

    /// <summary>A running limit in the unit.</summary>
    public static Limit Running(decimal amount, LimitUnit unit) => new(amount, unit, CountingMode.Running, rollForward: false);

    /// <summary>A statutory limit in working days.</summary>
    public static Limit StatutoryWorkDays(int days) => new(days, LimitUnit.WorkDay, CountingMode.Statutory, rollForward: false);

    /// <summary>A statutory limit in calendar days, by default rolling off holidays.</summary>
    public static Limit StatutoryNaturalDays(int days, bool rollForward = true) =>
        new(days, LimitUnit.NaturalDay, CountingMode.Statutory, rollForward);

    /// <summary>What is wrong with the combination, or null when it is a legal limit.</summary>
    public static string? Problem(decimal amount, LimitUnit unit, CountingMode mode, bool rollForward) => Fault(amount, unit, mode, rollForward)?.ToString();

    /// <summary>The same for the loaders, which say it in Chinese too.</summary>
    internal static FaultText? Fault(decimal amount, LimitUnit unit, CountingMode mode, bool rollForward)
    {
        if (!Enum.IsDefined(unit)) return $"Limit unit {(int)unit} is unknown; allowed are {string.Join(", ", Enum.GetNames<LimitUnit>())}.";
        if (!Enum.IsDefined(mode)) return $"Counting mode {(int)mode} is unknown; allowed are Running, Statutory.";
        if (amount is <= 0 or > MaxAmount) return $"Limit amount {amount} {unit} is out of range; allowed is above 0 and at most {MaxAmount}.";
        if (mode == CountingMode.Statutory)
        {
            if (unit is not (LimitUnit.WorkDay or LimitUnit.NaturalDay))
                return $"Limit of {amount} {unit} cannot be statutory; statutory counting is for WorkDay and NaturalDay, use Running.";
            if (amount != decimal.Truncate(amount))
                return $"Statutory limit of {amount} {unit} must be a whole number of days.";
        }
        else
        {
            if (rollForward) return $"Running limit of {amount} {unit} cannot roll forward; only statutory limits do.";
            if (amount * MinutesPerUnit(unit) is var minutes && (Math.Abs(minutes - decimal.Round(minutes)) > MinuteTolerance || decimal.Round(minutes) < 1))
                return $"Running limit of {amount} {unit} is {minutes} minutes; it must be a whole number of minutes, 0.01 more or less.";
        }

        return null;
    }

    /// <summary>The amount in words of the unit, for logs; users read <see cref="LimitText"/>.</summary>
    public override string ToString() => Invariant($"{Amount} {Unit} {Mode}{(RollForward ? " roll" : "")}");

    /// <summary>Minutes that the amount uses up when running, whole by construction.</summary>
    internal long Minutes => decimal.ToInt64(decimal.Round(Amount * MinutesPerUnit(Unit)));

    internal void EnsureValid(string parameterName)
    {
        if (Problem(Amount, Unit, Mode, RollForward) is { } problem) throw new ArgumentException(problem, parameterName);
    }

    private static int MinutesPerUnit(LimitUnit unit) => unit switch
    {
        LimitUnit.UrgentHour or LimitUnit.WorkHour => 60,
        LimitUnit.WorkDay => WorkDayMinutes,
        _ => 24 * 60,
    };

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
