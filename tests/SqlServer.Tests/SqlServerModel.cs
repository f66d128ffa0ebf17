using Microsoft.SqlServer.Dac.Model;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace GridGov.Workflow.SqlServer.Tests;

/// <summary>
/// SQL Server 2022 without a server: Microsoft's own model of a database, made from the checked-in script. Statements become procedures,
/// whose names the model resolves and whose grammar it checks.
/// </summary>
internal sealed class SqlServerModel : IDisposable
{
    // Of the server's own procedures the model knows nothing; these have the parameters of Microsoft's documentation.
    private static readonly string[] ServersOwn =
    [
        "CREATE PROCEDURE [sp_getapplock] @Resource nvarchar(255), @LockMode nvarchar(32), @LockOwner nvarchar(32) = 'Transaction', @LockTimeout int = NULL, @DbPrincipal sysname = NULL AS RETURN 0",
        "CREATE PROCEDURE [sp_releaseapplock] @Resource nvarchar(255), @LockOwner nvarchar(32) = 'Transaction', @DbPrincipal sysname = NULL AS RETURN 0",
    ];

    // With a server's usual collation: under a binary one the model does not know INSERTED, which EF writes in capitals.
    private readonly TSqlModel _model = new(SqlServerVersion.Sql160, new TSqlModelOptions());
    private readonly List<SentStatement> _statements = [];
    private readonly List<string> _faults = [];

    public static SqlServerModel OfCheckedInScript()
    {
        var model = new SqlServerModel();
        foreach (var definition in CheckedInScript.Definitions().Concat(ServersOwn)) model._model.AddObjects(definition);
        return model;
    }

    public IEnumerable<string> Tables => _model.GetObjects(DacQueryScopes.UserDefined, Table.TypeClass).Select(table => table.Name.Parts[^1]);

    public void Add(SentStatement statement)
    {
        _statements.Add(statement);
        using var reader = new StringReader(statement.AsProcedure(Name(_statements.Count - 1)));
        new TSql160Parser(initialQuotedIdentifiers: true).Parse(reader, out var errors);
        if (errors.Count > 0) _faults.Add(Report(statement, string.Join("; ", errors.Select(error => error.Message))));
        else _model.AddObjects(statement.AsProcedure(Name(_statements.Count - 1)));
    }

    /// <summary>What is wrong, each with the statement and where it comes from; empty when all is right.</summary>
    public IReadOnlyList<string> Faults()
    {
        var found = new List<string>(_faults);
        foreach (var message in _model.Validate())
        {
            var statement = _statements.Where((_, i) => message.Message.Contains($"[{Name(i)}]", StringComparison.Ordinal)).FirstOrDefault();
            found.Add(statement is null ? message.Message : Report(statement, message.Message));
        }

        return found;
    }

    public void Dispose() => _model.Dispose();

    private static string Name(int number) => $"sent_{number}";

    private static string Report(SentStatement statement, string fault) => $"{fault}\n  from {statement.Source}:\n{statement.Text}";
}
