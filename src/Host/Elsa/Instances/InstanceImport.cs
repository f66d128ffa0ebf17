using System.Security.Cryptography;
using System.Text.Json;
using GridGov.Workflow.Engine.Definitions;
using GridGov.Workflow.Engine.Definitions.Documents;
using GridGov.Workflow.Engine.Definitions.Persistence;
using GridGov.Workflow.Engine.Definitions.Versioning;
using GridGov.Workflow.Engine.Execution;
using GridGov.Workflow.Engine.Execution.Stimuli;
using GridGov.Workflow.Engine.Runtime;
using GridGov.Workflow.Host.Elsa.Wire;
using GridGov.Workflow.Host.Problems;
using GridGov.Workflow.Host.Security;

namespace GridGov.Workflow.Host.Elsa.Instances;

/// <summary>
/// Takes instance files in. Each becomes an instance of its own that is marked foreign: a finished record to look at, whose journal
/// begins with the import. The same file twice is the same instance.
/// </summary>
internal sealed class InstanceImport(
    DefinitionQueries queries, DefinitionStore store, IWorkflowRuntime runtime, IBusinessClock clock, CurrentUser user)
{
    /// <summary>All or, when one file is refused, those before it.</summary>
    /// <returns>How many were taken in.</returns>
    public async Task<int> ImportAsync(IReadOnlyList<UploadedFile> files, CancellationToken stop)
    {
        // Looked at before the first is taken in, so that one bad file of many changes nothing.
        var read = new List<(UploadedFile File, JsonElement Json, ForeignRecord Record, DefinitionContent Content)>();
        foreach (var file in files)
        {
            var (json, record) = Read(file);
            read.Add((file, json, record, await ContentAsync(file, record, stop)));
        }

        foreach (var (file, json, record, content) in read) await ImportAsync(file, json, record, content, stop);
        return read.Count;
    }

    private async Task ImportAsync(UploadedFile file, JsonElement json, ForeignRecord record, DefinitionContent content, CancellationToken stop)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(file.Bytes));
        var start = new Start
        {
            Id = "import/" + hash,
            InstanceId = DerivedIds.Of("import", hash),
            Actor = user.Actor,
            At = clock.Now,
            Name = record.Name,
            CorrelationId = record.CorrelationId,
            Foreign = json,
        };
        var reply = await runtime.StartAsync(content.Hash, start, stop);
        if (reply.Refusal is { } refusal) throw ProblemHandler.ToProblem(refusal);
        if (reply.Repeated && await runtime.FindStateAsync(reply.InstanceId, stop) is not { IsDeleted: false })
            throw ElsaErrors.New(StatusCodes.Status409Conflict, "import.known", file.Name, reply.InstanceId);
    }

    private static (JsonElement Json, ForeignRecord Record) Read(UploadedFile file)
    {
        try
        {
            using var document = JsonDocument.Parse(file.Bytes);
            var json = document.RootElement.Clone();
            return (json, ForeignRecord.Read(json));
        }
        catch (JsonException error)
        {
            throw ElsaErrors.Invalid("body.not-json", (error.LineNumber ?? 0) + 1, (error.BytePositionInLine ?? 0) + 1);
        }
        catch (FormatException missing)
        {
            throw ElsaErrors.Invalid("import.not-instance", file.Name, missing.Message);
        }
    }

    private async Task<DefinitionContent> ContentAsync(UploadedFile file, ForeignRecord record, CancellationToken stop)
    {
        if (await runtime.FindStateAsync(record.Id, stop) is { } known) InstanceOperations.RefuseCase(known);
        var version = record.VersionId is null ? null : await queries.FindVersionAsync(record.VersionId, stop);
        if (version?.Summary.DefinitionId != record.DefinitionId)
            version = await queries.FindAsync(record.DefinitionId, VersionOptions.Specific(Math.Max(1, record.Version)), stop);
        if (version is null) throw ElsaErrors.Invalid("import.no-definition", file.Name, record.DefinitionId, record.Version);
        if (version.Document.IsLifecycle)
            throw ElsaErrors.New(StatusCodes.Status409Conflict, "import.lifecycle", file.Name, version.Summary.Name ?? record.DefinitionId);
        return await queries.FindAsync(version.Summary.ContentHash, stop)
            ?? await store.GetContentAsync(version.Summary.DefinitionId, VersionOptions.Specific(version.Summary.Version), stop);
    }
}
