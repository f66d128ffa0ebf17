using System.Net;
using GridGov.Workflow.Engine.Persistence;
using Microsoft.EntityFrameworkCore;
using Orleans.Runtime;

namespace GridGov.Workflow.Host.Tests.Cluster;

/// <summary>A test's database as the engine opens it.</summary>
internal sealed class OneDb(Func<WorkflowDbContext> open) : IWorkflowDb
{
    public WorkflowDbContext Open()
    {
        var context = open();
        context.ChangeTracker.AutoDetectChangesEnabled = false;
        context.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
        return context;
    }
}

/// <summary>The node that looks at the table.</summary>
internal sealed class Self : ILocalSiloDetails
{
    public const string Machine = "this-machine";

    public string Name => "self";
    public string ClusterId => "";
    public string DnsHostName => Machine;
    public SiloAddress SiloAddress { get; } = SiloAddress.New(IPAddress.Loopback, 11_111, 1);
    public SiloAddress GatewayAddress => SiloAddress;
}
