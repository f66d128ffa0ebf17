namespace GridGov.Workflow.Activities.DataFiles;

/// <summary>A data file was refused as a whole; lists every rejected value with line and column.</summary>
public sealed class DataFileException : Exception
{
    /// <summary>Makes the exception from the rejected values, at least one.</summary>
    public DataFileException(string file, IReadOnlyList<DataFileError> errors)
        : base($"Data file '{file}' was refused, {errors.Count} value(s) rejected. Nothing of it was loaded; correct these and load it again:\n"
            + string.Join('\n', errors)) => Errors = errors;

    /// <summary>Every rejected value, in the order of the checks.</summary>
    public IReadOnlyList<DataFileError> Errors { get; }
}
