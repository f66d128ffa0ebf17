using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Threading.RateLimiting;
using GridGov.Workflow.Activities.Cases;
using GridGov.Workflow.Activities.Cases.Rows;
using GridGov.Workflow.Activities.PersonalData;
using GridGov.Workflow.Engine.Persistence;
using GridGov.Workflow.Engine.Runtime;
using GridGov.Workflow.Host.Problems;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace GridGov.Workflow.Host.Public;

/// <summary>
/// Finds a case by its query code and the last four digits of the requester's phone; by the code alone where no phone was left
/// (domain.md §7.5). A wrong code and a wrong phone get the same answer after the same time.
/// </summary>
internal sealed class PublicCases(IWorkflowDb db, IWorkflowRuntime runtime, PersonalDataStore personal, IOptions<PublicOptions> options, TimeProvider time) : IDisposable
{
    private const int TailLength = 4;
    private const int CodeLength = 8;
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(15);
    private readonly PartitionedRateLimiter<string> _tries = PartitionedRateLimiter.Create<string, string>(code => RateLimitPartition.GetFixedWindowLimiter(code, _ => new FixedWindowRateLimiterOptions
    {
        PermitLimit = options.Value.TriesPerCode,
        Window = Window,
    }));

    /// <summary>The last four digits of a phone number, however it is written.</summary>
    public static string TailOf(string? phone)
    {
        var digits = new string([.. (phone ?? "").Where(char.IsAsciiDigit)]);
        return digits.Length >= TailLength ? digits[^TailLength..] : digits;
    }

    /// <returns>The case and whether a phone proved it; null when code and phone do not belong together.</returns>
    /// <exception cref="ProblemException">429 after too many wrong tries at this code.</exception>
    public async Task<(GovCase Case, bool HasPhone)?> FindAsync(string? queryCode, string? phoneTail, CancellationToken stop)
    {
        var started = time.GetTimestamp();
        var code = new string([.. (queryCode ?? "").Where(char.IsAsciiLetterOrDigit)]).ToUpperInvariant();
        if (code.Length > CodeLength) code = code[..CodeLength];
        if (_tries.GetStatistics(code) is { CurrentAvailablePermits: 0 })
        {
            throw new ProblemException(StatusCodes.Status429TooManyRequests, "public.too-many-tries",
                $"Too many wrong tries at this query code; it can be asked for again after {Window.TotalMinutes:0} minutes.");
        }

        var found = await ReadAsync(code, stop);
        if (found is not null && await ProofAsync(found, TailOf(phoneTail), stop) is { } hasPhone) return (found, hasPhone);
        using (_tries.AttemptAcquire(code))
        {
            var left = TimeSpan.FromMilliseconds(options.Value.RefusalMilliseconds) - time.GetElapsedTime(started);
            if (left > TimeSpan.Zero) await Task.Delay(left, time, stop);
        }

        return null;
    }

    /// <summary>The case of a ticket.</summary>
    public async Task<GovCase?> FindAsync(CaseTicket ticket, CancellationToken stop) =>
        await ReadAsync(ticket.QueryCode, stop) is { } found && found.CaseNumber == ticket.CaseNumber ? found : null;

    public void Dispose() => _tries.Dispose();

    private async Task<GovCase?> ReadAsync(string code, CancellationToken stop)
    {
        await using var context = db.Open();
        var instanceId = await context.Set<CaseRow>().Where(row => row.QueryCode == code).Select(row => row.InstanceId).FirstOrDefaultAsync(stop);
        return instanceId is null ? null : (await runtime.FindStateAsync(instanceId, stop))?.Subject as GovCase;
    }

    // Null = not proved. Who left a phone is asked for it; who left none has the code only.
    private async Task<bool?> ProofAsync(GovCase @case, string tail, CancellationToken stop)
    {
        if (@case.Requester.Hash is null) return false;
        var fits = @case.Requester.Reference is { } reference && tail.Length == TailLength
            && await personal.TestAsync(reference, values => IsTail(values, tail), stop);
        return fits ? true : null;
    }

    private static bool IsTail(JsonElement values, string tail) =>
        values.ValueKind == JsonValueKind.Object && values.TryGetProperty("phone", out var phone) && phone.ValueKind == JsonValueKind.String
        && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(TailOf(phone.GetString())), Encoding.UTF8.GetBytes(tail));
}
