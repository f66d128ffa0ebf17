using FluentAssertions;
using GridGov.Workflow.Activities.Departments;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Xunit;

namespace GridGov.Workflow.Activities.Tests.Departments;

public sealed class DepartmentApiOptionsTests
{
    [Theory]
    [InlineData("BaseAddress", "http://cg.example/", "GridGov:DepartmentApi:BaseAddress is 'http://cg.example/'*AllowPlainHttp*")]
    [InlineData("BaseAddress", "cg.example", "GridGov:DepartmentApi:BaseAddress is 'cg.example'*absolute https*")]
    [InlineData("BaseAddress", "https://u:p@cg.example/", "*without user*")]
    [InlineData("BaseAddress", "file:///etc/", "*absolute https*")]
    [InlineData("Units:410999-CG:ApiKey", "k", "GridGov:DepartmentApi:Units:410999-CG:BaseAddress is ''*")]
    [InlineData("AttemptTimeout", "00:00:00", "GridGov:DepartmentApi:AttemptTimeout is 00:00:00; allowed is 00:00:00.1000000 to 00:01:00.")]
    [InlineData("TotalTimeout", "00:00:05", "GridGov:DepartmentApi:TotalTimeout is 00:00:05; allowed is more than AttemptTimeout*")]
    [InlineData("Retries", "0", "GridGov:DepartmentApi:Retries is 0; allowed is 1 to 3.")]
    public void Options_BadValue_NamesOptionValueAndWhatIsAllowed(string option, string value, string message)
    {
        var read = () => Read((option, value));

        read.Should().Throw<OptionsValidationException>().Which.Failures.Should().ContainMatch(message);
    }

    [Theory]
    [InlineData("https://cg.example/api")]
    [InlineData("http://127.0.0.1:5000")]
    [InlineData("http://localhost:5000/departments/")]
    public void Options_AllowedAddress_IsTaken(string address) => Read(("BaseAddress", address)).BaseAddress.Should().Be(address);

    [Fact]
    public void Options_PlainHttpAllowed_IsTaken() =>
        Read(("BaseAddress", "http://10.1.2.3/"), ("AllowPlainHttp", "true")).BaseAddress.Should().Be("http://10.1.2.3/");

    private static DepartmentApiOptions Read(params (string Option, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(s => KeyValuePair.Create(DepartmentApiOptions.Section + ":" + s.Option, (string?)s.Value))).Build();
        using var services = new ServiceCollection().AddDepartmentApis(configuration).BuildServiceProvider();
        return services.GetRequiredService<IOptions<DepartmentApiOptions>>().Value;
    }
}
