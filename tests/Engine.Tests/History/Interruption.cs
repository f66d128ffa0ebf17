using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace GridGov.Workflow.Engine.Tests.History;

/// <summary>Lets something else happen right after a query was answered: what another node does between two reads.</summary>
/// <param name="isMoment">Tells the query by its text.</param>
internal sealed class Interruption(Func<string, bool> isMoment) : DbCommandInterceptor
{
    private bool _acts;

    /// <summary>What happens; is given how often it happened before.</summary>
    public Func<int, Task>? Act { get; set; }

    public int Times { get; private set; }

    public override async ValueTask<DbDataReader> ReaderExecutedAsync(
        DbCommand command, CommandExecutedEventData eventData, DbDataReader result, CancellationToken cancellationToken = default)
    {
        // What happens may ask the same.
        if (Act is null || _acts || !isMoment(command.CommandText)) return result;
        _acts = true;
        await Act(Times++);
        _acts = false;
        return result;
    }
}
