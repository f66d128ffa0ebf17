using System.Text.Json.Serialization;

namespace GridGov.Workflow.Activities.Cases.Commands;

/// <summary>What the reporter gets back.</summary>
internal sealed record ReportAnswer(string CaseNumber, string QueryCode);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ReportAnswer))]
internal sealed partial class ReportJson : JsonSerializerContext;
