using GridGov.Workflow.Activities.DataFiles;
using GridGov.Workflow.Host.Problems;

namespace GridGov.Workflow.Host.DirectoryData;

/// <summary>Tells what is wrong with a directory, row by row.</summary>
internal static class DirectoryFaults
{
    public static ProblemException ToProblem(DataFileException refused)
    {
        var first = refused.Errors[0];
        return new ProblemException(StatusCodes.Status422UnprocessableEntity, "directory.invalid",
            $"The directory was refused, {refused.Errors.Count} value(s) rejected; nothing of it is in force. Line {first.Line}, column {first.Column}: {first.Path} {first.Message}")
        {
            Field = first.Path,
            More = new Dictionary<string, object?>
            {
                ["faults"] = refused.Errors.Select(error => new { error.Line, error.Column, error.Path, error.Message }),
            },
        };
    }
}
