using FluentAssertions;
using Xunit;

namespace GridGov.Workflow.Host.Tests;

public sealed class SmokeTests
{
    [Fact]
    public void Truth_Holds() => true.Should().BeTrue();
}
