using Microsoft.EntityFrameworkCore;

namespace GridGov.Workflow.Engine.Definitions.Persistence;

/// <summary>Opens a context whose model holds the definition tables. Thread-safe; the caller disposes the context.</summary>
public interface IDefinitionDb
{
    DbContext Open();
}
