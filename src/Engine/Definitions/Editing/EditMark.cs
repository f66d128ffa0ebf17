using System.Security.Cryptography;
using System.Text.Json.Nodes;
using GridGov.Workflow.Engine.Definitions.Documents;
using GridGov.Workflow.Engine.Definitions.Persistence;

namespace GridGov.Workflow.Engine.Definitions.Editing;

/// <summary>
/// What an editor has seen of a definition. Studio knows no ETag, but it sends back every key of <c>customProperties</c>; so the
/// mark travels there, and is taken off before anything is stored. A save fits when the stored draft is still the one that was
/// seen, or when all that changed it since came from the same editing session: an editor posts its next change before it has
/// the answer to the last one.
/// </summary>
/// <param name="Session">One opening of the editor.</param>
/// <param name="Seen">Fingerprint of the version as it was handed out.</param>
public sealed record EditMark(string Session, string Seen)
{
    /// <summary>Key in the definition's <c>customProperties</c>.</summary>
    public const string Key = "gridgov.edit";

    /// <summary>Longest session id; longer ones are not ours.</summary>
    internal const int SessionLength = 40;

    /// <summary>The mark for a version as it is now.</summary>
    public static EditMark For(DefinitionVersion version, string session) => new(session, Fingerprint(version.Document));

    /// <summary>The mark that a posted model carries; null when it has none (imports, programs).</summary>
    public static EditMark? Of(WorkflowDocument model)
    {
        if (model.CustomProperties.Text(Key) is not { } text) return null;
        var dot = text.IndexOf('.', StringComparison.Ordinal);
        return dot is > 0 and <= SessionLength ? new EditMark(text[..dot], text[(dot + 1)..]) : null;
    }

    /// <summary>The model as it is stored.</summary>
    internal static WorkflowDocument TakeOff(WorkflowDocument model)
    {
        if (model.CustomProperties.Member(Key).ValueKind == System.Text.Json.JsonValueKind.Undefined) return model;
        var properties = JsonObject.Create(model.CustomProperties)!;
        properties.Remove(Key);
        return model.With(("customProperties", properties));
    }

    /// <summary>Puts the mark on a document for a response.</summary>
    public void PutOn(JsonObject document)
    {
        ArgumentNullException.ThrowIfNull(document);
        if (document["customProperties"] is not JsonObject properties) document["customProperties"] = properties = [];
        properties[Key] = $"{Session}.{Seen}";
    }

    /// <summary>Whether the stored version is the one that was seen, or this session's own.</summary>
    internal bool Fits(DefinitionVersionRow latest) => latest.EditSession == Session || Fingerprint(latest.StoredDocument()) == Seen;

    private static string Fingerprint(WorkflowDocument document) =>
        Convert.ToHexStringLower(SHA256.HashData(DefinitionJson.Canonical(document.Without("isLatest", "isPublished", "links", "$schema").Json)).AsSpan(0, 8));
}
