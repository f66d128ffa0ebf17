using GridGov.Workflow.Host;
using Microsoft.Extensions.Options;

if (args is ["demo", .. var rest]) return await GridGov.Workflow.Host.Demo.DemoCommand.RunAsync(rest);
if (args.Contains(GridGov.Workflow.Host.Health.CheckCommand.Switch)) return await GridGov.Workflow.Host.Health.CheckCommand.RunAsync(args, Console.Out);
if (args.Contains(GridGov.Workflow.Host.Backup.BackupCommand.Switch)) return await GridGov.Workflow.Host.Backup.BackupCommand.RunAsync(args, Console.Out);
if (args.Contains(GridGov.Workflow.Host.Retention.VerifyArchiveCommand.Switch)) return await GridGov.Workflow.Host.Retention.VerifyArchiveCommand.RunAsync(args, Console.Out);
try
{
    await HostApp.Build(args).RunAsync();
    return Environment.ExitCode;
}
catch (Exception e) when (e is InvalidOperationException or OptionsValidationException or IOException)
{
    // A setting, a port or a folder that does not do: for the operator to mend, and no crash of the program. The log has the rest.
    await Console.Error.WriteLineAsync(e.Message);
    return 1;
}

/// <summary>The entry point.</summary>
public partial class Program;
