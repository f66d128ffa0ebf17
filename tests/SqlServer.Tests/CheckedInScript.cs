using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace GridGov.Workflow.SqlServer.Tests;

/// <summary>
/// Definitions in <c>src/Host/Persistence/Scripts/SqlServer.sql</c>. The script guards each by the history of migrations, which a model
/// does not run: they are taken out of their guards.
/// </summary>
internal static class CheckedInScript
{
    private static readonly TSql160Parser Parser = new(initialQuotedIdentifiers: true);

    public static IReadOnlyList<string> Definitions()
    {
        var generator = new Sql160ScriptGenerator();
        return [.. Read().Select(statement =>
        {
            generator.GenerateScript(statement, out var text);
            return text;
        })];
    }

    private static IEnumerable<TSqlStatement> Read()
    {
        using var reader = File.OpenText(Path.Combine(AppContext.BaseDirectory, "SqlServer.sql"));
        return [.. Parse(reader).SelectMany(Open)];
    }

    private static IEnumerable<TSqlStatement> Parse(TextReader reader)
    {
        var script = (TSqlScript)Parser.Parse(reader, out var errors);
        if (errors.Count > 0) throw new InvalidOperationException($"Line {errors[0].Line}: {errors[0].Message}");
        return script.Batches.SelectMany(batch => batch.Statements);
    }

    private static IEnumerable<TSqlStatement> Open(TSqlStatement statement) => statement switch
    {
        IfStatement guarded => Open(guarded.ThenStatement),
        BeginEndBlockStatement block => block.StatementList.Statements.SelectMany(Open),
        ExecuteStatement { ExecuteSpecification.ExecutableEntity: ExecutableStringList { Strings: [StringLiteral text] } } => Parse(new StringReader(text.Value)).SelectMany(Open),
        CreateTableStatement or CreateIndexStatement => [statement],
        BeginTransactionStatement or CommitTransactionStatement or InsertStatement => [],
        _ => throw new InvalidOperationException($"Line {statement.StartLine} of the script is a {statement.GetType().Name}, which this reader does not know."),
    };
}
