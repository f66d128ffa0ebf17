using System.Text.Json;
using System.Text.Json.Nodes;
using FluentAssertions;
using GridGov.Workflow.Engine.Activities;
using GridGov.Workflow.Engine.Definitions;
using GridGov.Workflow.Engine.Definitions.Descriptors;
using GridGov.Workflow.Engine.Definitions.Documents;
using GridGov.Workflow.Engine.Definitions.Persistence;
using Xunit;

namespace GridGov.Workflow.Engine.Tests.Definitions.Descriptors;

public sealed class WorkflowTypeDescriptorsTests
{
    private static readonly string[] RequiredMembers =
    [
        "typeName", "namespace", "name", "version", "category", "displayName", "description", "kind", "isContainer", "isBrowsable", "isStart",
        "isTerminal", "customProperties", "constructionProperties", "ports", "inputs", "outputs",
    ];

    private static readonly string[] RequiredInputMembers =
    [
        "name", "typeName", "displayName", "description", "order", "isBrowsable", "isSynthetic", "isWrapped", "uiHint", "category", "defaultValue",
        "defaultSyntax", "isReadOnly", "isSensitive", "storageDriverType", "uiSpecifications", "autoEvaluate", "isSerializable",
    ];

    [Fact]
    public void Activities_HaveTheContractsMembers()
    {
        foreach (var descriptor in Json(WorkflowTypeDescriptors.Activities(new SampleRegistry(), [Version("Sub", 1)])))
        {
            foreach (var member in RequiredMembers) descriptor!.AsObject().ContainsKey(member).Should().BeTrue($"{descriptor["typeName"]}.{member}");
            foreach (var list in new[] { "ports", "inputs", "outputs" }) descriptor![list]!.GetValueKind().Should().Be(JsonValueKind.Array);
            foreach (var input in descriptor!["inputs"]!.AsArray())
            {
                foreach (var member in RequiredInputMembers) input!.AsObject().ContainsKey(member).Should().BeTrue(member);
                input!["uiSpecifications"]!.GetValueKind().Should().Be(JsonValueKind.Object);
            }
        }
    }

    [Fact]
    public void Activities_AreUniqueByTypeAndVersion()
    {
        DefinitionVersion[] versions =
            [Version("Sub", 1, "a"), Version("Sub", 1, "b", isPublished: true), Version("Sub", 2, "a"), Version("Elsa.Start", 1, "c")];

        var descriptors = WorkflowTypeDescriptors.Activities(new SampleRegistry(), versions);

        descriptors.Select(descriptor => (descriptor.TypeName, descriptor.Version)).Should().OnlyHaveUniqueItems();
        descriptors.Single(descriptor => descriptor is { TypeName: "Sub", Version: 1 }).CustomProperties["WorkflowDefinitionId"].Should().Be("b");
        descriptors.Single(descriptor => descriptor.TypeName == "Elsa.Start").IsStart.Should().BeTrue();
    }

