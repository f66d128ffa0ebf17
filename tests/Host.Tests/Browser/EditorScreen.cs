using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace GridGov.Workflow.Host.Tests.Browser;

/// <summary>Studio's editor, in the words of a user.</summary>
public sealed class EditorScreen(StudioWindow window)
{
    private IPage Page => window.Page;

    public Canvas Canvas { get; } = new(window);

    /// <summary>Shown to those who may edit.</summary>
    public ILocator AutoSave => Page.GetByText("自动保存");

    public ILocator Messages => Page.Locator(".mud-snackbar");

    private ILocator OpenMenu => Page.Locator(".mud-popover-open");

    public async Task OpenAsync(string definitionId)
    {
        await window.GoAsync($"/designer/workflows/definitions/{definitionId}/edit");
        await Page.WaitForSelectorAsync(".x6-node");
        await window.SettleAsync();
    }

    /// <summary>The field of an input of the selected activity.</summary>
    public ILocator Input(string label) => Page.Locator(".mud-input-control:visible", new PageLocatorOptions { HasText = label }).Locator("input, textarea").First;

    /// <summary>Types into an input of the selected activity; gives what Studio then saves by itself.</summary>
    public async Task<IResponse> SetInputAsync(string label, string text)
    {
        var input = Input(label);
        await input.FillAsync(text);
        var saved = await SavingAsync(() => input.BlurAsync());
        await window.SettleAsync();
        return saved;
    }

    /// <summary>Publishes; gives the answer of the Host.</summary>
    public async Task<IResponse> PublishAsync()
    {
        var answer = await SavingAsync(() => Page.Locator("button.mud-primary-text.mud-icon-button").First.ClickAsync());
        await window.SettleAsync();
        return answer;
    }

    /// <summary>Runs the workflow; gives the answer of the Host.</summary>
    public Task<IResponse> RunAsync() => Page.RunAndWaitForResponseAsync(
        () => Page.Locator("button.mud-success-text.mud-icon-button").First.ClickAsync(),
        answer => answer.Url.EndsWith("/execute", StringComparison.Ordinal));

    public async Task OpenTabAsync(string name)
    {
        await Page.Locator(".mud-tab", new PageLocatorOptions { HasText = name }).Last.ClickAsync();
        await window.SettleAsync();
    }

    /// <summary>Row of a version in the tab with the history.</summary>
    public ILocator VersionRow(int version) => Page.Locator("tr.mud-table-row-clickable").Filter(new LocatorFilterOptions
    {
        Has = Page.Locator("td", new PageLocatorOptions { HasTextRegex = new Regex($"^{version}$", RegexOptions.None, TimeSpan.FromSeconds(1)) }),
    });

    /// <summary>Picks an action from a version's menu.</summary>
    public async Task ActOnVersionAsync(int version, string action)
    {
        await VersionRow(version).Locator(".mud-menu button").ClickAsync();
        await OpenMenu.GetByText(action, new LocatorGetByTextOptions { Exact = true }).ClickAsync();
    }

    private Task<IResponse> SavingAsync(Func<Task> act) => Page.RunAndWaitForResponseAsync(
        act, answer => answer.Request.Method == "POST" && answer.Url.EndsWith("/elsa/api/workflow-definitions", StringComparison.Ordinal));
}
