namespace GridGov.Workflow.Benchmarks.Steps;

/// <summary>A fresh database for the Host under test.</summary>
internal interface IDatabaseUnderTest : IAsyncDisposable
{
    /// <summary>What stands in the results: product, version and durability.</summary>
    string Name { get; }

    /// <summary>Further arguments of the Host.</summary>
    IReadOnlyList<string> Arguments { get; }

    /// <summary>Size on disk in bytes.</summary>
    long Bytes();

    /// <summary>Processor time used outside of the Host's process.</summary>
    TimeSpan Cpu();

    /// <summary>Counts of what the server did so far, by name; empty where there is no server.</summary>
    IReadOnlyDictionary<string, long> Counts();

    /// <summary>Measures what the machine gives without an engine, and prints it.</summary>
    Task PrintFloorAsync();
}
