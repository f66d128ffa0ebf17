using Microsoft.Extensions.Options;

namespace GridGov.Workflow.Host.Health;

/// <summary>
/// <c>--check</c>: looks at everything that a start would stumble over, without starting: nothing is migrated, seeded or sent. Prints
/// each finding with how to mend it; the exit code is 1 when something must be mended.
/// </summary>
internal static class CheckCommand
{
    public const string Switch = "--check";

    public static async Task<int> RunAsync(string[] args, TextWriter output)
    {
        var findings = new List<CheckFinding>();
        try
        {
            await using var app = HostApp.Build([.. args.Where(arg => arg != Switch)]);
            findings.AddRange(Options(app.Services));
            findings.AddRange(await new SystemCheck(app.Services).RunAsync(CancellationToken.None));
        }
        catch (OptionsValidationException e)
        {
            findings.AddRange(e.Failures.Select(failure => CheckFinding.Fault("options", failure)));
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException or IOException or UnauthorizedAccessException or FormatException)
        {
            findings.Add(CheckFinding.Fault("options", e.Message));
        }

        foreach (var finding in findings) await output.WriteLineAsync(finding.ToString());
        var faults = findings.Count(finding => finding.Status == HealthStatus.Failed);
        await output.WriteLineAsync(Texts.UiTexts.InChinese("Check.sum", findings.Count, faults, findings.Count(finding => finding.Status == HealthStatus.Warning)));
        return faults == 0 ? 0 : 1;
    }

    private static IEnumerable<CheckFinding> Options(IServiceProvider services)
    {
        try
        {
            services.GetRequiredService<IStartupValidator>().Validate();
        }
        catch (OptionsValidationException e)
        {
            return e.Failures.Select(failure => CheckFinding.Fault("options", failure));
        }
        catch (AggregateException e)
        {
            return e.InnerExceptions.OfType<OptionsValidationException>().SelectMany(inner => inner.Failures).Select(failure => CheckFinding.Fault("options", failure));
        }

        return [CheckFinding.Ok("options.ok")];
    }
}
