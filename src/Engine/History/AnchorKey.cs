using System.Security.Cryptography;
using System.Text;

namespace GridGov.Workflow.Engine.History;

/// <summary>
/// The ECDSA P-256 key that signs anchors. It lies in the data folder, readable by the service account only, with the public key
/// beside it for auditors. Whoever has both the database and this key can forge; keep a copy of the anchor file elsewhere.
/// </summary>
internal sealed class AnchorKey : IDisposable
{
    private readonly ECDsa _key;

    private AnchorKey(ECDsa key)
    {
        _key = key;
        Id = Convert.ToHexStringLower(SHA256.HashData(key.ExportSubjectPublicKeyInfo()).AsSpan(0, 8));
    }

    /// <summary>First 16 hex digits of the SHA-256 of the public key.</summary>
    public string Id { get; }

    /// <summary>Reads the key of the folder, or makes one.</summary>
    public static AnchorKey Open(string dataFolder)
    {
        var folder = Path.Combine(dataFolder, "keys");
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, "anchor-key.pem");
        if (!File.Exists(path)) Create(folder, path);
        var key = ECDsa.Create();
        key.ImportFromPem(File.ReadAllText(path));
        return new AnchorKey(key);
    }

    public byte[] Sign(byte[] hash) => _key.SignHash(hash);

    public bool Verify(byte[] hash, byte[] signature) => _key.VerifyHash(hash, signature);

    public void Dispose() => _key.Dispose();

    private static void Create(string folder, string path)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

        // Written under another name and moved without overwriting, so that two processes agree on one key; on the disk before it has its name, so that
        // a power cut leaves a whole key or none.
        var draft = Path.Combine(folder, $"anchor-key.{Environment.ProcessId}.tmp");
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var stream = new FileStream(draft, options))
        {
            stream.Write(Encoding.ASCII.GetBytes(key.ExportPkcs8PrivateKeyPem()));
            stream.Flush(flushToDisk: true);
        }

        try
        {
            File.Move(draft, path, overwrite: false);
            File.WriteAllText(Path.Combine(folder, "anchor-key.pub.pem"), key.ExportSubjectPublicKeyInfoPem());
        }
        catch (IOException) when (File.Exists(path))
        {
            File.Delete(draft);
        }
    }
}
