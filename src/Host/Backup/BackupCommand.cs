using GridGov.Workflow.Engine.History.Archives;
using GridGov.Workflow.Engine.Runtime.Hosting;
using GridGov.Workflow.Host.Attachments;
using GridGov.Workflow.Host.Persistence;
using GridGov.Workflow.Host.Texts;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;

namespace GridGov.Workflow.Host.Backup;

/// <summary>
/// <c>--backup DIR</c>: copies the data folder while the Host runs, as it was at one moment. The copy is a data folder itself: a
/// restore is a start with <c>--data DIR</c>. A server's database is copied by the server's own tools (docs/backup.md).
/// </summary>
internal static class BackupCommand
{
    public const string Switch = "--backup";

    public static async Task<int> RunAsync(string[] args, TextWriter output)
    {
        var at = Array.IndexOf(args, Switch);
        if (at + 1 >= args.Length || args[at + 1].StartsWith("--", StringComparison.Ordinal))
        {
            await output.WriteLineAsync(UiTexts.InChinese("Backup.noFolder"));
            return 1;
        }

        var target = Path.GetFullPath(args[at + 1], Environment.CurrentDirectory);
        await using var app = HostApp.Build([.. args[..at], .. args[(at + 2)..]]);
        var source = app.Services.GetRequiredService<IOptions<HostOptions>>().Value.DataFolder;
        var audit = app.Services.GetRequiredService<WorkflowEngineOptions>().AuditFolder ?? source;
        var attachments = app.Services.GetRequiredService<IOptions<AttachmentOptions>>().Value.FolderIn(source);
        var provider = app.Services.GetRequiredService<IOptions<DatabaseOptions>>().Value.Provider;
        try
        {
            if (Directory.Exists(target) && Directory.EnumerateFileSystemEntries(target).Any())
            {
                await output.WriteLineAsync(UiTexts.InChinese("Backup.notEmpty", target));
                return 1;
            }

            var files = new BackupFolder(source, audit, attachments, app.Services.GetRequiredService<ArchiveFolder>().Root, target).Copy(withDatabase: provider == DatabaseProvider.Sqlite);
            await output.WriteLineAsync(UiTexts.InChinese("Backup.done", target, files));
            if (provider != DatabaseProvider.Sqlite) await output.WriteLineAsync(UiTexts.InChinese("Backup.server", provider));
            return 0;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or SqliteException)
        {
            await output.WriteLineAsync(UiTexts.InChinese("Backup.failed", e.Message));
            return 1;
        }
    }
}
