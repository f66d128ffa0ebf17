using Xunit;

namespace GridGov.Workflow.Host.Tests.Hosting;

/// <summary>Tests that share one Host on the virtual clock; each makes its own cases and definitions.</summary>
[CollectionDefinition(Name)]
public sealed class HostCollection : ICollectionFixture<HostFixture>
{
    public const string Name = "One Host";
}
