using System.Collections;
using System.Linq.Expressions;
using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Query;
using Microsoft.EntityFrameworkCore.Storage;

namespace GridGov.Workflow.SqlServer.Tests;

/// <summary>Compiles queries that were asked of another database for SQL Server, and sends them with made-up parameters.</summary>
internal static class SqlServerQueries
{
    private static readonly MethodInfo RunMethod = typeof(SqlServerQueries).GetMethod(nameof(Run), BindingFlags.Static | BindingFlags.NonPublic)!;

    /// <summary>Sends a query's statement.</summary>
    /// <exception cref="InvalidOperationException">EF cannot say the query in SQL Server's language.</exception>
    public static void Send(DbContext context, Expression query)
    {
        var rebound = new Rebinder(context.Model);
        var expression = rebound.Visit(query);
        var result = expression.Type.GetInterfaces().Append(expression.Type).FirstOrDefault(type =>
            type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IQueryable<>)) is { } sequence
            ? typeof(IEnumerable<>).MakeGenericType(sequence.GetGenericArguments())
            : expression.Type;
        RunMethod.MakeGenericMethod(result).Invoke(null, BindingFlags.DoNotWrapExceptions, null, [context, expression, rebound.Parameters], null);
    }

    private static void Run<TResult>(DbContext context, Expression query, IReadOnlyDictionary<string, object?> parameters)
    {
        var compiled = context.GetService<IDatabase>().CompileQuery<TResult>(query, async: false);
        var values = context.GetService<IQueryContextFactory>().Create();
        foreach (var (name, value) in parameters) values.Parameters[name] = value;
        try
        {
            if (compiled(values) is IEnumerable rows and not string)
            {
                foreach (var _ in rows)
                {
                    // Nothing comes; asking sends the statement.
                }
            }
        }
        catch (InvalidOperationException e) when (e.Message.Contains("no elements", StringComparison.Ordinal))
        {
            // A count or a single row of nothing: sent all the same.
        }
    }

    /// <summary>Puts the context's own entity types in place of those of the model that the query was made for.</summary>
    private sealed class Rebinder(IModel model) : ExpressionVisitor
    {
        public Dictionary<string, object?> Parameters { get; } = new(StringComparer.Ordinal);

        protected override Expression VisitExtension(Expression node)
        {
            switch (node)
            {
                case EntityQueryRootExpression root:
                    return root.UpdateEntityType(model.FindEntityType(root.EntityType.Name)!);
                case QueryParameterExpression parameter:
                    Parameters[parameter.Name] = Samples.Of(parameter.Type);
                    return parameter;
                default:
                    return base.VisitExtension(node);
            }
        }
    }
}
