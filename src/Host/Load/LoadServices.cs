using GridGov.Workflow.Host.Health;

namespace GridGov.Workflow.Host.Load;

/// <summary>Registers the gate for commands, and tells how full the node is.</summary>
internal static class LoadServices
{
    // Long enough for whoever looks every minute.
    private static readonly TimeSpan Recent = TimeSpan.FromMinutes(2);

    public static IServiceCollection AddLoad(this IServiceCollection services)
    {
        services.AddOptions<LoadOptions>().BindConfiguration(LoadOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<CommandGate>();
        return services;
    }

    /// <summary>The node's part of the health report: a warning while commands are turned away.</summary>
    public static HealthPart Health(this CommandGate gate) => gate.SinceRefusal is { } since && since < Recent
        ? HealthPart.Warning("load", "full", (long)since.TotalSeconds)
        : HealthPart.Ok("load", gate.Inside);
}
