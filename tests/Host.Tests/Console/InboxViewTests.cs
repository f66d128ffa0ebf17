using FluentAssertions;
using GridGov.Workflow.Host.Console.Tasks;
using GridGov.Workflow.Host.Tasks;
using Xunit;

namespace GridGov.Workflow.Host.Tests.Console;

/// <summary>How an inbox is sorted, counted and cut into pages.</summary>
public sealed class InboxViewTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 5, 10, 0, 0, TimeSpan.FromHours(8));

    [Fact]
    public void Of_MixedLights_PutsRedFirstAndTheNearestLimitBeforeTheOthers()
    {
        InboxEntry[] entries = [Entry("none", null, null), Entry("green", 5, 4), Entry("red", -1, -2), Entry("yellow-late", 3, -1), Entry("yellow", 2, -1)];

        var view = InboxView.Of(entries, new InboxNarrowing(null, null, null, null), 1, Now);

        view.Rows.Select(row => row.Id).Should().Equal("red", "yellow", "yellow-late", "green", "none");
        view.ByLight.Should().BeEquivalentTo(new Dictionary<string, int> { ["Red"] = 1, ["Yellow"] = 2, ["Green"] = 1, ["None"] = 1 });
    }

    [Fact]
    public void Of_Filters_NarrowAndKeepTheCountsOfTheLights()
    {
        InboxEntry[] entries = [Entry("a", -1, -2), Entry("b", 5, 4) with { Assignee = "me" }, Entry("c", 5, 4)];

        var red = InboxView.Of(entries, new InboxNarrowing("Red", null, null, null), 1, Now);
        var held = InboxView.Of(entries, new InboxNarrowing(null, null, null, "me"), 1, Now);
        var words = InboxView.Of(entries, new InboxNarrowing(null, null, " N-C ", null), 1, Now);

        (red.Rows.Single().Id, red.Found, red.All).Should().Be(("a", 1, 3));
        held.Rows.Single().Id.Should().Be("b");
        words.Rows.Single().Id.Should().Be("c");
    }

    [Fact]
    public void Of_ManyEntries_CutsIntoPagesAndKeepsAWrongPageInside()
    {
        var entries = Enumerable.Range(0, 120).Select(number => Entry($"t{number:000}", 1, 0)).ToList();

        var last = InboxView.Of(entries, new InboxNarrowing(null, null, null, null), 99, Now);

        (last.Page, last.Pages, last.Rows.Count).Should().Be((3, 3, 20));
        last.Rows[^1].Id.Should().Be("t119");
    }

    private static InboxEntry Entry(string id, int? dueIn, int? remindIn) => new(
        id, "i", "Divert", "分流", "N-" + id, null, Now.AddHours(-9), dueIn is { } due ? Now.AddHours(due) : null, remindIn is { } remind ? Now.AddHours(remind) : null, null);
}
