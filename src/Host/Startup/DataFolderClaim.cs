using Microsoft.Extensions.Options;

namespace GridGov.Workflow.Host.Startup;

/// <summary>
/// An embedded database belongs to one process: two would run the same timers and send the same effects. The claim lasts until this one ends;
/// it is a lock of the operating system, which takes it back from a killed process too.
/// </summary>
internal sealed class DataFolderClaim(IOptions<HostOptions> options) : IDisposable
{
    private const string FileName = "in-use";
    private FileStream? _file;

    /// <exception cref="InvalidOperationException">Another process has the folder, or no file can be made in it; names it.</exception>
    public void Take()
    {
        var folder = options.Value.DataFolder;
        try
        {
            _file = new FileStream(Path.Combine(folder, FileName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException e) when (e is not (DirectoryNotFoundException or FileNotFoundException or PathTooLongException))
        {
            throw new InvalidOperationException($"The data folder '{folder}' cannot be claimed: {e.Message} If another Host works on it, stop that one, or start this one with another --data.", e);
        }
    }

    public void Dispose() => _file?.Dispose();
}
