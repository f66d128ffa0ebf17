using System.Text;
using System.Text.Json.Nodes;
using FluentAssertions;
using GridGov.Workflow.Activities.DataFiles;
using GridGov.Workflow.Activities.Directory;
using Xunit;

namespace GridGov.Workflow.Activities.Tests.Directory;

public sealed class ReferenceDocumentTests
{
    private static readonly JsonNode Shipped = JsonNode.Parse(ReferenceDocument.Shipped.Text)!;

    [Fact]
    public void Read_OwnText_GivesTheSameDocument() =>
        Read(ReferenceDocument.Shipped.Text).Text.Should().Be(ReferenceDocument.Shipped.Text);

    [Fact]
    public void Read_RoutingOnly_TakesTheRestOverFromTheVersionBefore()
    {
        var directory = Shipped["directory"]!.DeepClone();
        directory["version"] = "second";
        var before = Read(directory.ToJsonString());
        var routing = Shipped["routing"]!.DeepClone();
        routing["version"] = "third";

        var read = Read(new JsonObject { ["routing"] = routing }.ToJsonString(), before);

        read.Directory.Version.Should().Be("second");
        read.Routing.Version.Should().Be("third");
        read.GridMatters.Version.Should().Be(ReferenceDocument.Shipped.GridMatters.Version);
        Read(read.Text).Should().BeEquivalentTo(new { read.Text }, "a version stands for itself");
    }

    [Fact]
    public void Read_DirectoryWithoutAUnitOfTheRoutingInForce_IsRefused()
    {
        var directory = Shipped["directory"]!.DeepClone();
        var units = directory["units"]!.AsArray();
        units.Remove(units.Single(unit => unit!["id"]!.GetValue<string>() == "410999-SZ"));
        foreach (var person in directory["people"]!.AsArray().Where(person => person!["unit"]?.GetValue<string>() == "410999-SZ").ToList())
            directory["people"]!.AsArray().Remove(person);

        var read = () => Read(directory.ToJsonString());

        read.Should().Throw<DataFileException>().Which.Errors.Should().OnlyContain(error => error.Message.Contains("'410999-SZ'"));
    }

    [Theory]
    [InlineData("{}", "at least one of")]
    [InlineData("""{"directory":[]}""", "must be an object")]
    [InlineData("""{"routing":{"version":"x","rows":[]},"people":[]}""", "not a known field")]
    [InlineData("not json", "not valid JSON")]
    public void Read_BadDocument_NamesWhatIsWrong(string document, string message)
    {
        var read = () => Read(document);

        read.Should().Throw<DataFileException>().WithMessage($"*{message}*");
    }

    private static ReferenceDocument Read(string document, ReferenceDocument? before = null) =>
        ReferenceDocument.Read("test", Encoding.UTF8.GetBytes(document), before ?? ReferenceDocument.Shipped);
}
