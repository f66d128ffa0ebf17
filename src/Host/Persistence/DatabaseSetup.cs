using GridGov.Workflow.Engine.Runtime.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace GridGov.Workflow.Host.Persistence;

/// <summary>Registers the configured database.</summary>
internal static class DatabaseSetup
{
    /// <returns>What was configured, with the connection string of a server.</returns>
    /// <exception cref="InvalidOperationException">A server without a connection string; names the setting.</exception>
    public static ConfiguredDatabase AddDatabase(this IServiceCollection services, IConfiguration configuration, string dataFolder)
    {
        services.AddOptions<DatabaseOptions>().BindConfiguration(DatabaseOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        var options = Read(configuration);
        string? connection = null;
        switch (options.Provider)
        {
            case DatabaseProvider.Sqlite:
                services.AddDb<HostDbContext>(db => db.UseSqlite($"Data Source={Path.Combine(dataFolder, "gridgov.db")}"));
                break;
            case DatabaseProvider.PostgreSql:
                connection = PostgreSqlSettings.Complete(Connection(configuration, options.Provider));
                services.AddServerDb<PostgreSqlDbContext>(db => db.UseNpgsql(connection));
                break;
            case DatabaseProvider.SqlServer:
                connection = Connection(configuration, options.Provider);
                services.AddServerDb<SqlServerDbContext>(db => db.UseSqlServer(connection));
                break;
            default:
                throw new InvalidOperationException($"Unknown provider '{options.Provider}'.");
        }

        return new ConfiguredDatabase(options.Provider, options.Writers, connection);
    }

    private static DatabaseOptions Read(IConfiguration configuration)
    {
        var named = configuration[$"{DatabaseOptions.Section}:{nameof(DatabaseOptions.Provider)}"];
        if (named is not null && !Enum.GetNames<DatabaseProvider>().Contains(named, StringComparer.OrdinalIgnoreCase))
        {
            throw new InvalidOperationException(
                $"{DatabaseOptions.Section}:{nameof(DatabaseOptions.Provider)} is '{named}'; allowed are {string.Join(", ", Enum.GetNames<DatabaseProvider>())}.");
        }

        return configuration.GetSection(DatabaseOptions.Section).Get<DatabaseOptions>() ?? new DatabaseOptions();
    }

    private static string Connection(IConfiguration configuration, DatabaseProvider provider) =>
        configuration.GetConnectionString(DatabaseOptions.ConnectionName) is { Length: > 0 } text
            ? text
            : throw new InvalidOperationException(
                $"{DatabaseOptions.Section}:{nameof(DatabaseOptions.Provider)} is {provider}, but ConnectionStrings:{DatabaseOptions.ConnectionName} is missing; " +
                $"set it (environment: ConnectionStrings__{DatabaseOptions.ConnectionName}), or use {DatabaseProvider.Sqlite}.");

    private static void AddServerDb<TContext>(this IServiceCollection services, Action<DbContextOptionsBuilder> configure)
        where TContext : HostDbContext
    {
        services.AddDb<TContext>(configure);
        services.TryAddSingleton<IDbContextFactory<HostDbContext>, Factory<TContext>>();
    }

    private static void AddDb<TContext>(this IServiceCollection services, Action<DbContextOptionsBuilder> configure)
        where TContext : HostDbContext =>
        services.AddWorkflowDb<TContext>((_, db) =>
        {
            configure(db);

            // Whether migrations and model agree is a test's question: asked at each start, it would cost building the model from its
            // configurations, which the compiled one spares.
            db.ConfigureWarnings(warnings => warnings.Ignore(RelationalEventId.PendingModelChangesWarning));
        });

    /// <summary>Gives a provider's context to those who know the common one.</summary>
    private sealed class Factory<TContext>(IDbContextFactory<TContext> own) : IDbContextFactory<HostDbContext>
        where TContext : HostDbContext
    {
        public HostDbContext CreateDbContext() => own.CreateDbContext();
    }
}
