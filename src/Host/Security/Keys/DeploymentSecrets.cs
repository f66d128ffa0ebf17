using GridGov.Workflow.Engine.Persistence;
using Microsoft.EntityFrameworkCore;

namespace GridGov.Workflow.Host.Security.Keys;

/// <summary>Values of the deployment by name; the first node that needs one makes it.</summary>
internal sealed class DeploymentSecrets(IWorkflowDb db)
{
    /// <summary>The stored value; when there is none, the given one is stored and is the value from now on.</summary>
    public byte[] FindOrAdd(string name, Func<byte[]> make)
    {
        if (Find(name) is { } found) return found;
        try
        {
            using var context = db.Open();
            var row = new DeploymentSecretRow { Name = name, Value = make() };
            context.Add(row);
            context.SaveChanges();
            return row.Value;
        }
        catch (DbUpdateException) when (Find(name) is not null)
        {
            // Another node was first; its value is the value.
            return Find(name)!;
        }
    }

    public void Replace(string name, byte[] value)
    {
        using var context = db.Open();
        context.Set<DeploymentSecretRow>().Where(row => row.Name == name).ExecuteUpdate(set => set.SetProperty(row => row.Value, value));
    }

    private byte[]? Find(string name)
    {
        using var context = db.Open();
        return context.Set<DeploymentSecretRow>().Where(row => row.Name == name).Select(row => row.Value).FirstOrDefault();
    }
}
