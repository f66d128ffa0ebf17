using FluentAssertions;
using GridGov.Workflow.Engine.Definitions.Documents;
using Xunit;

namespace GridGov.Workflow.Engine.Tests.Definitions.Documents;

public sealed class ActivityTypeNameTests
{
    [Theory]
    [InlineData("CorpusStep", "CorpusStep")]
    [InlineData("case registration", "CaseRegistration")]
    [InlineData("handle-with_retry", "HandleWithRetry")]
    [InlineData("部门 处置", "部门处置")]
    [InlineData(" 交办 to dept 2", "交办ToDept2")]
    [InlineData("v-2", "V-2")]
    [InlineData(" ", null)]
    [InlineData(null, null)]
    public void Of_DefinitionName_IsPascalCase(string? name, string? type) => ActivityTypeName.Of(name).Should().Be(type);
}