    [Fact]
    public void Activities_OfClass_FollowItsAttributes()
    {
        var descriptor = Json(WorkflowTypeDescriptors.Activities(new OneActivity(new Everything()), []))[0]!;

        descriptor.ToJsonString(new JsonSerializerOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping })
            .Should().Be("""
            {"typeName":"GridGov.Everything","namespace":"GridGov","name":"发送API请求","version":1,"category":"测试","displayName":"发送 API 请求","description":"什么都有。","kind":"Task","runAsynchronously":false,"isContainer":false,"isBrowsable":true,"isStart":false,"isTerminal":false,"customProperties":{},"constructionProperties":{},"ports":[{"name":"Done","displayName":"完成","type":"Flow","isBrowsable":true},{"name":"Body","displayName":"内容","type":"Embedded","isBrowsable":false}],
            """.Trim() + """
            "inputs":[{"name":"Text","typeName":"String","displayName":"Text","description":null,"order":0,"isBrowsable":true,"isSerializable":true,"isSynthetic":false,"isWrapped":true,"uiHint":"singleline","category":null,"defaultValue":null,"defaultSyntax":null,"isReadOnly":false,"isSensitive":false,"storageDriverType":null,"autoEvaluate":true,"uiSpecifications":{}},
            """.Trim() + """
            {"name":"Mode","typeName":"String","displayName":"方式","description":"怎么做。","order":1,"isBrowsable":true,"isSerializable":true,"isSynthetic":false,"isWrapped":false,"uiHint":"dropdown","category":"高级","defaultValue":"A","defaultSyntax":null,"isReadOnly":false,"isSensitive":false,"storageDriverType":null,"autoEvaluate":false,"uiSpecifications":{"dropdown":{"selectList":{"items":[{"text":"A","value":"A"},{"text":"B","value":"B"}],"isFlagsEnum":false,"sortItems":false},"providerName":null}}},
            """.Trim() + """
            {"name":"Script","typeName":"String","displayName":"Script","description":null,"order":2,"isBrowsable":true,"isSerializable":true,"isSynthetic":false,"isWrapped":true,"uiHint":"code-editor","category":null,"defaultValue":null,"defaultSyntax":"JavaScript","isReadOnly":false,"isSensitive":false,"storageDriverType":null,"autoEvaluate":true,"uiSpecifications":{"code-editor":{"language":"javascript"}}}],
            """.Trim() + """
            "outputs":[{"name":"Result","typeName":"Object","displayName":"Result","description":null,"order":0,"isBrowsable":true,"isSynthetic":false}]}
            """.Trim());
    }

    [Theory]
    [InlineData(typeof(bool), "checkbox", "Boolean")]
    [InlineData(typeof(string), "singleline", "String")]
    [InlineData(typeof(long), "singleline", "Int64")]
    [InlineData(typeof(int?), "singleline", "Int32?")]
    [InlineData(typeof(TimeSpan), "singleline", "TimeSpan")]
    [InlineData(typeof(DateTimeOffset), "singleline", "DateTimeOffset")]
    [InlineData(typeof(JsonElement), "singleline", "Object")]
    [InlineData(typeof(ActivityKind), "dropdown", "ActivityKind")]
    [InlineData(typeof(IReadOnlyList<string>), "multitext", "List<String>")]
    [InlineData(typeof(IReadOnlyList<JsonElement>), "json-editor", "List<Object>")]
    [InlineData(typeof(IReadOnlyDictionary<string, JsonElement>), "json-editor", "ObjectDictionary")]
    public void HintAndAlias_FollowTheType(Type type, string hint, string alias)
    {
        ActivityTypeDescriptors.UiHint(type, hasOptions: false).Should().Be(hint);
        TypeAliases.Of(type).Should().Be(alias);
    }

    [Fact]
    public void Activities_OfWorkflow_FollowTheContract()
    {
        var version = Version("部门处置", 2, "dep", isPublished: true, """
            ,"description":"由部门处置。","outcomes":["退回","办结"],"options":{"usableAsActivity":true,"activityCategory":"处置"},
            "inputs":[{"type":"String","name":"CaseNo","displayName":"案件编号","uiHint":"multiline","category":"基本","storageDriverType":""},
                      {"type":"Int32","name":"Version","isArray":true}],
            "outputs":[{"type":"Object","name":"Result","displayName":""}]
            """);

        var descriptor = WorkflowTypeDescriptors.Activities(new SampleRegistry(), [version]).Single(found => found.TypeName == "部门处置");

        descriptor.Version.Should().Be(2);
        descriptor.Category.Should().Be("处置");
        descriptor.IsBrowsable.Should().BeTrue();
        descriptor.CustomProperties.Should().Equal(new Dictionary<string, object?>
        {
            ["RootType"] = "WorkflowDefinitionActivity",
            ["WorkflowDefinitionId"] = "dep",
            ["WorkflowDefinitionVersionId"] = "dep-2",
        });
        descriptor.ConstructionProperties.Should().Equal(new Dictionary<string, object?>
        {
            ["WorkflowDefinitionId"] = "dep",
            ["WorkflowDefinitionVersionId"] = "dep-2",
            ["Version"] = 2,
        });
        descriptor.Ports.Should().Equal(
            new PortDescriptor("Root", "根活动", "Embedded", false), new PortDescriptor("退回", "退回", "Flow", true), new PortDescriptor("办结", "办结", "Flow", true));
        descriptor.Inputs.Select(input => (input.Name, input.TypeName, input.DisplayName, input.UiHint, input.IsSynthetic, input.IsWrapped)).Should().Equal(
            ("CaseNo", "String", "案件编号", "multiline", true, true), ("_Version", "Int32[]", "Version", "singleline", true, true));
        descriptor.Outputs.Should().Equal(new OutputDescriptor("Result", "Object", "Result", null, 0, true, true));
        WorkflowTypeDescriptors.Activities(new SampleRegistry(), [Version("Draft", 1)]).Single(found => found.TypeName == "Draft").IsBrowsable.Should().BeFalse();
    }

    [Fact]
    public void Lists_HoldWhatStudioNeeds()
    {
        var lists = WorkflowTypeDescriptors.Lists;

        lists.Expressions.Select(item => item.Type).Should().Equal("Literal", "Object", "Variable", "Input", "JavaScript", "Liquid");
        lists.Expressions.Single(item => item.Type == "JavaScript").Properties.Should().Equal(new Dictionary<string, string> { ["MonacoLanguage"] = "javascript" });
        lists.Expressions.Where(item => !item.IsBrowsable).Select(item => item.Type).Should().Equal("Literal", "Object");
        lists.StorageDrivers.Select(item => item.Priority).Should().BeInDescendingOrder();
        lists.VariableTypes.Should().OnlyHaveUniqueItems(item => item.TypeName).And.OnlyContain(item => TypeAliases.IsKnown(item.TypeName));
        lists.ActivationStrategies.Should().HaveCount(4);
        lists.LogPersistenceStrategies.Should().OnlyContain(item => item.TypeName.Contains("." + item.DisplayName + ",", StringComparison.Ordinal));
        lists.IncidentStrategies.Select(item => item.TypeName).Should().Equal("FaultStrategy", "ContinueWithIncidentsStrategy");
        lists.WorkflowCommitStrategies.Should().HaveCount(5);
        lists.ActivityCommitStrategies.Should().HaveCount(4);
    }

    [Fact]
    public void WithItems_OfLiveList_ReplacesTheRefreshingOne()
    {
        var specifications = JsonSerializer.SerializeToNode(UiSpecifications.WithItems("dropdown", [new SelectItem("城管局", "cg")]), JsonSerializerOptions.Web)!;

        specifications["dropdown"]!["selectList"]!["items"]![0]!["value"]!.GetValue<string>().Should().Be("cg");
    }

    private static JsonArray Json(IReadOnlyList<ActivityTypeDescriptor> descriptors) =>
        JsonSerializer.SerializeToNode(descriptors, JsonSerializerOptions.Web)!.AsArray();

    internal static DefinitionVersion Version(string type, int version, string definitionId = "d", bool isPublished = false, string more = "")
    {
        var document = WorkflowDocument.Parse(
            $$$"""{"id":"{{{definitionId}}}-{{{version}}}","definitionId":"{{{definitionId}}}","version":{{{version}}},"name":"{{{type}}}"{{{more}}}}""");
        var summary = new DefinitionSummary(
            $"{definitionId}-{version}", definitionId, version, type, document.Description, null, true, isPublished, false, false, false, type, "hash", default, null, default);
        return new DefinitionVersion(summary, document);
    }

    private sealed class OneActivity(Activity activity) : IActivityRegistry
    {
        public IReadOnlyCollection<Activity> All => [activity];

        public bool TryGet(string type, [System.Diagnostics.CodeAnalysis.MaybeNullWhen(false)] out Activity found)
        {
            found = activity;
            return true;
        }
    }

    [Activity("GridGov.Everything", "测试", "发送 API 请求", "什么都有。", Kind = ActivityKind.Task)]
    [Outcome("Done", "完成")]
    [Slot("body", "内容", IsBrowsable = false)]
    private sealed class Everything : SampleActivity
    {
        [Input(Order = 2, UIHint = "code-editor", DefaultSyntax = "JavaScript")]
        public Input<string> Script { get; } = new();

        public Input<string> Text { get; } = new();

        [Input(DisplayName = "方式", Description = "怎么做。", Category = "高级", DefaultValue = "A", Options = ["A", "B"], Order = 1, IsWrapped = false, AutoEvaluate = false)]
        public Input<string> Mode { get; } = new();

        public Output<JsonElement> Result { get; } = new();
    }
}
