namespace GridGov.Workflow.Activities.DataFiles;

/// <summary>One rejected value of a data file.</summary>
/// <param name="File">Name of the file as the operator knows it.</param>
/// <param name="Line">Line of the value, counted from 1.</param>
/// <param name="Column">Column of the value in characters, counted from 1.</param>
/// <param name="Path">JSON path of the value, for example <c>$.years[1].daysOff[0].from</c>.</param>
/// <param name="Message">What is wrong, with the value and what is allowed.</param>
/// <param name="MessageInChinese">The same for people.</param>
public sealed record DataFileError(string File, int Line, int Column, string Path, string Message, string MessageInChinese)
{
    /// <inheritdoc/>
    public override string ToString() => $"{File}({Line},{Column}) {Path}: {Message}";
}
