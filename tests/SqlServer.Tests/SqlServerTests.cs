using FluentAssertions;
using Xunit;

namespace GridGov.Workflow.SqlServer.Tests;

/// <summary>What the product sends to SQL Server fits the schema that it makes there. There is no SQL Server on the build machines.</summary>
public sealed class SqlServerTests(ProductRun product) : IClassFixture<ProductRun>
{
    [Fact]
    public void CheckedInScript_MakesAValidModel()
    {
        using var model = SqlServerModel.OfCheckedInScript();

        model.Faults().Should().BeEmpty();
        model.Tables.Should().Contain(["Instances", "Journal", "Cases", "Tasks", "ClusterMembers"]);
    }

    [Fact]
    public void EveryQuery_CanBeSaidAndFitsTheSchema()
    {
        using var model = SqlServerModel.OfCheckedInScript();
        foreach (var statement in product.Statements.Sent) model.Add(statement);

        product.Refused.Should().BeEmpty("what is refused asks less");
        product.Unsayable.Should().BeEmpty();
        product.Statements.Sent.Should().HaveCountGreaterThan(90);
        model.Faults().Should().BeEmpty();
    }

    [Fact]
    public void EveryFileThatQueries_WasSeen()
    {
        var seen = product.Sources.Select(source => source.Split(':')[0]).ToHashSet(StringComparer.Ordinal);

        var missing = QueryingFiles.All().Except(seen).Except(QueryingFiles.NotSeen);

        string.Join('\n', missing).Should().BeEmpty("a file that queries is seen, or stands in the list of those that are not");
    }

    [Fact]
    public void EveryWrittenRow_FitsTheSchema()
    {
        using var model = SqlServerModel.OfCheckedInScript();
        var statements = new Statements();
        WrittenRows.Send(statements);
        foreach (var statement in statements.Sent) model.Add(statement);

        statements.Sent.Should().HaveCountGreaterThan(100);
        model.Faults().Should().BeEmpty();
    }

    [Fact]
    public void EveryRawStatement_FitsTheSchema()
    {
        // The writer's settings are PostgreSQL's, the abandoned lock is SQLite's.
        QueryingFiles.WithRawStatements().Should().Equal("src/Engine/Runtime/Commits/CommitSession.cs", "src/Host/Startup/SchemaUpdate.cs", "src/Host/Startup/StartLock.cs");
        using var model = SqlServerModel.OfCheckedInScript();
        foreach (var text in Host.Startup.StartLock.SqlServerStatements) model.Add(new SentStatement(text, [], "src/Host/Startup/StartLock.cs"));

        model.Faults().Should().BeEmpty();
    }

    [Theory]
    [InlineData("SELECT [i].[NoSuchColumn] FROM [Instances] AS [i]", "NoSuchColumn")]
    [InlineData("DELETE FROM [NoSuchTable] WHERE [Id] = @p", "NoSuchTable")]
    [InlineData("UPDATE [Tasks] SET [NoSuchColumn] = 1 WHERE [Id] = @p", "NoSuchColumn")]
    [InlineData("SELECT \"Id\" FROM \"Instances\" LIMIT 1", "LIMIT")]
    [InlineData("SELECT [Id] FROM [Instances] WHERE [Id] = ANY(@p)", "syntax")]
    public void WrongStatement_IsFound(string text, string named)
    {
        using var model = SqlServerModel.OfCheckedInScript();
        model.Add(new SentStatement(text, ["@p nvarchar(100)"], "here.cs:1"));

        model.Faults().Should().Contain(fault => fault.Contains(named, StringComparison.Ordinal) && fault.Contains("here.cs:1", StringComparison.Ordinal) && fault.Contains(text, StringComparison.Ordinal));
    }
}
