using System.Reflection;
using System.Text.RegularExpressions;
using FluentAssertions;
using Xunit;

namespace GridGov.Workflow.Host.Tests;

/// <summary>The house rules that a compiler does not check: layering, file size, names of folders.</summary>
public sealed partial class ArchitectureTests
{
    private const int MaxLines = 400;
    private static readonly string Root = FindRoot();

    [Theory]
    [InlineData("GridGov.Workflow.Engine", "GridGov.Workflow.Activities")]
    [InlineData("GridGov.Workflow.Engine", "GridGov.Workflow.Host")]
    [InlineData("GridGov.Workflow.Activities", "GridGov.Workflow.Host")]
    [InlineData("GridGov.Workflow.Engine", "Stateless")]
    public void Assembly_NeverReferences_TheLayerAbove(string assembly, string forbidden) =>
        Assembly.Load(assembly).GetReferencedAssemblies().Select(name => name.Name).Should().NotContain(forbidden);

    [Fact]
    public void SourceFiles_StaySmall()
    {
        var large = SourceFiles()
            .Select(file => (File: Path.GetRelativePath(Root, file), Lines: File.ReadLines(file).Count()))
            .Where(file => file.Lines > MaxLines)
            .ToList();

        large.Should().BeEmpty($"a file above {MaxLines} lines holds a second idea that wants a file of its own");
    }

    [Fact]
    public void Folders_AreWordsOfTheDomain()
    {
        string[] vague = ["Helpers", "Utils", "Managers", "Common", "Misc"];

        Directory.EnumerateDirectories(Path.Combine(Root, "src"), "*", SearchOption.AllDirectories)
            .Select(Path.GetFileName)
            .Should().NotContain(name => vague.Contains(name));
    }

    [Fact]
    public void Core_NeverTouchesClockRandomOrTasks()
    {
        var impure = new[] { "Execution", "Activities", "Expressions" }
            .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Root, "src/Engine", folder), "*.cs", SearchOption.AllDirectories))
            .Where(file => Impure().IsMatch(File.ReadAllText(file)))
            .Select(file => Path.GetRelativePath(Root, file));

        impure.Should().BeEmpty("the core is pure: time and random values come from the burst, and nothing in it awaits");
    }

    [Fact]
    public void Namespaces_FollowFolders()
    {
        var strays = SourceFiles()
            .Where(file => !Path.GetFileName(file).Equals("Program.cs", StringComparison.Ordinal))
            .Select(file => (File: Path.GetRelativePath(Path.Combine(Root, "src"), file), Namespace: Namespace().Match(File.ReadAllText(file)).Groups["name"].Value))
            .Where(file => file.Namespace != "GridGov.Workflow." + Path.GetDirectoryName(file.File)!.Replace('/', '.').Replace('\\', '.'))
            .ToList();

        strays.Should().BeEmpty();
    }

    private static IEnumerable<string> SourceFiles() =>
        Directory.EnumerateFiles(Path.Combine(Root, "src"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/bin/", StringComparison.Ordinal)
                && !file.Contains("/Migrations/", StringComparison.Ordinal) && !file.Contains("/Persistence/Compiled/", StringComparison.Ordinal));

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "GridGov.Workflow.sln"))) folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("GridGov.Workflow.sln was not found above the test's folder.");
    }

    [GeneratedRegex(@"TimeProvider|\basync\b|\bawait\b|Stopwatch|Environment\.Tick", RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex Impure();

    [GeneratedRegex(@"^namespace (?<name>[\w.]+);", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex Namespace();
}
