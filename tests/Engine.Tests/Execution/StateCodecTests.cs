using System.Text;
using System.Text.Json;
using FluentAssertions;
using GridGov.Workflow.Engine.Execution;
using GridGov.Workflow.Engine.Tasks;
using Xunit;

namespace GridGov.Workflow.Engine.Tests.Execution;

public sealed class StateCodecTests
{
    private readonly InMemoryShell _shell = new();

    [Fact]
    public void Write_ReadBack_GivesTheSameBytes()
    {
        _shell.Publish(Wf.Definition(
            Wf.Flowchart(
                "flow",
                [
                    Wf.Activity("fork", "FlowFork", ("branches", Wf.Expression("Object", "[\"A\",\"B\",\"C\",\"D\"]"))), Wf.Task("a"), Wf.Event("b", "事件"), Wf.Delay("c", "01:00:00"),
                    Wf.Activity("d", "FlowSendHttpRequest", ("url", Wf.Literal("http://x/"))),
                ],
                "fork.A -> a", "fork.B -> b", "fork.C -> c", "fork.D -> d"),
            more: Wf.With(Wf.Variable("v", "变量", "JSON", """{"甲":[1,null,"二"]}"""), Wf.Variable("n", "N", "Int32"))));
        var id = _shell.Start("def", new Dictionary<string, JsonElement> { ["x"] = JsonValues.Of("井盖"), ["none"] = default }, "C-1");

        var bytes = _shell.Codec.Write(_shell.State(id));
        var read = _shell.Codec.Read(bytes);

        _shell.Codec.Write(read).Should().Equal(bytes);
        read.Contexts.Should().HaveCount(6);
        Encoding.UTF8.GetString(bytes).Should().Contain("井盖").And.StartWith("""{"format":1,""");
    }

    /// <summary>The writer is made by hand, the reader by the generator: nothing may be forgotten or written otherwise.</summary>
    [Fact]
    public void Write_EveryMember_AsTheGeneratedWriter()
    {
        var state = FilledObject.Of<InstanceState>();

        Written(json => StateWriter.Write(json, state)).Should().Be(Written(json => JsonSerializer.Serialize(json, state, InstanceStateJson.Default.InstanceState)))
            .And.Contain("\"keysOf\"").And.Contain("\"none\":null").And.Contain("\"answer\":{\"kind\":\"effect-failed\"");
    }

    [Fact]
    public void Write_NothingButWhatIsRequired_AsTheGeneratedWriter()
    {
        var state = new InstanceState
        {
            InstanceId = "i",
            DefinitionId = "",
            DefinitionVersionId = null!,
            DefinitionVersion = 0,
            ContentHash = "h",
            Contexts = [new ActivityContext { Id = "1-1", NodeId = "n", Flowchart = new FlowchartState { StartActivityId = "s" } }],
            Bookmarks = [new Bookmark("b", "n", "1-1", "n", null, default, null, default, null, null)],
            Tasks = [new HumanTask { Id = "t", InstanceId = "i", ExecutionId = "1-1", NodeId = "n", Name = "N" }],
        };

        Written(json => StateWriter.Write(json, state)).Should().Be(Written(json => JsonSerializer.Serialize(json, state, InstanceStateJson.Default.InstanceState)));
    }

    [Theory]
    [InlineData("""{"format":0,"state":{}}""", "*format 0*")]
    [InlineData("""{"format":1}""", "*no instance state*")]
    [InlineData("[]", "*no instance state*")]
    [InlineData("not json", "*no instance state*")]
    public void Read_NotAState_SaysWhatIsWrong(string text, string message)
    {
        var read = () => _shell.Codec.Read(Encoding.UTF8.GetBytes(text));

        read.Should().Throw<InvalidDataException>().WithMessage(message);
    }

    /// <summary>During a rolling upgrade an older node may meet it: no fault, but trouble that passes.</summary>
    [Fact]
    public void Read_StateOfANewerVersion_IsToldApart()
    {
        var read = () => _shell.Codec.Read("""{"format":2,"state":{}}"""u8.ToArray());

        read.Should().Throw<NewerFormatException>().WithMessage("*format 2*");
    }

    private static string Written(Action<Utf8JsonWriter> write)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, JsonValues.WriterOptions)) write(json);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
