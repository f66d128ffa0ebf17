using System.Runtime.CompilerServices;
using FluentAssertions;
using GridGov.Workflow.Host.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.SqlServer.TransactSql.ScriptDom;
using Xunit;

namespace GridGov.Workflow.Host.Tests.Databases;

/// <summary>
/// Model, compiled model, migrations and checked-in scripts say the same on each provider. No server is needed: the contexts only generate. After a new
/// migration <c>GRIDGOV_WRITE_SCRIPTS=1</c> writes the scripts anew.
/// </summary>
public sealed class SchemaTests
{
    [Theory]
    [MemberData(nameof(Contexts))]
    public void Migrations_HaveNothingPending(string provider)
    {
        using var context = Open(provider);

        context.Database.HasPendingModelChanges().Should().BeFalse("'dotnet ef migrations add' is due for {0}", provider);
    }

    [Theory]
    [MemberData(nameof(Contexts))]
    public void CompiledModel_IsThatOfTheConfigurations(string provider)
    {
        using var context = Open(provider);
        var configured = context.GetService<IModelSource>().GetModel(context, context.GetService<ModelCreationDependencies>(), designTime: false);

        ReferenceEquals(context.Model, configured).Should().BeFalse("a compiled model is checked in for {0}", provider);
        context.Model.ToDebugString(MetadataDebugStringOptions.LongDefault).Should()
            .Be(configured.ToDebugString(MetadataDebugStringOptions.LongDefault), "'dotnet ef dbcontext optimize' is due for {0}", provider);
        Conversions(context.Model).Except(Conversions(configured)).Should().BeEmpty("the text above does not tell how values are stored");
    }

    [Theory]
    [InlineData("PostgreSql")]
    [InlineData("SqlServer")]
    public void Script_IsThatOfTheMigrations(string provider)
    {
        using var context = Open(provider);
        var script = context.GetService<IMigrator>().GenerateScript(options: MigrationsSqlGenerationOptions.Idempotent).ReplaceLineEndings("\n").TrimStart('\uFEFF');
        var file = Path.Combine(ScriptFolder(), provider + ".sql");
        if (Environment.GetEnvironmentVariable("GRIDGOV_WRITE_SCRIPTS") == "1") File.WriteAllText(file, script);

        File.ReadAllText(file).Should().Be(script, "GRIDGOV_WRITE_SCRIPTS=1 writes it");
    }

    /// <summary>Grammar only: there is no SQL Server on the build machines.</summary>
    [Fact]
    public void SqlServerScript_IsTransactSqlOf2019()
    {
        using var reader = File.OpenText(Path.Combine(ScriptFolder(), "SqlServer.sql"));

        var parsed = new TSql150Parser(initialQuotedIdentifiers: true).Parse(reader, out var errors);

        errors.Select(error => $"line {error.Line}: {error.Message}").Should().BeEmpty();
        ((TSqlScript)parsed).Batches.Should().NotBeEmpty();
    }

    public static TheoryData<string> Contexts() => ["Sqlite", "PostgreSql", "SqlServer"];

    private static IEnumerable<string> Conversions(IModel model) =>
        from entity in model.GetEntityTypes()
        from property in entity.GetProperties()
        let mapping = property.GetRelationalTypeMapping()
        select $"{entity.Name}.{property.Name}: {property.GetColumnName()} {mapping.StoreType} {mapping.Converter?.GetType()} {mapping.Comparer.GetType()}";

    private static HostDbContext Open(string provider) => provider switch
    {
        "PostgreSql" => new PostgreSqlDbContext(new DbContextOptionsBuilder<PostgreSqlDbContext>().UseNpgsql("Host=nowhere").Options),
        "SqlServer" => new SqlServerDbContext(new DbContextOptionsBuilder<SqlServerDbContext>().UseSqlServer("Server=nowhere").Options),
        _ => new HostDbContext(new DbContextOptionsBuilder<HostDbContext>().UseSqlite("Data Source=nowhere.db").Options),
    };

    private static string ScriptFolder([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", "src", "Host", "Persistence", "Scripts"));
}
