using GridGov.Workflow.Engine.Definitions.Documents;
using GridGov.Workflow.Engine.Persistence;
using Microsoft.EntityFrameworkCore;

namespace GridGov.Workflow.Engine.Definitions.Persistence;

/// <summary>Runs a command in one transaction and repeats it on fresh data when another writer was faster.</summary>
internal sealed class DefinitionCommands(IWorkflowDb db)
{
    private const int Attempts = 4;

    /// <exception cref="DefinitionException">Conflict, after four attempts; and what the command throws.</exception>
    public async Task<T> RunAsync<T>(string subject, Func<WorkflowDbContext, Task<T>> command, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await OnceAsync(command, cancellationToken);
            }
            catch (DbUpdateException error) when (!cancellationToken.IsCancellationRequested)
            {
                // A lost race shows as a concurrency exception, or as a broken unique index (two first versions, equal contents).
                if (attempt < Attempts) continue;
                throw new DefinitionException(
                    DefinitionErrorKind.Conflict, "definition.conflict", DefinitionTexts.Format("definition.conflict", subject, Attempts), inner: error);
            }
        }
    }

    private async Task<T> OnceAsync<T>(Func<WorkflowDbContext, Task<T>> command, CancellationToken cancellationToken)
    {
        await using var outer = db.Open();
        return await outer.Database.CreateExecutionStrategy().ExecuteAsync(async () =>
        {
            await using var context = db.Open();
            context.ChangeTracker.AutoDetectChangesEnabled = true;
            await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
            var result = await command(context);
            await context.SaveChangesAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            return result;
        });
    }
}
