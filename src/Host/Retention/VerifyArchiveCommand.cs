using GridGov.Workflow.Engine.History.Archives;
using GridGov.Workflow.Host.Texts;

namespace GridGov.Workflow.Host.Retention;

/// <summary><c>--verify-archive FILE…</c>: proves archive files with nothing but the files.</summary>
internal static class VerifyArchiveCommand
{
    public const string Switch = "--verify-archive";

    /// <returns>0 when all are sound, else 1.</returns>
    public static async Task<int> RunAsync(string[] args, TextWriter output)
    {
        var files = args.SkipWhile(argument => argument != Switch).Skip(1).TakeWhile(argument => !argument.StartsWith("--", StringComparison.Ordinal)).ToList();
        if (files.Count == 0) await output.WriteLineAsync(UiTexts.InChinese("Retention.NoFile"));
        var code = files.Count == 0 ? 1 : 0;
        foreach (var file in files)
        {
            try
            {
                var content = await ArchiveReader.ReadAsync(file, CancellationToken.None);
                await output.WriteLineAsync(UiTexts.InChinese("Retention.Sound", file, content.Head.Subject, content.Bursts.Count, content.Bursts.Values.Sum(chain => chain.Count), content.Files, Convert.ToHexStringLower(content.Hash)));
            }
            catch (Exception e) when (e is InvalidDataException or IOException or UnauthorizedAccessException)
            {
                code = 1;
                await output.WriteLineAsync(UiTexts.InChinese("Retention.Unsound", file, e.Message));
            }
        }

        return code;
    }
}
