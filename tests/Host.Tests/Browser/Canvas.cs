using Microsoft.Playwright;

namespace GridGov.Workflow.Host.Tests.Browser;

/// <summary>The drawing of a process in Studio, worked with the mouse.</summary>
public sealed class Canvas(StudioWindow window)
{
    private IPage Page => window.Page;

    private ILocator Graph => Page.Locator(".x6-graph").First;

    public ILocator Node(string id) => Page.Locator($".x6-node[data-cell-id=\"{id}\"]");

    public ILocator Selected(string id) => Page.Locator($".x6-node-selected[data-cell-id=\"{id}\"]");

    /// <summary>Waits until as many nodes are drawn.</summary>
    public Task WaitForNodesAsync(int count) =>
        Page.WaitForFunctionAsync("count => document.querySelectorAll('.x6-node').length === count", count);

    /// <summary>Drags the paper until the node is well inside of the window.</summary>
    public async Task BringIntoViewAsync(string id)
    {
        var paper = await BoxAsync(Graph);
        for (var attempt = 0; attempt < 12; attempt++)
        {
            var node = await BoxAsync(Node(id));
            var (dx, dy) = (Step(paper.X + 160 - node.X), Step(paper.Y + 160 - node.Y));
            if (Math.Abs(dx) < 5 && Math.Abs(dy) < 5) return;

            // From a place near the upper edge, where nothing is drawn; the lower part of the paper lies under the panels.
            var x = dx > 0 ? paper.X + 12 : paper.X + paper.Width - 12;
            var y = paper.Y + 40;
            await Page.Mouse.MoveAsync(x, y);
            await Page.Mouse.DownAsync();
            await Page.Mouse.MoveAsync(x + dx, y + dy, new MouseMoveOptions { Steps = 8 });
            await Page.Mouse.UpAsync();
        }

        throw new InvalidOperationException($"The node '{id}' does not come into view.");

        float Step(float distance) => Math.Clamp(distance, -Math.Min(paper.Width, paper.Height) / 2, Math.Min(paper.Width, paper.Height) / 2);
    }

    /// <summary>Drags an activity from the toolbox onto the paper, at a place relative to its corner; gives the new node's id.</summary>
    public async Task<string> DropAsync(string category, string activity, int x, int y)
    {
        var before = await IdsAsync();
        await Page.GetByText(category, new PageGetByTextOptions { Exact = true }).ClickAsync();
        await Page.Locator("[draggable=true]:visible", new PageLocatorOptions { HasText = activity }).First.DragToAsync(Graph, new LocatorDragToOptions
        {
            TargetPosition = new TargetPosition
            {
                X = x,
                Y = y,
            },
        });
        await WaitForNodesAsync(before.Count + 1);
        return (await IdsAsync()).Except(before).Single();
    }

    /// <summary>Selects a node, so that its properties are shown.</summary>
    public async Task SelectAsync(string id)
    {
        await SelectNothingAsync();
        var node = await BoxAsync(Node(id));
        await Page.Mouse.ClickAsync(node.X + 60, node.Y + node.Height / 2);
    }

    /// <summary>Draws a connection from an outcome of one node to another node.</summary>
    public async Task ConnectAsync(string from, string to)
    {
        // On a busy machine Studio may draw the nodes anew between the look and the grip; whoever sees that tries again.
        for (var attempt = 0; attempt < 5; attempt++)
        {
            await SelectNothingAsync();
            var edges = await EdgeCountAsync();
            await DragAsync(Node(from).Locator("circle").Last, Node(to).Locator("circle").First);
            await window.SettleAsync();
            if (await EdgeCountAsync() == edges + 1) return;
        }

        throw new InvalidOperationException($"No connection from '{from}' to '{to}' could be drawn.");
    }

    private Task<int> EdgeCountAsync() => Page.Locator(".x6-edge").CountAsync();

    // The left side of the port: its middle may lie under the end of another connection, which would be picked up instead.
    private async Task DragAsync(ILocator port, ILocator end)
    {
        var source = await BoxAsync(port);
        var target = await BoxAsync(end);
        await Page.Mouse.MoveAsync(source.X + source.Width / 2 - 7, source.Y + source.Height / 2);
        await Page.Mouse.DownAsync();
        await Page.Mouse.MoveAsync(target.X + target.Width / 2, target.Y + target.Height / 2, new MouseMoveOptions { Steps = 15 });
        await Page.Mouse.UpAsync();
    }

    // A fresh node lies under the frame of the selection, which catches the mouse; a click on the paper takes the frame away.
    private async Task SelectNothingAsync()
    {
        var paper = await BoxAsync(Graph);
        await Page.Mouse.ClickAsync(paper.X + 12, paper.Y + 40);
        await Page.Locator(".x6-widget-selection-box").First.WaitForAsync(new LocatorWaitForOptions { State = WaitForSelectorState.Detached });
    }

    private async Task<List<string>> IdsAsync() =>
        [.. await Page.Locator(".x6-node").EvaluateAllAsync<string[]>("nodes => nodes.map(node => node.dataset.cellId)")];

    private static async Task<LocatorBoundingBoxResult> BoxAsync(ILocator what) =>
        await what.BoundingBoxAsync() ?? throw new InvalidOperationException("What should be on the paper is not drawn.");
}
