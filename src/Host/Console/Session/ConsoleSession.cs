using System.Security.Claims;
using GridGov.Workflow.Activities.Directory;
using GridGov.Workflow.Engine.Execution;
using GridGov.Workflow.Engine.Runtime;
using GridGov.Workflow.Host.Accounts;
using GridGov.Workflow.Host.Problems;
using GridGov.Workflow.Host.Requests;
using GridGov.Workflow.Host.Security;
using GridGov.Workflow.Host.Texts;
using Microsoft.AspNetCore.Components.Authorization;

namespace GridGov.Workflow.Host.Console.Session;

/// <summary>
/// How a page of the console reaches the application: each operation runs in a scope of its own with the person of the circuit
/// as its actor, through the same services as the REST endpoints. A circuit lives for hours, so nothing that holds a connection
/// may live in it.
/// </summary>
internal sealed class ConsoleSession(
    AuthenticationStateProvider authentication, IServiceScopeFactory scopes, IDirectory directory, IBusinessClock clock, UiTexts texts, ILogger<ConsoleSession> logger)
{
    /// <summary>Business time.</summary>
    public DateTimeOffset Now => clock.Now;

    /// <summary>Id of the person who is signed in.</summary>
    /// <exception cref="ProblemException">401: the session ended while the page was open.</exception>
    public async Task<string> PersonIdAsync()
    {
        var state = await authentication.GetAuthenticationStateAsync();
        return state.User.FindFirstValue(ClaimTypes.NameIdentifier)
            ?? throw new ProblemException(StatusCodes.Status401Unauthorized, "session.ended", "The session has ended. Sign in again.");
    }

    /// <exception cref="ProblemException">401: signed out, or no longer in the directory.</exception>
    public async Task<Person> PersonAsync() => directory.Current.PersonById(await PersonIdAsync())
        ?? throw new ProblemException(StatusCodes.Status401Unauthorized, "session.ended", "The person is no longer in the directory.");

    /// <summary>Runs one operation as the person.</summary>
    /// <exception cref="ProblemException">Refused; whatever else goes wrong is logged and becomes one too, without its text.</exception>
    public async Task<T> RunAsync<T>(Func<IServiceProvider, Task<T>> operation)
    {
        var personId = await PersonIdAsync();
        await using var scope = scopes.CreateAsyncScope();
        var services = scope.ServiceProvider;
        if (!services.GetRequiredService<AccountGate>().IsKnown(personId))
            throw new ProblemException(StatusCodes.Status401Unauthorized, "session.ended", "The person is no longer in the directory.");
        services.GetRequiredService<CurrentUser>().Set(personId, new Actor(personId), isTrustedSystem: false);
        services.GetRequiredService<UiTexts>().Use(texts.Language);
        try
        {
            return await operation(services);
        }
        catch (Exception error) when (error is not ProblemException and not OperationCanceledException)
        {
            logger.LogOperationFailed(error);
            throw Unavailability.Is(error)
                ? new ProblemException(StatusCodes.Status503ServiceUnavailable, "unavailable", "The service cannot do this at present.")
                : new ProblemException(StatusCodes.Status500InternalServerError, "internal", "Something went wrong on our side.");
        }
    }

    /// <summary>Sends a command as the person.</summary>
    /// <param name="route">Names the operation, such as <c>tasks/…/claim</c>.</param>
    /// <param name="key">Made once per form, see <see cref="FormKey"/>.</param>
    public Task<TReply> SendAsync<TBody, TReply>(string route, string key, TBody body, Func<IServiceProvider, Command<TBody>, Task<TReply>> send) =>
        RunAsync(services => send(services, Command<TBody>.Of(body, "console " + route, key, services.GetRequiredService<CurrentUser>(), clock.Now)));
}

internal static partial class ConsoleSessionLog
{
    [LoggerMessage(LogLevel.Error, "An operation of the console failed")]
    public static partial void LogOperationFailed(this ILogger logger, Exception error);
}
