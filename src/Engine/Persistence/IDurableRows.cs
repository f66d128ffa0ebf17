namespace GridGov.Workflow.Engine.Persistence;

/// <summary>
/// Writes rows that belong to no burst in the transactions of those that do. A transaction of its own would wait for the disk once more,
/// and on SQLite, which has one writer, keep all bursts from being written meanwhile.
/// </summary>
public interface IDurableRows
{
    /// <summary>Stores a row of the model; returns when it is durable.</summary>
    /// <exception cref="Runtime.Commits.CommitFailedException">Nothing was written: a row with this key is there, or the database cannot be reached.</exception>
    /// <exception cref="Runtime.Commits.CommitUnknownException">Look it up.</exception>
    Task InsertAsync(object row);
}
