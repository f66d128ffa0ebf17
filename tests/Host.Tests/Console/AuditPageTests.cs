using FluentAssertions;
using GridGov.Workflow.Host.Tests.Browser;
using Microsoft.Data.Sqlite;
using Xunit;

namespace GridGov.Workflow.Host.Tests.Console;

/// <summary>The auditor's pages: stepping through a case, verifying, and finding what was altered in the database file.</summary>
[Collection(ConsoleCollection.Name)]
public sealed class AuditPageTests(BrowserFixture fixture)
{
    [Fact]
    public async Task Audit_OfAnAlteredCase_NamesTheStep()
    {
        var number = await fixture.City.ReceivedCaseAsync();
        var instance = (await fixture.City.CaseAsync(number))["instanceId"]!.GetValue<string>();
        await using var auditor = await ConsoleScreen.OpenAsync(fixture, "auditor");

        await auditor.GoAsync($"/audit/{number}");
        await auditor.Page.ClickAsync("button:has-text('下一步')");
        await auditor.Page.WaitForSelectorAsync("#step-title:has-text('第 2 步')");
        var step = await auditor.Page.InnerTextAsync(".audit section");
        await auditor.Page.ClickAsync("button:has-text('校验本案')");
        await auditor.Page.WaitForSelectorAsync(".verdict.intact");
        await auditor.ShootAsync("audit");

        step.Should().Contain("严文博").And.Contain("核实受理").And.Contain("逐字节一致");
        step.Should().Contain("已上报").And.Contain("待分流").And.Contain("立案标准", "the state before and after is told in words");

        var actor = Execute($"SELECT ActorId FROM Journal WHERE InstanceId='{instance}' AND Sequence=2");
        Execute($"UPDATE Journal SET ActorId='somebody-else' WHERE InstanceId='{instance}' AND Sequence=2");
        try
        {
            await auditor.Page.ClickAsync("button:has-text('校验本案')");
            await auditor.Page.WaitForSelectorAsync(".verdict.broken");
            (await auditor.Page.InnerTextAsync(".verdict.broken + .faults")).Should().Contain(number).And.Contain("第 2 步").And.Contain("第 2 行的内容与其哈希值不符");

            await auditor.GoAsync("/audit");
            await auditor.Page.ClickAsync("button:has-text('开始校验')");
            await auditor.Page.WaitForSelectorAsync(".verdict.broken");
            (await auditor.Page.InnerTextAsync(".verdict.broken + .faults")).Should().Contain(number).And.Contain("第 2 步");
            await auditor.ShootAsync("audit-broken");
        }
        finally
        {
            Execute($"UPDATE Journal SET ActorId='{actor}' WHERE InstanceId='{instance}' AND Sequence=2");
        }
    }

    [Fact]
    public async Task Audit_ForOthers_IsRefused()
    {
        await using var clerk = await ConsoleScreen.OpenAsync(fixture, "clerk-01");

        await clerk.GoAsync("/audit");

        (await clerk.Page.Locator(".bar nav a:text-is('审计')").CountAsync()).Should().Be(0);
        (await clerk.Page.InnerTextAsync(".problem")).Should().Contain("没有");
    }

    private string? Execute(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(fixture.Host.DataFolder, "gridgov.db")};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar()?.ToString();
    }
}
