namespace GridGov.Workflow.Engine.Persistence.Sinks;

/// <summary>Where the rows of a commit group go. Nothing is read; a row that is not as expected fails the group.</summary>
internal interface IRowSink
{
    void Insert(object row);

    /// <summary>Writes the named columns of a row that must exist.</summary>
    /// <param name="columns">Property names; pass the same array every time, it is the key of the prepared statement.</param>
    /// <param name="expected">Property that must still have this value in the database, or null.</param>
    /// <param name="mayMiss">True when a row that is gone or otherwise than expected is left alone.</param>
    void Update(object row, string[] columns, (string Property, object Value)? expected = null, bool mayMiss = false);

    /// <summary>Writes what differs between a stored row and its new form; an index that holds none of it is left alone.</summary>
    void Replace(object before, object row);

    /// <summary>Deletes a row; only its key is looked at.</summary>
    /// <param name="mayMiss">True when the row may be gone already.</param>
    void Delete(object row, bool mayMiss = false);

    /// <summary>Returns when everything given so far is in the transaction, and checked.</summary>
    ValueTask FlushAsync();
}
