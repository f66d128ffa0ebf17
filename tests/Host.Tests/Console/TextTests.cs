using System.Text.RegularExpressions;
using FluentAssertions;
using GridGov.Workflow.Host.Texts;
using Xunit;

namespace GridGov.Workflow.Host.Tests.Console;

/// <summary>All that people read comes from resources, and is there in both languages.</summary>
public sealed partial class TextTests
{
    // Addresses, types of inputs and the like are no words.
    private static readonly string[] Read = ["title", "placeholder", "aria-label", "alt", "label", "Heading", "Title"];

    [Fact]
    public void Resources_InBothLanguages_HaveTheSameKeys()
    {
        var (chinese, english) = (UiTexts.Keys(english: false).ToHashSet(), UiTexts.Keys(english: true).ToHashSet());

        chinese.Except(english).Should().BeEmpty("these lack their English");
        english.Except(chinese).Should().BeEmpty("these lack their Chinese");
    }

    [Fact]
    public void Components_HaveNoLiteralWords()
    {
        var found = Components().SelectMany(file => Literals(File.ReadAllText(file)).Select(literal => $"{Path.GetFileName(file)}: {literal}"));

        found.Should().BeEmpty();
    }

    [Fact]
    public void Components_UseOnlyKnownKeys()
    {
        var known = UiTexts.Keys(english: false).ToHashSet();
        var files = Components().Concat(Directory.EnumerateFiles(Folder(), "*.cs", SearchOption.AllDirectories));

        var unknown = files.SelectMany(file => Key().Matches(File.ReadAllText(file)).Select(match => (File: Path.GetFileName(file), Key: match.Groups["key"].Value)))
            .Where(use => !known.Contains(use.Key) && !use.Key.EndsWith('.'));

        unknown.Should().BeEmpty();
    }

    private static IEnumerable<string> Literals(string source)
    {
        var markup = Comment().Replace(source.Split("@code {")[0], "");
        markup = Directive().Replace(markup, "");
        foreach (Match attribute in Attribute().Matches(markup))
        {
            if (Read.Contains(attribute.Groups["name"].Value) && !attribute.Groups["value"].Value.StartsWith('@') && Word().IsMatch(WithoutCode(attribute.Groups["value"].Value))) yield return attribute.Value;
        }

        // Chinese has no business in a component at all, not even in its code.
        foreach (Match chinese in Chinese().Matches(Comment().Replace(source, ""))) yield return chinese.Value;
        foreach (Match text in Text().Matches(markup))
        {
            var words = WithoutCode(text.Groups["text"].Value);
            if (Word().IsMatch(words) && !Statement().IsMatch(words)) yield return words.Trim();
        }
    }

    private static string WithoutCode(string text) => Code().Replace(text, "");

    private static IEnumerable<string> Components() => Directory.EnumerateFiles(Folder(), "*.razor", SearchOption.AllDirectories).Where(file => !file.EndsWith("_Imports.razor", StringComparison.Ordinal));

    private static string Folder([System.Runtime.CompilerServices.CallerFilePath] string here = "") =>
        Path.Combine(new FileInfo(here).Directory!.Parent!.Parent!.Parent!.FullName, "src", "Host", "Console");

    [GeneratedRegex(@"@\*.*?\*@|^\s*//.*$|<!--.*?-->", RegexOptions.Singleline | RegexOptions.Multiline | RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex Comment();

    [GeneratedRegex(@"^@(page|inherits|inject|using|implements|attribute)\b.*$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex Directive();

    [GeneratedRegex(@"(?<name>[\w-]+)=""(?<value>[^""]*)""", RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex Attribute();

    [GeneratedRegex(@">(?<text>[^<>{}]+)</", RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex Text();

    [GeneratedRegex(@"@[\w.]+(\((?>[^()]+|\((?<open>)|\)(?<-open>))*(?(open)(?!))\)|\[(?>[^\[\]]+|\[(?<in>)|\](?<-in>))*(?(in)(?!))\]|[\w.])*|@\((?>[^()]+|\((?<open>)|\)(?<-open>))*(?(open)(?!))\)", RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex Code();

    [GeneratedRegex(@"[A-Za-z]{2,}|\p{IsCJKUnifiedIdeographs}", RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex Word();

    [GeneratedRegex(@"\p{IsCJKUnifiedIdeographs}+", RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex Chinese();

    // What the tag pattern takes for text inside of code blocks.
    [GeneratedRegex(@"[;=]|=>|\b(foreach|switch|case|else|if)\b", RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex Statement();

    [GeneratedRegex(@"[Tt]exts(\.Format\(|\[)""(?<key>[\w.-]+)""(?!\s*\+)", RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex Key();
}
