namespace GridGov.Workflow.Engine.Tests.Compat;

/// <summary>Where this engine differs from Elsa on purpose: what it gives instead, and why. The same list is in docs/elsa-compatibility.md.</summary>
internal static class Differences
{
    public static IReadOnlyDictionary<string, (string Why, string Expect)> All { get; } = new Dictionary<string, (string, string)>
    {
        ["flow-loop-not-dominated"] = (
            "The irregular backward connection faults as in Elsa; outcomes are reported in order of completion.",
            """{ "outcomes": [{ "activity": "d", "outcomes": ["False"] }, { "activity": "again", "outcomes": ["True"] }] }"""),
        ["for-without-body"] = (
            "For without a body completes; in Elsa it waits for ever.",
            """{ "status": "Finished", "subStatus": "Finished", "lines": ["s", "end"], "completedActivities": ["s", "for", "end", "root"] }"""),
        ["complete-in-nested-sequence"] = (
            "Complete ends every container up to the workflow; Elsa still runs the next activity of the outer sequence.",
            """{ "lines": ["a"], "completedActivities": ["a", "c", "inner", "root"] }"""),
        ["wfactivity-complete-nested-sequence"] = (
            "Complete inside a nested sequence completes the workflow activity with its outcome; Elsa faults with an internal error.",
            """
            {
              "subStatus": "Finished", "lines": ["child", "one"], "incidents": [], "completedActivities": ["c1", "cc", "cin", "croot", "c", "o", "flow"],
              "outcomes": [{ "activity": "c", "outcomes": ["One"] }]
            }
            """),
        ["setvariable-bad-conversion"] = (
            "Text that is no number is an incident that names variable, value and type; Elsa silently stores 0.",
            """{ "subStatus": "Faulted", "lines": ["s"], "incidents": ["bad"], "completedActivities": ["s"], "variables": { "Num": 5 } }"""),
        ["output-bound-to-variable"] = (
            "An output is converted to the type of the variable that it is bound to; Elsa stores the text as it is.",
            """{ "lines": ["number 26"] }"""),
        ["workflow-input-after-resume"] = (
            "All inputs are kept; Elsa forgets inputs without a storage driver when the instance waits.",
            """{ "lines": ["k p", "k p"] }"""),
        ["execute-workflow-wait-suspended-child-result"] = (
            "The result after the child's end has the same shape as at once, with the child's output; Elsa loses it.",
            """{ "lines": ["child waiting", "child done", "undefined [object Object] Finished"] }"""),
        ["expression-unknown-type"] = (
            "An unknown expression type is refused at publication, and faults where it is run nevertheless; Elsa gives null.",
            """{ "subStatus": "Faulted", "lines": ["a"], "incidents": ["b"], "completedActivities": ["a"] }"""),
    };
}
