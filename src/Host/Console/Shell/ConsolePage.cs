using GridGov.Workflow.Host.Console.Session;
using GridGov.Workflow.Host.Console.Texts;
using GridGov.Workflow.Host.Problems;
using GridGov.Workflow.Host.Texts;
using Microsoft.AspNetCore.Components;

namespace GridGov.Workflow.Host.Console.Shell;

/// <summary>What every page does the same way: reads as the person of the circuit, and shows a refusal instead of failing.</summary>
public abstract class ConsolePage : ComponentBase, IDisposable
{
    private readonly CancellationTokenSource _left = new();

    protected ConsolePage() => Left = _left.Token;

    [Inject] private protected ConsoleSession Session { get; set; } = null!;

    [Inject] private protected UiTexts Texts { get; set; } = null!;

    [Inject] private protected Names Names { get; set; } = null!;

    [Inject] private protected PersonNames People { get; set; } = null!;

    [Inject] private protected TimeWords Times { get; set; } = null!;

    [Inject] private protected NavigationManager Navigation { get; set; } = null!;

    /// <summary>Cancelled when the person leaves the page.</summary>
    protected CancellationToken Left { get; }

    /// <summary>Why the page or its last action came to nothing.</summary>
    protected ProblemException? Problem { get; set; }

    protected bool IsBusy { get; private set; }

    /// <summary>Runs a read or an action; a refusal becomes <see cref="Problem"/>.</summary>
    /// <returns>True when it succeeded.</returns>
    protected async Task<bool> TryAsync(Func<Task> work)
    {
        ArgumentNullException.ThrowIfNull(work);
        IsBusy = true;
        try
        {
            People.ReadBy(await Session.PersonAsync());
            await work();
            Problem = null;
            return true;
        }
        catch (ProblemException refused)
        {
            Problem = refused;
            if (refused.Status == StatusCodes.Status401Unauthorized) Navigation.NavigateTo(SessionEnd.SignInUrl(Navigation), forceLoad: true);
            return false;
        }
        catch (OperationCanceledException) when (Left.IsCancellationRequested)
        {
            return false;
        }
        finally
        {
            IsBusy = false;
        }
    }

    public void Dispose()
    {
        _left.Cancel();
        Leave();
        _left.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>The person leaves the page.</summary>
    protected virtual void Leave()
    {
    }
}
