using FluentAssertions;
using GridGov.Workflow.Engine.Activities;
using GridGov.Workflow.Engine.Definitions;
using GridGov.Workflow.Engine.Definitions.Persistence;
using GridGov.Workflow.Engine.Definitions.Validation;
using GridGov.Workflow.Engine.Persistence;
using GridGov.Workflow.Engine.Runtime;
using GridGov.Workflow.Engine.Tests.Runtime.Fakes;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace GridGov.Workflow.Engine.Tests.Definitions;

public sealed class DefinitionServicesTests
{
    [Fact]
    public void AddWorkflowDefinitions_Twice_RegistersEveryRuleOnce()
    {
        using var db = new TestDb();
        var services = new ServiceCollection();
        services.AddSingleton<IWorkflowDb>(db);
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<IActivityRegistry>(new SampleRegistry());
        services.AddSingleton<IWorkflowCompiler>(new SampleCompiler(new SampleRegistry()));
        services.AddWorkflowDefinitions().AddWorkflowDefinitions();

        using var provider = services.BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true });

        provider.GetServices<IDefinitionRule>().Should().HaveCount(6).And.OnlyHaveUniqueItems(rule => rule.GetType());
        provider.GetRequiredService<DefinitionStore>().Should().NotBeNull();
        provider.GetRequiredService<IPublishedDefinitions>().Should().BeSameAs(provider.GetRequiredService<DefinitionQueries>());
    }
}
