using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace GridGov.Workflow.Host.Tests.Browser;

/// <summary>What is wrong with a page for somebody who hears it, or sees it on a small screen.</summary>
internal static class PageFaults
{
    // What passed is told by its rule alone: a selector for each of its nodes takes minutes on a page with long lists.
    private static readonly AxeRunOptions Options = new() { ResultTypes = [ResultType.Violations] };

    private static readonly AxeRunOptions WithoutColours = new()
    {
        ResultTypes = [ResultType.Violations],
        Rules = new Dictionary<string, RuleOptions> { ["color-contrast"] = new RuleOptions { Enabled = false } },
    };

    /// <param name="colours">Whether to measure the contrast of each word, which is most of the work; colours are the same in every language.</param>
    /// <returns>Each fault that axe calls serious or critical, and what runs off the screen; empty when nothing is wrong.</returns>
    public static async Task<IReadOnlyList<string>> FindAsync(IPage page, string name, bool colours = true)
    {
        // "Legacy" is the way for a page without frames: the other one starts a page of its own, and so a process, to put frames' results together.
#pragma warning disable CS0618
        var result = await page.Locator("html").RunAxeLegacy(colours ? Options : WithoutColours);
#pragma warning restore CS0618
        var faults = result.Violations.Where(violation => violation.Impact is "serious" or "critical")
            .Select(violation => $"{name}: {violation.Id}: {violation.Help} at {string.Join(" | ", violation.Nodes.Select(node => node.Html).Take(3))}").ToList();
        var overflow = await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - innerWidth");
        if (overflow > 0) faults.Add($"{name}: {overflow} px off the screen");
        return faults;
    }
}
