using GridGov.Workflow.Activities.DataFiles;
using GridGov.Workflow.Host.Problems;

namespace GridGov.Workflow.Host.DirectoryData;

/// <summary>A rejected value of a data file that an administrator gave.</summary>
/// <param name="Path">JSON path of the value.</param>
public sealed record DataFault(int Line, int Column, string Path, string Message, string MessageInChinese);

/// <summary>Tells what is wrong with a directory, a calendar or a catalogue, row by row.</summary>
internal static class DirectoryFaults
{
    /// <summary>Member of the problem document that lists them.</summary>
    public const string Member = "faults";

    /// <param name="what">What was refused; begins the code, as in <c>directory.invalid</c>.</param>
    public static ProblemException ToProblem(DataFileException refused, string what = "directory")
    {
        var first = refused.Errors[0];
        return new ProblemException(StatusCodes.Status422UnprocessableEntity, $"{what}.invalid",
            $"The {what} was refused, {refused.Errors.Count} value(s) rejected; nothing of it is in force. Line {first.Line}, column {first.Column}: {first.Path} {first.Message}")
        {
            Field = first.Path,
            Value = refused.Errors.Count.ToString(System.Globalization.CultureInfo.InvariantCulture),
            More = new Dictionary<string, object?>
            {
                [Member] = refused.Errors.Select(error => new DataFault(error.Line, error.Column, error.Path, error.Message, error.MessageInChinese)).ToList(),
            },
        };
    }
}
