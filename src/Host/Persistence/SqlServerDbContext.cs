using Microsoft.EntityFrameworkCore;

namespace GridGov.Workflow.Host.Persistence;

/// <summary><see cref="HostDbContext"/> on SQL Server, whose default would take two ids that differ in case for one.</summary>
public sealed class SqlServerDbContext(DbContextOptions<SqlServerDbContext> options) : HostDbContext(options)
{
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);
        configurationBuilder.Properties<string>().UseCollation("Latin1_General_100_BIN2");
    }
}
