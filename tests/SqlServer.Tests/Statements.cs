using System.Collections.Concurrent;
using System.Data;
using System.Data.Common;
using GridGov.Workflow.Host.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace GridGov.Workflow.SqlServer.Tests;

/// <summary>A context for SQL Server that reaches none: what it would send is kept, and answered with nothing. Thread-safe.</summary>
internal sealed class Statements
{
    private readonly ConcurrentDictionary<string, SentStatement> _sent = new(StringComparer.Ordinal);
    private readonly DbContextOptions<SqlServerDbContext> _options;
    private readonly AsyncLocal<string> _source = new();

    public Statements() => _options = new DbContextOptionsBuilder<SqlServerDbContext>().UseSqlServer("Server=nowhere")
        .AddInterceptors(new Recorder(this), new NoConnection()).Options;

    /// <summary>Different statements so far.</summary>
    public IReadOnlyList<SentStatement> Sent => [.. _sent.Values.OrderBy(statement => statement.Source, StringComparer.Ordinal)];

    /// <summary>Lets an action use a context; its statements get the source's name.</summary>
    public void From(string source, Action<SqlServerDbContext> action)
    {
        _source.Value = source;
        using var context = new SqlServerDbContext(_options);
        action(context);
    }

    public void Keep(SentStatement statement) => _sent.TryAdd(statement.Text, statement);

    private sealed class Recorder(Statements statements) : DbCommandInterceptor
    {
        public override InterceptionResult<DbDataReader> ReaderExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result)
        {
            Keep(command);
            return InterceptionResult<DbDataReader>.SuppressWithResult(Nothing());
        }

        public override InterceptionResult<int> NonQueryExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<int> result)
        {
            Keep(command);
            return InterceptionResult<int>.SuppressWithResult(0);
        }

        public override InterceptionResult<object> ScalarExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<object> result)
        {
            Keep(command);
            return InterceptionResult<object>.SuppressWithResult(0);
        }

        public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default) =>
            ValueTask.FromResult(NonQueryExecuting(command, eventData, result));

        private static DataTableReader Nothing()
        {
            using var table = new DataTable();
            return table.CreateDataReader();
        }

        private void Keep(DbCommand command) => statements.Keep(SentStatement.Of(command.CommandText, command.Parameters, statements._source.Value ?? "?"));
    }

    private sealed class NoConnection : DbConnectionInterceptor
    {
        public override InterceptionResult ConnectionOpening(DbConnection connection, ConnectionEventData eventData, InterceptionResult result) =>
            InterceptionResult.Suppress();

        public override ValueTask<InterceptionResult> ConnectionOpeningAsync(
            DbConnection connection, ConnectionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default) =>
            ValueTask.FromResult(InterceptionResult.Suppress());
    }
}
