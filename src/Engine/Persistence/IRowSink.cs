namespace GridGov.Workflow.Engine.Persistence;

/// <summary>Where the rows of a commit group go. Nothing is read; a row that is not as expected fails the group.</summary>
internal interface IRowSink
{
    void Insert<T>(T row)
        where T : class;

    /// <summary>Writes the named columns of a row that must exist.</summary>
    /// <param name="columns">Property names; pass the same array every time, it is the key of the prepared statement.</param>
    /// <param name="expected">Property that must still have this value in the database, or null.</param>
    void Update<T>(T row, string[] columns, (string Property, object Value)? expected = null)
        where T : class;

    /// <summary>Deletes a row that must exist; only its key is looked at.</summary>
    void Delete<T>(T row)
        where T : class;
}
