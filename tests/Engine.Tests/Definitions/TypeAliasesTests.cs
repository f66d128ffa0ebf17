using FluentAssertions;
using GridGov.Workflow.Engine.Definitions;
using Xunit;

namespace GridGov.Workflow.Engine.Tests.Definitions;

public sealed class TypeAliasesTests
{
    [Theory]
    [InlineData("Int32", true)]
    [InlineData("int32?", true)]
    [InlineData("String[]", true)]
    [InlineData("List<List<JSON>>", true)]
    [InlineData("IReadOnlyList<Int32?>[]", true)]
    [InlineData("Map<String>", false)]
    [InlineData("<String>", false)]
    [InlineData("List<>", false)]
    [InlineData("", false)]
    [InlineData("UnregisteredClrType:System.Diagnostics.Process, System", false)]
    public void IsKnown_Alias_FollowsTheTable(string alias, bool known) => TypeAliases.IsKnown(alias).Should().Be(known);
}
