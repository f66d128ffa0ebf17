using System.Text;
using GridGov.Workflow.Engine.History;
using GridGov.Workflow.Engine.Runtime.Hosting;
using Microsoft.Extensions.Options;

namespace GridGov.Workflow.Host.Security.Keys;

/// <summary>
/// Keeps a node with another audit key out of a cluster: anchors that it signed would look forged to the others. The key itself stays
/// out of the database, because it is what proves that the database was not rewritten.
/// </summary>
internal sealed class AuditKeyCheck(DeploymentSecrets secrets, AuditAnchors anchors, WorkflowEngineOptions engine, IOptions<KeyOptions> options)
{
    private const string Name = "audit-key-id";

    /// <exception cref="InvalidOperationException">The key is not the deployment's; says where it lies and what to do.</exception>
    public void Throw()
    {
        if (engine.IsSingleNode) return;
        var own = Encoding.ASCII.GetBytes(anchors.KeyId);
        var known = secrets.FindOrAdd(Name, () => own);
        if (known.AsSpan().SequenceEqual(own)) return;
        if (options.Value.AcceptNewAuditKey)
        {
            secrets.Replace(Name, own);
            return;
        }

        throw new InvalidOperationException(
            $"The audit key of this node in '{Path.GetFullPath(engine.AuditFolder ?? engine.DataFolder)}' is {anchors.KeyId}; the deployment's is {Encoding.ASCII.GetString(known)}. " +
            "Let GridGov:Engine:AuditFolder name one folder that all nodes share (keys/anchor-key.pem and audit-anchors.jsonl), or restore that folder from its backup. " +
            $"Only when the old key is lost for good: start once with {KeyOptions.Section}:{nameof(KeyOptions.AcceptNewAuditKey)}=true; anchors signed before do not verify any more.");
    }
}
