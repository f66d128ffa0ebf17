namespace GridGov.Workflow.Host.Demo;

/// <summary>
/// The demo's own random numbers (SplitMix64), so that a seed gives the same city on every machine and version. Each case
/// draws from its own branch: what one case does never shifts what another one draws.
/// </summary>
internal sealed class CityRandom(ulong seed)
{
    private const ulong Golden = 0x9E3779B97F4A7C15;
    private readonly ulong _seed = seed;
    private ulong _state = seed;

    /// <summary>An independent stream for a numbered part.</summary>
    public CityRandom Branch(int number) => new(Mix(_seed + (((ulong)number + 1) * Golden)));

    /// <summary>0 to 1, 1 excluded.</summary>
    public double Unit()
    {
        _state += Golden;
        return (Mix(_state) >> 11) * (1.0 / (1UL << 53));
    }

    public bool Chance(double probability) => Unit() < probability;

    public double Between(double low, double high) => low + (Unit() * (high - low));

    public int Below(int count) => (int)(Unit() * count);

    public T Pick<T>(IReadOnlyList<T> items) => items[Below(items.Count)];

    private static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
