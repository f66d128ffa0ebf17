using System.Text.Json;

namespace GridGov.Workflow.Host.OpenApi;

/// <summary>The form of every error, for the description only; <see cref="Problems.ProblemHandler"/> writes them.</summary>
/// <param name="Code">Stable, for programs.</param>
/// <param name="Field">What is wrong, where it is one thing.</param>
/// <param name="Value">What came.</param>
/// <param name="Allowed">What may come.</param>
/// <param name="Faults">All that is wrong, where it may be several things.</param>
internal sealed record ApiProblem(
    string Type, string Title, int Status, string Detail, string Code, string TraceId, string? Field = null, string? Value = null, string? Allowed = null, JsonElement? Faults = null);
