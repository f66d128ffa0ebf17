using GridGov.Workflow.Engine.Runtime.Hosting;
using Quartz;

namespace GridGov.Workflow.Host.Persistence;

/// <summary>Keeps the schedule in the database, so that each job runs on one node of the cluster.</summary>
internal static class ClusteredSchedule
{
    /// <summary>
    /// A node that missed its check-in for six seconds loses its jobs to another, about as soon as the cluster declares it dead. All jobs
    /// may run twice without harm, so a node that only slept does none.
    /// </summary>
    private static readonly TimeSpan CheckIn = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Missed = TimeSpan.FromSeconds(4);

    public static void UseClusteredSchedule(this WorkflowEngineOptions engine, DatabaseProvider provider, string connection) => engine.ConfigureQuartz = quartz =>
    {
        quartz.ConfigureScheduler(scheduler => scheduler.GenerateInstanceId = true);
        quartz.UsePersistentStore(store =>
        {
            if (provider == DatabaseProvider.PostgreSql) store.UsePostgres(Npgsql.NpgsqlFactory.Instance, connection);
            else store.UseSqlServer(Microsoft.Data.SqlClient.SqlClientFactory.Instance, connection);
            store.UseSystemTextJsonSerializer();
            store.ProvisionSchema();
            store.UseClustering(cluster => (cluster.CheckinInterval, cluster.CheckinMisfireThreshold) = (CheckIn, Missed));
        });
    };
}
