using System.Data.Common;
using GridGov.Workflow.Benchmarks.Stored;

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

    /// <summary>The same with what is still in a log beside the file; disturbs nobody.</summary>
    long BytesOnDisk();

    /// <summary>Processor time used outside of the Host's process.</summary>
    TimeSpan Cpu();

    /// <summary>Counts of what the server did so far, by name; empty where there is no server.</summary>
    IReadOnlyDictionary<string, long> Counts();

    /// <summary>An open connection, beside those of the Host.</summary>
    Task<DbConnection> ConnectAsync();

    /// <summary>Fills the database while no Host works on it.</summary>
    IFilling Filling { get; }

    /// <summary>Measures what the machine gives without an engine, and prints it.</summary>
    Task PrintFloorAsync();
}
