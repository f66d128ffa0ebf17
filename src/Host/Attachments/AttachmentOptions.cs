using System.ComponentModel.DataAnnotations;

namespace GridGov.Workflow.Host.Attachments;

/// <summary>Bounds of attachments; section <c>GridGov:Attachments</c>.</summary>
public sealed class AttachmentOptions
{
    public const string Section = HostOptions.Section + ":Attachments";

    /// <summary>Folder of the files; one that all nodes of a cluster share. Default: <c>attachments</c> in the data folder.</summary>
    public string? Folder { get; set; }

    /// <summary>The folder in use.</summary>
    internal string FolderIn(string dataFolder) => Path.GetFullPath(Folder ?? Path.Combine(dataFolder, "attachments"));

    /// <summary>Largest file of staff and systems, in MB.</summary>
    [Range(1, 500)]
    public int MaxMegabytes { get; set; } = 50;

    /// <summary>Largest photo on the public page, in MB.</summary>
    [Range(1, 50)]
    public int MaxPublicMegabytes { get; set; } = 8;

    /// <summary>Most photos of one public form.</summary>
    [Range(1, 10)]
    public int MaxPublicPhotos { get; set; } = 3;

    public long MaxBytes => MaxMegabytes * 1024L * 1024;

    public long MaxPublicBytes => MaxPublicMegabytes * 1024L * 1024;
}
