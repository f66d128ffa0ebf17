using GridGov.Workflow.Host.Tests.Browser;
using Xunit;

namespace GridGov.Workflow.Host.Tests.Console;

/// <summary>Tests of the console in a browser: a Host and a browser of their own, so that they run beside the designer's.</summary>
[CollectionDefinition(Name)]
public sealed class ConsoleCollection : ICollectionFixture<BrowserFixture>
{
    public const string Name = "Console in a browser";
}
