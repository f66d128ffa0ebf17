using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace GridGov.Workflow.Host.Tests.Browser;

/// <summary>English words that a Chinese page still shows.</summary>
public static partial class Labels
{
    // Visible text nodes and the three attributes that people read; not code, not what they typed.
    private const string Script = """
        () => {
          const found = new Set();
          const skipped = 'script, style, pre, code, textarea, .monaco-editor, .x6-graph, .gg-header a[lang]';
          const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
          while (walker.nextNode()) {
            const text = walker.currentNode.nodeValue.trim();
            const element = walker.currentNode.parentElement;
            if (/[A-Za-z]{2}/.test(text) && !element.closest(skipped) && element.getClientRects().length > 0) found.add(text);
          }
          for (const element of document.querySelectorAll('[placeholder], [title], [aria-label]')) {
            if (element.closest(skipped)) continue;
            for (const name of ['placeholder', 'title', 'aria-label']) {
              const text = element.getAttribute(name)?.trim() ?? '';
              if (/[A-Za-z]{2}/.test(text)) found.add(text);
            }
          }
          return [...found];
        }
        """;

    /// <summary>Texts with Latin words that are on the page now, without our data: what holds one of the given words, ids, and names that tests gave.</summary>
    public static async Task<IReadOnlyList<string>> EnglishAsync(IPage page, params string[] data)
    {
        var texts = await page.EvaluateAsync<JsonElement>(Script);
        return [.. texts.EnumerateArray().Select(text => text.GetString()!)
            .Where(text => !IdOrTestName().IsMatch(text) && !data.Any(known => text.Contains(known, StringComparison.OrdinalIgnoreCase)))];
    }

    // Ids of definitions and instances; Models.NewName ends with eight hexadecimal digits.
    [GeneratedRegex(@"^([0-9a-f]{16}|[0-9a-f]{20}|\p{IsCJKUnifiedIdeographs}+ ?[0-9a-f]{8}( \p{IsCJKUnifiedIdeographs})?)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex IdOrTestName();
}
