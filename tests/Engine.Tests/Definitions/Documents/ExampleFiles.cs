using GridGov.Workflow.Engine.Definitions.Documents;

namespace GridGov.Workflow.Engine.Tests.Definitions.Documents;

/// <summary>The three examples of elsa-definition-format.md §13, and the compatibility corpus where it is present.</summary>
internal static class ExampleFiles
{
    public static string Text(string name) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Definitions", "Examples", name + ".json"));

    public static WorkflowDocument Document(string name) => WorkflowDocument.Parse(Text(name));

    public static IEnumerable<string> All()
    {
        var folders = new[] { Path.Combine("Definitions", "Examples"), Path.Combine("Compat", "Cases") };
        return folders
            .Select(folder => Path.Combine(AppContext.BaseDirectory, folder))
            .Where(Directory.Exists)
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*.json"))
            .Where(file => Path.GetFileName(file) != "cases.json")
            .Order(StringComparer.Ordinal);
    }
}
