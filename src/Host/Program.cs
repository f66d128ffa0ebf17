using GridGov.Workflow.Host;

if (args is ["demo", .. var rest]) return await GridGov.Workflow.Host.Demo.DemoCommand.RunAsync(rest);
if (args.Contains(GridGov.Workflow.Host.Health.CheckCommand.Switch)) return await GridGov.Workflow.Host.Health.CheckCommand.RunAsync(args, Console.Out);
if (args.Contains(GridGov.Workflow.Host.Backup.BackupCommand.Switch)) return await GridGov.Workflow.Host.Backup.BackupCommand.RunAsync(args, Console.Out);
if (args.Contains(GridGov.Workflow.Host.Retention.VerifyArchiveCommand.Switch)) return await GridGov.Workflow.Host.Retention.VerifyArchiveCommand.RunAsync(args, Console.Out);
await HostApp.Build(args).RunAsync();
return 0;

/// <summary>The entry point.</summary>
public partial class Program;
