using System.Net.Sockets;
using GridGov.Workflow.Activities.Deadlines;
using GridGov.Workflow.Activities.Departments;
using GridGov.Workflow.Activities.Grids;
using GridGov.Workflow.Engine.Definitions;
using GridGov.Workflow.Engine.Definitions.Persistence;
using GridGov.Workflow.Engine.Definitions.Versioning;
using GridGov.Workflow.Engine.History;
using GridGov.Workflow.Engine.Persistence;
using GridGov.Workflow.Host.Accounts.Tokens;
using GridGov.Workflow.Host.Notices;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace GridGov.Workflow.Host.Health;

/// <summary>What <c>--check</c> looks at beyond the range of each option. One bad option must not hide what else is wrong.</summary>
internal sealed class SystemCheck(IServiceProvider services)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private string DataFolder => Path.GetFullPath(Bound<HostOptions>(HostOptions.Section).DataFolder, Environment.CurrentDirectory);

    public async Task<IReadOnlyList<CheckFinding>> RunAsync(CancellationToken stop)
    {
        var findings = new List<CheckFinding> { Folder(), Disk(), Keys() };
        findings.AddRange(Calendar());
        findings.AddRange(await DatabaseAsync(stop));
        findings.AddRange(await AddressesAsync(stop));
        return findings;
    }

    private CheckFinding Folder()
    {
        var folder = DataFolder;
        var probe = Path.Combine(folder, $".check-{Environment.ProcessId}");
        try
        {
            Directory.CreateDirectory(folder);
            File.WriteAllText(probe, "x");
            File.Delete(probe);
            return CheckFinding.Ok("folder.ok", folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return CheckFinding.Fault("folder", folder, e.Message);
        }
    }

    private CheckFinding Disk()
    {
        var disk = HealthLook.Disk(DataFolder, Bound<HealthOptions>(HealthOptions.Section));
        return disk.Status switch
        {
            HealthStatus.Ok => CheckFinding.Ok("disk.ok", disk.Text),
            HealthStatus.Warning => CheckFinding.Warning("disk", disk.Text),
            _ => CheckFinding.Fault("disk", disk.Text),
        };
    }

    // Keys that are not there yet are made at the first start; what counts is that those that are there can be read.
    private CheckFinding Keys()
    {
        try
        {
            var folder = Path.Combine(DataFolder, "keys");
            if (File.Exists(Path.Combine(folder, "token-signing.key"))) _ = services.GetRequiredService<TokenSigningKey>().Value;
            if (File.Exists(Path.Combine(folder, "anchor-key.pem"))) _ = services.GetRequiredService<AuditAnchors>().KeyId;
            return CheckFinding.Ok("keys.ok");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or System.Security.Cryptography.CryptographicException or ArgumentException or OptionsValidationException)
        {
            return CheckFinding.Fault("keys", e.Message);
        }
    }

    private IEnumerable<CheckFinding> Calendar()
    {
        var year = services.GetRequiredService<TimeProvider>().GetUtcNow().ToChina().Year;
        yield return WorkCalendar.China.Covers(year) ? CheckFinding.Ok("calendar.ok", year) : CheckFinding.Fault("calendar", year);
        yield return WorkCalendar.China.Covers(year + 1) ? CheckFinding.Ok("calendar.ok", year + 1) : CheckFinding.Warning("calendar.next", year + 1);
    }

    private async Task<IReadOnlyList<CheckFinding>> DatabaseAsync(CancellationToken stop)
    {
        await using var context = services.GetRequiredService<IWorkflowDb>().Open();
        if (context.Database.IsSqlite() && !File.Exists(context.Database.GetDbConnection().DataSource)) return [CheckFinding.Ok("database.new")];
        var (schema, isUsable) = await SchemaAsync(context, stop);
        return isUsable ? [schema, .. await DefinitionsAsync(stop)] : [schema];
    }

    private static async Task<(CheckFinding Finding, bool IsUsable)> SchemaAsync(WorkflowDbContext context, CancellationToken stop)
    {
        try
        {
            await context.Database.OpenConnectionAsync(stop);
            var schema = await DatabaseHealth.SchemaAsync(context, stop);
            if (schema.Status == HealthStatus.Ok) return (CheckFinding.Ok("database.ok"), true);
            return schema.Reason == "migrations.pending" ? (CheckFinding.Warning("database.pending", schema.Value!), false) : (CheckFinding.Fault("database.newer", schema.Value!), false);
        }
        catch (Exception e) when (e is System.Data.Common.DbException or InvalidOperationException or IOException or SocketException)
        {
            return (CheckFinding.Fault("database", e.GetBaseException().Message), false);
        }
    }

    private async Task<IReadOnlyList<CheckFinding>> DefinitionsAsync(CancellationToken stop)
    {
        var definitions = services.GetRequiredService<DefinitionQueries>();
        var compiler = services.GetRequiredService<IWorkflowCompiler>();
        var published = (await definitions.ListAsync(new DefinitionQuery { Versions = VersionOptions.Published }, stop)).Items;
        var findings = new List<CheckFinding>();
        foreach (var version in published)
        {
            var content = await definitions.FindAsync(version.ContentHash, stop);
            var faults = content is null
                ? ["content is missing"]
                : compiler.Compile(content).Faults.Where(fault => fault.Severity == FaultSeverity.Error).Select(fault => fault.Message).ToList();
            if (faults.Count > 0) findings.Add(CheckFinding.Fault("definition", version.Name ?? version.DefinitionId, version.Version, string.Join(" ", faults)));
        }

        if (findings.Count == 0) findings.Add(published.Count == 0 ? CheckFinding.Warning("definitions.none") : CheckFinding.Ok("definitions.ok", published.Count));
        return findings;
    }

    // Whoever is down now may be up when he is needed, and the outbox waits: a warning only.
    private async Task<IReadOnlyList<CheckFinding>> AddressesAsync(CancellationToken stop)
    {
        var departments = Bound<DepartmentApiOptions>(DepartmentApiOptions.Section);
        var grids = Bound<GridApiOptions>(GridApiOptions.Section);
        var findings = new List<CheckFinding>();
        var partners = new[] { departments.BaseAddress, grids.BaseAddress }
            .Concat(departments.Units.Values.Select(partner => partner.BaseAddress)).Concat(grids.Grids.Values.Select(partner => partner.BaseAddress))
            .Select(text => Uri.TryCreate(text, UriKind.Absolute, out var uri) ? uri : null).OfType<Uri>().Select(uri => (uri.Host, uri.Port)).Distinct();
        foreach (var (host, port) in partners)
        {
            findings.Add(await AnswersAsync(host, port, stop) ? CheckFinding.Ok("partner.ok", host, port) : CheckFinding.Warning("partner", host, port));
        }

        var mail = Bound<NoticeOptions>(NoticeOptions.Section).Mail;
        if (mail.Host is { Length: > 0 } server)
            findings.Add(await AnswersAsync(server, mail.Port, stop) ? CheckFinding.Ok("mail.ok", server, mail.Port) : CheckFinding.Warning("mail", server, mail.Port));
        return findings;
    }

    private T Bound<T>(string section)
        where T : new() => services.GetRequiredService<IConfiguration>().GetSection(section).Get<T>() ?? new T();

    private static async Task<bool> AnswersAsync(string host, int port, CancellationToken stop)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limit.CancelAfter(Patience);
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(host, port, limit.Token);
            return true;
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException)
        {
            return false;
        }
    }
}
