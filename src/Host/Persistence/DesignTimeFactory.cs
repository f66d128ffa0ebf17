using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace GridGov.Workflow.Host.Persistence;

/// <summary>Lets <c>dotnet ef migrations add NAME --project src/Host --output-dir Persistence/Migrations</c> see the model without a running Host.</summary>
internal sealed class DesignTimeFactory : IDesignTimeDbContextFactory<HostDbContext>
{
    public HostDbContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<HostDbContext>().UseSqlite("Data Source=design-time.db").Options);
}
