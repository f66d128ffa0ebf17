using Orleans.Runtime;

namespace GridGov.Workflow.Engine.Runtime.Cluster;

/// <summary>References to instances' grains. Orleans reads the attributes of an interface at each look-up by type; the names that it finds are kept here.</summary>
internal sealed class InstanceReferences(IGrainFactory grains)
{
    private readonly Lazy<(GrainType Type, GrainInterfaceType Interface)> _names = new(() => NamesOf(grains), LazyThreadSafetyMode.PublicationOnly);

    public IWorkflowInstance Of(string instanceId)
    {
        var names = _names.Value;
        return (IWorkflowInstance)grains.GetGrain(GrainId.Create(names.Type, IdSpan.Create(instanceId)), names.Interface);
    }

    private static (GrainType Type, GrainInterfaceType Interface) NamesOf(IGrainFactory grains)
    {
        var any = (GrainReference)grains.GetGrain<IWorkflowInstance>("any");
        return (any.GrainId.Type, any.InterfaceType);
    }
}
