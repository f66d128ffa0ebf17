using GridGov.Workflow.Host;

await HostApp.Build(args).RunAsync();

/// <summary>The entry point.</summary>
public partial class Program;
