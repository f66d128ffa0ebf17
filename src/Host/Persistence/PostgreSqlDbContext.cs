using Microsoft.EntityFrameworkCore;

namespace GridGov.Workflow.Host.Persistence;

/// <summary><see cref="HostDbContext"/> on PostgreSQL. Texts compare by code point, as everywhere in the product.</summary>
public sealed class PostgreSqlDbContext(DbContextOptions<PostgreSqlDbContext> options) : HostDbContext(options)
{
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);
        configurationBuilder.Properties<string>().UseCollation("C");
    }
}
