using FluentAssertions;
using GridGov.Workflow.Host.Tests.Hosting;
using Xunit;

namespace GridGov.Workflow.Host.Tests.Crash;

/// <summary>Two Hosts on one embedded database would send every effect twice.</summary>
public sealed class DataFolderTests
{
    [Fact]
    public async Task SecondHost_OnTheSameFolder_IsRefusedAndHarmsNothing()
    {
        await using var first = await HostProcess.StartAsync();

        var second = async () => await HostProcess.StartAsync(first.DataFolder);

        await second.Should().ThrowAsync<InvalidOperationException>().WithMessage($"*ended with code 1:*data folder '{first.DataFolder}' cannot be claimed*If another Host works on it, stop that one*");
        await new City(first).ReportAsync();
    }
}
