using System.Globalization;

namespace GridGov.Workflow.Benchmarks;

/// <summary>Arguments of a benchmark: pairs of a known name and a value.</summary>
internal sealed class Arguments
{
    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);

    /// <param name="known">Names that the benchmark knows, such as <c>--clients</c>.</param>
    /// <exception cref="FormatException">A name is unknown or has no value; says what is allowed.</exception>
    public Arguments(IReadOnlyList<string> args, params IReadOnlyList<string> known)
    {
        for (var i = 0; i < args.Count; i += 2)
        {
            if (!known.Contains(args[i], StringComparer.Ordinal)) throw new FormatException($"'{args[i]}' is unknown; allowed: {string.Join(", ", known)}.");
            _values[args[i]] = i + 1 < args.Count ? args[i + 1] : throw new FormatException($"{args[i]} needs a value.");
        }
    }

    public string? Text(string name) => _values.GetValueOrDefault(name);

    /// <exception cref="FormatException">Not one of <paramref name="allowed"/>; the first of them is the default.</exception>
    public string OneOf(string name, params IReadOnlyList<string> allowed)
    {
        var value = Text(name) ?? allowed[0];
        return allowed.Contains(value, StringComparer.Ordinal) ? value : throw new FormatException($"{name} is '{value}'; allowed: {string.Join(", ", allowed)}.");
    }

    /// <exception cref="FormatException">Not a number from 1 to <paramref name="most"/>.</exception>
    public int Number(string name, int usual, int most) => NumberOrNull(name, most) ?? usual;

    /// <exception cref="FormatException">Given, and not a number from 1 to <paramref name="most"/>.</exception>
    public int? NumberOrNull(string name, int most)
    {
        if (Text(name) is not { } value) return null;
        return int.TryParse(value, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= most
            ? number
            : throw new FormatException($"{name} is '{value}'; allowed: 1 to {most}.");
    }

    /// <exception cref="FormatException">Given, and not numbers from 1 to <paramref name="most"/> with commas between.</exception>
    public IReadOnlyList<int> Numbers(string name, IReadOnlyList<int> usual, int most) => Text(name) is not { } value
        ? usual
        : [.. value.Split(',').Select(part => int.TryParse(part, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= most
            ? number
            : throw new FormatException($"{name} is '{value}'; allowed: numbers from 1 to {most} with commas between."))];
}
