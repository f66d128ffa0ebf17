using System.Security.Cryptography;
using System.Text;
using GridGov.Workflow.Host.Retention;
using Microsoft.Data.Sqlite;

namespace GridGov.Workflow.Host.Backup;

/// <summary>
/// Copies a data folder in the order that keeps it whole: the anchor file before the database, since a file that knows more anchors
/// than the database means that history was cut; attachments and archives after it, since rows name files that must be there. Whatever folders the
/// configuration spreads them over, in the copy they lie where a data folder has them.
/// </summary>
/// <param name="source">Data folder.</param>
/// <param name="audit">Folder of audit key and anchor file.</param>
/// <param name="attachments">Folder of the attachments.</param>
/// <param name="archives">Folder of archived histories.</param>
internal sealed class BackupFolder(string source, string audit, string attachments, string archives, string target)
{
    private const string Database = "gridgov.db";
    private const string Manifest = "SHA256SUMS";

    /// <returns>How many files were copied.</returns>
    public int Copy(bool withDatabase)
    {
        Directory.CreateDirectory(target);
        var files = new List<string>();
        CopyFile(audit, "audit-anchors.jsonl", "", files);
        CopyTree(Path.Combine(audit, "keys"), "keys", files);
        if (withDatabase) CopyDatabase(files);
        CopyTree(attachments, "attachments", files);
        CopyTree(archives, "archive", files);

        // Last, and with every other file in it: a backup without this file was interrupted.
        WriteThrough(Path.Combine(target, Manifest), string.Concat(files.Select(file => $"{HashOf(file)}  {file}\n")));
        return files.Count;
    }

    // A read transaction of its own: writers go on meanwhile, and the copy shows one moment.
    private void CopyDatabase(List<string> files)
    {
        var from = Path.Combine(source, Database);
        var to = Path.Combine(target, Database);
        using (var connection = Open(from))
        {
            Run(connection, "PRAGMA busy_timeout=60000");
            using var copy = connection.CreateCommand();
            copy.CommandTimeout = 0;
            copy.CommandText = "VACUUM INTO $to";
            copy.Parameters.AddWithValue("$to", to);
            copy.ExecuteNonQuery();
        }

        // SQLite does not wait for the disk here.
        using (var file = new FileStream(to, FileMode.Open, FileAccess.ReadWrite)) file.Flush(flushToDisk: true);
        using var check = Open(to);
        if (Run(check, "PRAGMA quick_check") is not "ok") throw new IOException($"The copy '{to}' is damaged; look at the disk and try again.");
        files.Add(Database);
    }

    private static SqliteConnection Open(string path)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadWrite, Pooling = false }.ToString());
        connection.Open();
        return connection;
    }

    private static string? Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar()?.ToString();
    }

    private void CopyTree(string root, string name, List<string> files)
    {
        if (!Directory.Exists(root)) return;
        var incoming = Path.Combine(root, "incoming") + Path.DirectorySeparatorChar;
        foreach (var file in Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            if (!file.StartsWith(incoming, StringComparison.Ordinal) && !file.EndsWith(CaseArchiver.Draft, StringComparison.Ordinal)) CopyFile(root, Path.GetRelativePath(root, file), name, files);
        }
    }

    private void CopyFile(string root, string file, string folder, List<string> files)
    {
        var from = Path.Combine(root, file);
        if (!File.Exists(from)) return;
        var name = Path.Combine(folder, file);
        var to = Path.Combine(target, name);
        Directory.CreateDirectory(Path.GetDirectoryName(to)!);

        // The modes go with the files: keys are for the service's account only.
        File.Copy(from, to);
        using (var copy = new FileStream(to, FileMode.Open, FileAccess.ReadWrite)) copy.Flush(flushToDisk: true);
        files.Add(name.Replace(Path.DirectorySeparatorChar, '/'));
    }

    private string HashOf(string name)
    {
        using var stream = File.OpenRead(Path.Combine(target, name));
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }

    private static void WriteThrough(string path, string text)
    {
        using var stream = new FileStream(path, FileMode.CreateNew, FileAccess.Write);
        stream.Write(Encoding.UTF8.GetBytes(text));
        stream.Flush(flushToDisk: true);
    }
}
