using FluentAssertions;
using Xunit;

namespace GridGov.Workflow.Activities.Tests;

public sealed class SmokeTests
{
    [Fact]
    public void Truth_Holds() => true.Should().BeTrue();
}
