namespace GridGov.Workflow.Host.Security.Keys;

/// <summary>How the keys in the database are kept; section <c>GridGov:Keys</c>.</summary>
public sealed class KeyOptions
{
    public const string Section = HostOptions.Section + ":Keys";

    /// <summary>PKCS #12 file of the certificate that encrypts the keys; without one, whoever has the database has them too.</summary>
    public string? Certificate { get; set; }
    public string? CertificatePassword { get; set; }

    /// <summary>Earlier certificates, with the same password: what they encrypted stays readable.</summary>
    public IList<string> EarlierCertificates { get; } = [];

    /// <summary>Accepts this node's audit key in place of the one that the deployment had, which is lost. For one start.</summary>
    public bool AcceptNewAuditKey { get; set; }
}
