using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using GridGov.Workflow.Engine.Persistence;
using GridGov.Workflow.Host.Problems;
using GridGov.Workflow.Host.Security;
using Microsoft.EntityFrameworkCore;

namespace GridGov.Workflow.Host.Requests;

/// <summary>
/// Idempotency-Key for POSTs that move no instance (definitions, directory): the first answer is kept for seven days and
/// given again. A key whose first request never finished may be used again after a minute.
/// </summary>
internal sealed class IdempotentPosts(IWorkflowDb db, TimeProvider time, CurrentUser user) : IEndpointFilter
{
    private static readonly TimeSpan Keep = TimeSpan.FromDays(7);
    private static readonly TimeSpan Unfinished = TimeSpan.FromMinutes(1);

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        var given = http.Request.Headers[IdempotencyKey.Header].ToString();
        if (given.Length == 0) return await next(context);

        var route = $"{http.Request.Method} {http.Request.Path.Value}";
        if (route.Length > 150) route = Hash(Encoding.UTF8.GetBytes(route));
        var key = Hash(Encoding.UTF8.GetBytes(given));
        var body = http.Items[RequestBody.BytesItem] is ReadOnlyMemory<byte> bytes ? Hash(bytes.Span) : "";
        if (await ReserveAsync(route, key, body, http.RequestAborted) is { } answer) return answer;

        var result = await next(context);
        var value = result is IValueHttpResult valued ? valued.Value : result is IResult ? null : result;
        var status = result is IStatusCodeHttpResult { StatusCode: { } code } ? code : StatusCodes.Status200OK;
        await using var store = db.Open();
        await store.IdempotencyKeys
            .Where(row => row.Principal == user.PrincipalId && row.Route == route && row.Key == key)
            .ExecuteUpdateAsync(row => row
                .SetProperty(r => r.Status, status)
                .SetProperty(r => r.Response, value is null ? null : JsonSerializer.Serialize(value, RequestBody.Options))
                .SetProperty(r => r.ExpiresAt, time.GetUtcNow() + Keep), CancellationToken.None);
        return result;
    }

    /// <returns>The stored answer of an earlier request, or null when this one may run.</returns>
    private async Task<IResult?> ReserveAsync(string route, string key, string body, CancellationToken stop)
    {
        await using var context = db.Open();
        var now = time.GetUtcNow();
        var row = await context.IdempotencyKeys.AsTracking()
            .FirstOrDefaultAsync(row => row.Principal == user.PrincipalId && row.Route == route && row.Key == key, stop);
        if (row is not null && row.ExpiresAt > now)
        {
            if (row.BodyHash != body)
            {
                throw new ProblemException(StatusCodes.Status422UnprocessableEntity, "idempotency.body-differs",
                    "This Idempotency-Key was used with another body. Send the same body again, or take a new key.")
                { Field = IdempotencyKey.Header };
            }

            if (row.Status == 0)
            {
                throw new ProblemException(StatusCodes.Status409Conflict, "idempotency.in-progress",
                    "The first request with this Idempotency-Key still runs. Try again in a moment.");
            }

            return row.Response is null ? Results.StatusCode(row.Status) : Results.Content(row.Response, "application/json", Encoding.UTF8, row.Status);
        }

        if (row is not null) context.Remove(row);
        context.Add(new IdempotencyKeyRow
        {
            Principal = user.PrincipalId,
            Route = route,
            Key = key,
            BodyHash = body,
            ExpiresAt = now + Unfinished,
        });
        try
        {
            await context.SaveChangesAsync(stop);
            return null;
        }
        catch (DbUpdateException error) when (!Unavailability.Is(error))
        {
            throw new ProblemException(StatusCodes.Status409Conflict, "idempotency.in-progress",
                "Another request with this Idempotency-Key came in the same moment. Try again in a moment.");
        }
    }

    private static string Hash(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
