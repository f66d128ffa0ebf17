using GridGov.Workflow.Host;

if (args is ["demo", .. var rest]) return await GridGov.Workflow.Host.Demo.DemoCommand.RunAsync(rest);
await HostApp.Build(args).RunAsync();
return 0;

/// <summary>The entry point.</summary>
public partial class Program;
