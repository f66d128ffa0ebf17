using CsCheck;
using FluentAssertions;
using GridGov.Workflow.Engine.Definitions.Versioning;
using Xunit;

namespace GridGov.Workflow.Engine.Tests.Definitions.Versioning;

public sealed class DefinitionVersioningTests
{
    private static readonly VersionHeader Published1 = new("v1", 1, IsLatest: false, IsPublished: true);
    private static readonly VersionHeader Draft2 = new("v2", 2, IsLatest: true, IsPublished: false);

    [Fact]
    public void Draft_OfNothing_IsVersion1()
    {
        var change = DefinitionVersioning.Draft([], "new");

        change.Should().BeEquivalentTo(new VersionChange([new VersionHeader("new", 1, true, false)], "new", IsNew: true));
    }

    [Fact]
    public void Draft_LatestUnpublished_IsEditedInPlace()
    {
        var change = DefinitionVersioning.Draft([Published1, Draft2], "new");

        change.Should().BeEquivalentTo(new VersionChange([Published1, Draft2], "v2"));
    }

    [Fact]
    public void Draft_LatestPublished_IsANewVersionAndThePublishedStays()
    {
        var change = DefinitionVersioning.Draft([Published1 with { IsLatest = true }], "new");

        change.Versions.Should().Equal(Published1, new VersionHeader("new", 2, IsLatest: true, IsPublished: false));
        change.IsNew.Should().BeTrue();
    }

    [Fact]
    public void Publish_Draft_ReplacesThePublished()
    {
        var change = DefinitionVersioning.Publish([Published1, Draft2])!;

        change.Versions.Should().Equal(Published1 with { IsPublished = false }, Draft2 with { IsPublished = true });
        change.TargetId.Should().Be("v2");
    }

    [Fact]
    public void Publish_AlreadyPublished_ChangesNothing()
    {
        VersionHeader[] versions = [Published1 with { IsLatest = true }];

        DefinitionVersioning.Publish(versions)!.Should().BeEquivalentTo(new VersionChange(versions, "v1", AlreadyPublished: true));
    }

    [Fact]
    public void Retract_ThenDraft_EditsTheSameVersion()
    {
        var retracted = DefinitionVersioning.Retract([Published1 with { IsLatest = true }])!;

        DefinitionVersioning.Draft([.. retracted.Versions], "new").TargetId.Should().Be("v1");
        DefinitionVersioning.Retract([.. retracted.Versions]).Should().BeNull();
    }

    [Fact]
    public void Revert_ToOldVersion_AppendsAnUnpublishedCopy()
    {
        var change = DefinitionVersioning.Revert([Published1, Draft2], 1, "new")!;

        change.Versions.Should().Equal(Published1, Draft2 with { IsLatest = false }, new VersionHeader("new", 3, true, false));
        DefinitionVersioning.Revert([Published1, Draft2], 9, "new").Should().BeNull();
    }

    [Fact]
    public void DeleteVersion_PublishedLatest_ExposesThePreviousUnpublished()
    {
        VersionHeader[] versions = [Published1 with { IsPublished = false }, Draft2 with { IsPublished = true }];

        DefinitionVersioning.DeleteVersion(versions, "v2", isUsed: false)!.Versions
            .Should().Equal(new VersionHeader("v1", 1, IsLatest: true, IsPublished: false));
    }

    [Fact]
    public void DeleteVersion_UsedByAnInstance_IsHiddenAndItsNumberNeverReturns()
    {
        var change = DefinitionVersioning.DeleteVersion([Published1, Draft2], "v2", isUsed: true)!;

        change.Versions.Should().Equal(
            Published1 with { IsLatest = true }, new VersionHeader("v2", 2, IsLatest: false, IsPublished: false, IsHidden: true));
        DefinitionVersioning.Draft([.. change.Versions], "new").Versions[^1].Version.Should().Be(3);
        DefinitionVersioning.DeleteVersion([.. change.Versions], "v2", isUsed: true).Should().BeNull();
    }

    [Fact]
    public void DeleteDefinition_SomeUsed_HidesThoseAndRemovesTheRest()
    {
        var change = DefinitionVersioning.DeleteDefinition([Published1, Draft2], new HashSet<string> { "v1" })!;

        change.Versions.Should().Equal(new VersionHeader("v1", 1, IsLatest: false, IsPublished: false, IsHidden: true));
        DefinitionVersioning.Latest(change.Versions).Should().BeNull();
        DefinitionVersioning.DeleteDefinition([.. change.Versions], new HashSet<string>()).Should().BeNull();
    }

    [Fact]
    public void Commands_InAnyOrder_KeepTheInvariants() =>
        Gen.Select(Gen.Int[0, 5], Gen.Int[0, 12], Gen.Bool).List[1, 40].Sample(commands =>
        {
            IReadOnlyList<VersionHeader> versions = [];
            var numbers = new Dictionary<string, int>();
            for (var step = 0; step < commands.Count; step++)
            {
                var before = versions;
                var change = Run(versions, commands[step], $"id{step}");
                if (change is null) continue;
                versions = change.Versions;

                var visible = versions.Where(version => !version.IsHidden).ToList();
                versions.Select(version => version.Version).Should().BeInAscendingOrder().And.OnlyHaveUniqueItems();
                versions.Count(version => version.IsPublished).Should().BeLessThanOrEqualTo(1);
                versions.Where(version => version.IsHidden).Should().NotContain(version => version.IsLatest || version.IsPublished);
                versions.Count(version => version.IsLatest).Should().Be(visible.Count > 0 ? 1 : 0);
                if (visible.Count > 0) visible[^1].IsLatest.Should().BeTrue();
                foreach (var version in versions)
                {
                    numbers.TryAdd(version.Id, version.Version);
                    numbers[version.Id].Should().Be(version.Version, "a version keeps its number");
                }

                before.Where(version => version.IsHidden).Should().BeSubsetOf(versions, "a hidden version stays as it is");
                if (change.TargetId is { } target) versions.Should().Contain(version => version.Id == target);
                change.IsNew.Should().Be(change.TargetId is not null && before.All(version => version.Id != change.TargetId));
            }
        });

    private static VersionChange? Run(IReadOnlyList<VersionHeader> versions, (int Command, int Number, bool Used) step, string newId)
    {
        var id = versions.Count == 0 ? "none" : versions[step.Number % versions.Count].Id;
        return step.Command switch
        {
            0 => DefinitionVersioning.Draft(versions, newId),
            1 => DefinitionVersioning.Publish(versions),
            2 => DefinitionVersioning.Retract(versions),
            3 => DefinitionVersioning.Revert(versions, step.Number, newId),
            4 => DefinitionVersioning.DeleteVersion(versions, id, step.Used),
            _ => step.Number > 2 ? null : DefinitionVersioning.DeleteDefinition(versions, step.Used ? new HashSet<string> { id } : []),
        };
    }
}
