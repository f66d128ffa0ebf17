using System.Collections.Concurrent;
using System.Diagnostics;
using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace GridGov.Workflow.SqlServer.Tests;

/// <summary>
/// Every query, update and delete that EF compiles in this process while the product runs on SQLite, with the place in the product that
/// asks it. EF compiles each form once, so this sees each form once.
/// </summary>
internal sealed class QueryWatch : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
{
    private static readonly string Event = CoreEventId.QueryCompilationStarting.Name!;
    private readonly ConcurrentQueue<(Expression Query, string Source)> _seen = [];
    private readonly ConcurrentBag<IDisposable> _subscriptions = [];

    public QueryWatch() => _subscriptions.Add(DiagnosticListener.AllListeners.Subscribe(this));

    public IReadOnlyCollection<(Expression Query, string Source)> Seen => _seen;

    public void OnNext(DiagnosticListener value)
    {
        if (value.Name == DbLoggerCategory) _subscriptions.Add(value.Subscribe(this, name => string.Equals(name, Event, StringComparison.Ordinal)));
    }

    public void OnNext(KeyValuePair<string, object?> value)
    {
        if (value.Value is QueryExpressionEventData query) _seen.Enqueue((query.Expression, ProductSource.OfCaller()));
    }

    public void OnCompleted()
    {
    }

    public void OnError(Exception error)
    {
    }

    public void Dispose()
    {
        foreach (var subscription in _subscriptions) subscription.Dispose();
    }

    private const string DbLoggerCategory = Microsoft.EntityFrameworkCore.DbLoggerCategory.Name;
}
