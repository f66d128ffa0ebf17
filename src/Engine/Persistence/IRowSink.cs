namespace GridGov.Workflow.Engine.Persistence;

/// <summary>Where the rows of a commit group go. Nothing is read; a row that is not as expected fails the group.</summary>
internal interface IRowSink
{
    void Insert(object row);

    /// <summary>Writes the named columns of a row that must exist.</summary>
    /// <param name="columns">Property names; pass the same array every time, it is the key of the prepared statement.</param>
    /// <param name="expected">Property that must still have this value in the database, or null.</param>
    void Update(object row, string[] columns, (string Property, object Value)? expected = null);

    /// <summary>Writes what differs between a stored row and its new form; an index that holds none of it is left alone.</summary>
    void Replace(object before, object row);

    /// <summary>Deletes a row that must exist; only its key is looked at.</summary>
    void Delete(object row);
}
