using FluentAssertions;
using GridGov.Workflow.Host.Persistence;
using Npgsql;
using Xunit;

namespace GridGov.Workflow.Host.Tests.Databases;

/// <summary>What the Host adds to a connection string, and what it leaves to the operator.</summary>
public sealed class PostgreSqlSettingsTests
{
    [Fact]
    public void Complete_PlainConnection_PreparesStatementsAndLimitsIdleTransactions()
    {
        var settings = new NpgsqlConnectionStringBuilder(PostgreSqlSettings.Complete("Host=db;Database=gridgov"));

        settings.MaxAutoPrepare.Should().Be(500);
        settings.Options.Should().Be("-c idle_in_transaction_session_timeout=6000");
    }

    [Fact]
    public void Complete_OwnSettings_AreKept()
    {
        var settings = new NpgsqlConnectionStringBuilder(
            PostgreSqlSettings.Complete("Host=db;max auto prepare=0;Options=-c idle_in_transaction_session_timeout=1000"));

        settings.MaxAutoPrepare.Should().Be(0);
        settings.Options.Should().Be("-c idle_in_transaction_session_timeout=1000");
    }
}
