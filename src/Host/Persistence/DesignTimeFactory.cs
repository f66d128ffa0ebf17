using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace GridGov.Workflow.Host.Persistence;

/// <summary>
/// Lets <c>dotnet ef migrations add NAME --project src/Host --context CONTEXT --output-dir Persistence/Migrations/PROVIDER</c> see the
/// model without a running Host or a server. The model compiled beforehand, which a Host starts with, follows with
/// <c>dotnet ef dbcontext optimize --project src/Host --context CONTEXT --output-dir Persistence/Compiled/PROVIDER --namespace GridGov.Workflow.Host.Persistence.Compiled.PROVIDER</c>.
/// </summary>
internal sealed class DesignTimeFactory :
    IDesignTimeDbContextFactory<HostDbContext>, IDesignTimeDbContextFactory<PostgreSqlDbContext>, IDesignTimeDbContextFactory<SqlServerDbContext>
{
    private const string Nowhere = "Host=design-time";

    public HostDbContext CreateDbContext(string[] args) => new(new DbContextOptionsBuilder<HostDbContext>().UseSqlite("Data Source=design-time.db").Options);

    PostgreSqlDbContext IDesignTimeDbContextFactory<PostgreSqlDbContext>.CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<PostgreSqlDbContext>().UseNpgsql(Nowhere).Options);

    SqlServerDbContext IDesignTimeDbContextFactory<SqlServerDbContext>.CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqlServerDbContext>().UseSqlServer("Server=design-time").Options);
}
