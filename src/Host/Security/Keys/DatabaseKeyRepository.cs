using System.Xml.Linq;
using GridGov.Workflow.Engine.Persistence;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace GridGov.Workflow.Host.Security.Keys;

/// <summary>Keeps the keys of data protection in the database, where every node finds them.</summary>
internal sealed class DatabaseKeyRepository(IWorkflowDb db, TimeProvider time) : IXmlRepository
{
    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var context = db.Open();
        return [.. context.Set<DataProtectionKeyRow>().OrderBy(row => row.CreatedAt).ThenBy(row => row.Name).Select(row => row.Xml).AsEnumerable().Select(XElement.Parse)];
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        using var context = db.Open();
        context.Add(new DataProtectionKeyRow
        {
            Name = string.IsNullOrEmpty(friendlyName) ? Guid.CreateVersion7(time.GetUtcNow()).ToString() : friendlyName,
            Xml = element.ToString(SaveOptions.DisableFormatting),
            CreatedAt = time.GetUtcNow(),
        });
        context.SaveChanges();
    }
}
