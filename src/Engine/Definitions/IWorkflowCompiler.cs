using System.Text.Json;

namespace GridGov.Workflow.Engine.Definitions;

/// <summary>
/// Immutable content of a definition version: the document without its administrative members (isLatest, isPublished, links),
/// and everything that it pins.
/// </summary>
/// <param name="Hash">Lower-case hex SHA-256 over the canonical document and the hashes of the pins.</param>
/// <param name="Document">The definition's JSON object (elsa-definition-format.md §2), with id, definitionId and version.</param>
/// <param name="Pins">Contents of the workflows used as activities, by <c>{type}@{version}</c> of the activity that uses them.</param>
public sealed record DefinitionContent(string Hash, JsonElement Document, IReadOnlyDictionary<string, DefinitionContent> Pins)
{
    /// <summary>Key of a pin.</summary>
    public static string PinKey(string activityType, int version) => $"{activityType}@{version}";
}

/// <summary>Compiles a content to a graph.</summary>
public interface IWorkflowCompiler
{
    /// <summary>
    /// Never throws for a bad definition: lists every fault. The graph is null only when no graph can be made at all
    /// (no root, duplicate ids). A graph with faults can run; what is broken faults when it is reached.
    /// </summary>
    CompilationResult Compile(DefinitionContent content);
}

/// <summary>A graph and what was found on the way.</summary>
public sealed record CompilationResult(WorkflowGraph? Graph, IReadOnlyList<DefinitionFault> Faults);
