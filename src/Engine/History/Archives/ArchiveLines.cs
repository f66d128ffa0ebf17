using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using GridGov.Workflow.Engine.Execution;
using GridGov.Workflow.Engine.Persistence;

namespace GridGov.Workflow.Engine.History.Archives;

/// <summary>
/// A line of an archive file: one JSON object, told apart by <c>type</c> (docs/retention.md). The file is its own proof: the last line holds
/// the hash over all lines before it, and every journal row the hash of the one before.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(ArchiveHead), "archive")]
[JsonDerivedType(typeof(ArchivedInstance), "instance")]
[JsonDerivedType(typeof(ArchivedBurst), "burst")]
[JsonDerivedType(typeof(ArchivedRow), "row")]
[JsonDerivedType(typeof(ArchivedFile), "file")]
[JsonDerivedType(typeof(ArchivedBytes), "bytes")]
[JsonDerivedType(typeof(ArchiveEnd), "end")]
public abstract record ArchiveLine
{
    internal static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Converters = { new JsonStringEnumConverter() },
    };
}

/// <summary>The first line.</summary>
/// <param name="Version">Of the format: 1.</param>
/// <param name="Subject">What it is about, such as a case number.</param>
public sealed record ArchiveHead(int Version, string Subject, string RootId, DateTimeOffset MadeAt) : ArchiveLine;

/// <summary>An instance; its bursts follow.</summary>
/// <param name="HeadHash">Hex hash of its last burst.</param>
public sealed record ArchivedInstance(
    string Id, string? ParentId, string DefinitionId, int DefinitionVersion, WorkflowStatus Status, WorkflowSubStatus SubStatus,
    DateTimeOffset CreatedAt, DateTimeOffset? FinishedAt, long Bursts, string HeadHash) : ArchiveLine;

/// <summary>A row of the journal with everything that its hash is made of; hashes are in hex, the payload is the canonical JSON as a text.</summary>
public sealed record ArchivedBurst(
    string InstanceId, long Sequence, string StimulusId, string? BodyHash, string Kind, DateTimeOffset At, string ActorId, string? OnBehalfOf, string? Via,
    long FirstEntry, int EntryCount, string ContentHash, string CoreVersion, WorkflowStatus Status, WorkflowSubStatus SubStatus,
    string StateHash, string PreviousHash, string Hash, string Payload) : ArchiveLine
{
    /// <exception cref="InvalidDataException">The row's payload is damaged.</exception>
    public static ArchivedBurst Of(JournalRow row) => new(
        row.InstanceId, row.Sequence, row.StimulusId, row.BodyHash, row.Kind, row.At, row.ActorId, row.OnBehalfOf, row.Via, row.FirstEntry, row.EntryCount,
        row.ContentHash, row.CoreVersion, row.Status, row.SubStatus, Convert.ToHexStringLower(row.StateHash), Convert.ToHexStringLower(row.PreviousHash),
        Convert.ToHexStringLower(row.Hash), System.Text.Encoding.UTF8.GetString(Packing.Unpack(row.Payload).Span));

    internal JournalRow Row() => new()
    {
        InstanceId = InstanceId,
        Sequence = Sequence,
        StimulusId = StimulusId,
        BodyHash = BodyHash,
        Kind = Kind,
        At = At,
        ActorId = ActorId,
        OnBehalfOf = OnBehalfOf,
        Via = Via,
        FirstEntry = FirstEntry,
        EntryCount = EntryCount,
        ContentHash = ContentHash,
        CoreVersion = CoreVersion,
        Status = Status,
        SubStatus = SubStatus,
        StateHash = Convert.FromHexString(StateHash),
        PreviousHash = Convert.FromHexString(PreviousHash),
        Hash = Convert.FromHexString(Hash),
        Payload = [],
    };
}

/// <summary>A row of another table, as its columns were.</summary>
public sealed record ArchivedRow(string Table, JsonElement Values) : ArchiveLine;

/// <summary>An attached file; its bytes follow.</summary>
/// <param name="Hash">Hex SHA-256 of the bytes.</param>
public sealed record ArchivedFile(string Hash, string Name, string ContentType, long Size, string By, DateTimeOffset At) : ArchiveLine;

/// <summary>A part of the file before, in order.</summary>
public sealed record ArchivedBytes(byte[] Data) : ArchiveLine;

/// <summary>The last line.</summary>
/// <param name="Lines">How many stand before it.</param>
/// <param name="Hash">Hex of the running hash: SHA-256 over the hash so far (32 zero bytes at first) and the bytes of the line.</param>
public sealed record ArchiveEnd(long Lines, string Hash) : ArchiveLine;
