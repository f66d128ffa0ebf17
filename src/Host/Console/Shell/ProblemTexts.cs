using System.Globalization;
using GridGov.Workflow.Host.Administration.Directory;
using GridGov.Workflow.Host.Console.Texts;
using GridGov.Workflow.Host.DirectoryData;
using GridGov.Workflow.Host.Problems;
using GridGov.Workflow.Host.Texts;

namespace GridGov.Workflow.Host.Console.Shell;

/// <summary>
/// A refusal in the reader's language. Rules of the case speak Chinese themselves; the codes of the edge, written for programs,
/// have a text of their own here.
/// </summary>
internal sealed class ProblemTexts(UiTexts texts, Names names, PersonNames people)
{
    /// <param name="task">Name of the task that was completed by somebody else, for the outcome's words.</param>
    public string Of(ProblemException problem, string? task = null)
    {
        if (problem.More is { } more && more.TryGetValue("completedBy", out var by) && by is string winner)
        {
            var at = more.GetValueOrDefault("completedAt") is DateTimeOffset time ? TimeWords.Second(time) : "";
            var outcome = more.GetValueOrDefault("outcome") as string ?? "";
            return texts.Format("Problem.Faster", people.Of(winner), at, task is null ? names.Of("Outcome", outcome) : names.Outcome(task, outcome));
        }

        return texts.Find("Problem." + problem.Code) is { } text
            ? string.Format(CultureInfo.InvariantCulture, text, problem.Field is null ? "" : names.Field(problem.Field), problem.Value, problem.Allowed)
            : problem.Message;
    }

    /// <summary>What the refusal lists: rejected values of a data file with their places, work that depends on a unit.</summary>
    public IReadOnlyList<string> Lines(ProblemException problem)
    {
        var more = problem.More ?? new Dictionary<string, object?>();
        return
        [
            .. Of<DataFault>(DirectoryFaults.Member).Select(fault => texts.Format("Problem.FaultLine", fault.Line, fault.Column, fault.Path, texts.IsEnglish ? fault.Message : fault.MessageInChinese)),
            .. Of<DirectoryUse>(DirectoryUses.Member).Select(use => texts.Format($"Admin.Use.{use.Kind}", use.Count, names.List(use.Examples))),
        ];

        IEnumerable<T> Of<T>(string member) => more.GetValueOrDefault(member) as IEnumerable<T> ?? [];
    }
}
