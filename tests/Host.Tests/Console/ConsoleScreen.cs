using GridGov.Workflow.Host.Tests.Browser;
using GridGov.Workflow.Host.Tests.Hosting;
using Microsoft.Playwright;

namespace GridGov.Workflow.Host.Tests.Console;

/// <summary>A browser window on the console, in the words of a user.</summary>
internal sealed class ConsoleScreen(StudioWindow window) : IAsyncDisposable
{
    public IPage Page => window.Page;

    public StudioWindow Window => window;

    public static async Task<ConsoleScreen> OpenAsync(BrowserFixture fixture, string person, IRunningHost? host = null) => new(await fixture.OpenAsync(person, host));

    /// <summary>Opens a page and waits until its data is there.</summary>
    public async Task GoAsync(string path)
    {
        await Page.GotoAsync(path);
        await ReadyAsync();
    }

    public async Task ReadyAsync()
    {
        await Page.WaitForSelectorAsync("main h1");
        await Page.WaitForFunctionAsync("() => !document.querySelector('main .loading')");
    }

    /// <summary>Opens the person's task of this case from the inbox, as a person does.</summary>
    public async Task OpenTaskAsync(string caseNumber)
    {
        await GoAsync($"/?q={caseNumber}");
        await Page.ClickAsync(".rows.tasks a");
        await window.ArriveAsync("/tasks/.+");
        await ReadyAsync();
    }

    /// <summary>Chooses an outcome by its button; the only one needs no choice.</summary>
    public async Task ChooseAsync(string outcome)
    {
        await Page.ClickAsync($"button.outcome:text-is('{outcome}')");
        await Page.WaitForSelectorAsync($"button.outcome[aria-pressed=true]:text-is('{outcome}')");
    }

    public Task SelectAsync(string field, string value) => Page.SelectOptionAsync($"[id$='-{field}']", new SelectOptionValue { Value = value });

    public async Task FillAsync(string field, string text)
    {
        await Page.FillAsync($"[id$='-{field}']", text);
        await Page.DispatchEventAsync($"[id$='-{field}']", "change");
    }

    /// <summary>Submits the task's form and waits for the case's page.</summary>
    public async Task SubmitAsync()
    {
        await Page.ClickAsync("main form button[type=submit]");
        await window.ArriveAsync("/cases/.+");
        await ReadyAsync();
    }

    public Task<string> StateAsync() => Page.InnerTextAsync(".facts .badge.state");

    public Task ShootAsync(string name) => window.ShootAsync("console-" + name);

    public ValueTask DisposeAsync() => window.DisposeAsync();
}
