using FluentAssertions;
using GridGov.Workflow.Engine.Execution;
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
        var id = _shell.Start("def", new Dictionary<string, System.Text.Json.JsonElement> { ["x"] = JsonValues.Of("井盖"), ["none"] = default }, "C-1");

        var bytes = _shell.Codec.Write(_shell.State(id));
        var read = _shell.Codec.Read(bytes);

        _shell.Codec.Write(read).Should().Equal(bytes);
        read.Contexts.Should().HaveCount(6);
        System.Text.Encoding.UTF8.GetString(bytes).Should().Contain("井盖").And.StartWith("""{"format":1,""");
    }

    [Theory]
    [InlineData("""{"format":0,"state":{}}""", "*format 0*")]
    [InlineData("""{"format":1}""", "*no instance state*")]
    [InlineData("[]", "*no instance state*")]
    [InlineData("not json", "*no instance state*")]
    public void Read_NotAState_SaysWhatIsWrong(string text, string message)
    {
        var read = () => _shell.Codec.Read(System.Text.Encoding.UTF8.GetBytes(text));

        read.Should().Throw<InvalidDataException>().WithMessage(message);
    }

    /// <summary>During a rolling upgrade an older node may meet it: no fault, but trouble that passes.</summary>
    [Fact]
    public void Read_StateOfANewerVersion_IsToldApart()
    {
        var read = () => _shell.Codec.Read("""{"format":2,"state":{}}"""u8.ToArray());

        read.Should().Throw<NewerFormatException>().WithMessage("*format 2*");
    }
}
