using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;

namespace GridGov.Workflow.Host.Accounts.Tokens;

/// <summary>
/// The secret that signs our tokens: 64 random bytes, made at first use and kept in the data folder, encrypted by data
/// protection. Nodes that share the folder share the key.
/// </summary>
internal sealed class TokenSigningKey(IOptions<HostOptions> options, IDataProtectionProvider protection)
{
    private const int Bytes = 64;
    private readonly Lazy<SymmetricSecurityKey> _key = new(() => Load(
        Path.Combine(options.Value.DataFolder, "keys", "token-signing.key"), protection.CreateProtector("GridGov.Workflow.TokenSigningKey")));

    public SymmetricSecurityKey Value => _key.Value;

    private static SymmetricSecurityKey Load(string file, IDataProtector protector)
    {
        if (!File.Exists(file)) Create(file, protector);
        return new SymmetricSecurityKey(protector.Unprotect(File.ReadAllBytes(file)));
    }

    private static void Create(string file, IDataProtector protector)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        var own = $"{file}.{Environment.ProcessId}";
        File.WriteAllBytes(own, protector.Protect(RandomNumberGenerator.GetBytes(Bytes)));
        try
        {
            File.Move(own, file, overwrite: false);
        }
        catch (IOException) when (File.Exists(file))
        {
            // Another node was first; its key is the key.
            File.Delete(own);
        }
    }
}
