using GridGov.Workflow.Host.Tests;
using GridGov.Workflow.Host.Tests.Browser;
using GridGov.Workflow.Host.Tests.Cluster;
using GridGov.Workflow.Host.Tests.Console;
using GridGov.Workflow.Host.Tests.Crash;
using Xunit;
using Xunit.Sdk;
using Xunit.v3;

[assembly: TestCollectionOrderer(typeof(LongestFirst))]

namespace GridGov.Workflow.Host.Tests;

/// <summary>
/// Two collections run at a time. The long ones begin, so that none of them is left to run alone at the end; the others fill what the
/// waiting for lost nodes and for pages leaves of the processor.
/// </summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    // The cluster comes when the other projects' tests, which run beside these, are through.
    private static readonly string[] Long = [BrowserCollection.Name, ConsoleCollection.Name, ClusterCollection.Name, typeof(CrashTests).FullName!];

    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(IReadOnlyCollection<TTestCollection> testCollections)
        where TTestCollection : ITestCollection => [.. testCollections.OrderBy(collection => Place(collection))];

    // A class that belongs to no collection is one of its own, whose name tells the class.
    private static int Place(ITestCollection collection) =>
        Array.FindIndex(Long, name => collection.TestCollectionDisplayName.Contains(name, StringComparison.Ordinal)) is >= 0 and var place ? place : Long.Length;
}
