using System.Globalization;
using System.Text.Json;

namespace GridGov.Workflow.Activities.DataFiles;

/// <summary>Faults of data files in Chinese, by their English sentence, from <c>DataFiles/Data/faults.zh-CN.json</c>.</summary>
internal static class FaultTexts
{
    private static readonly Dictionary<string, string> Sentences =
        JsonSerializer.Deserialize<Dictionary<string, string>>(DataFile.EmbeddedBytes("DataFiles/Data/faults.zh-CN.json"))!;

    /// <summary>The fault in Chinese; null when the file does not know its sentence.</summary>
    public static string? Chinese(FaultText fault) => Sentences.TryGetValue(fault.Sentence, out var sentence)
        ? string.Format(CultureInfo.InvariantCulture, sentence, [.. fault.Values.Select(value => Sentences.GetValueOrDefault(value) ?? value)])
        : null;
}
