using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace GridGov.Workflow.Activities.Persistence;

/// <summary>Lets <c>dotnet ef migrations add NAME --project src/Activities</c> see the model without a running Host.</summary>
internal sealed class DesignTimeFactory : IDesignTimeDbContextFactory<GovernanceDbContext>
{
    public GovernanceDbContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<GovernanceDbContext>().UseSqlite("Data Source=design-time.db").Options);
}
