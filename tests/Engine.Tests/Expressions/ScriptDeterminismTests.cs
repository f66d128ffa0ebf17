using System.Globalization;
using CsCheck;
using FluentAssertions;
using Xunit;

namespace GridGov.Workflow.Engine.Tests.Expressions;

public sealed class ScriptDeterminismTests
{
    private const string Everything = """
        [Math.random(), Math['ran' + 'dom'](), newGuid(), newGuidString(), newShortGuid(), getShortGuid(), getGuidString(), Guid.NewGuid(),
         new Random().Next(1000), Random.Shared.NextDouble(), new Random(3).Next(), Date.now(), new Date().toString(), new Date().toLocaleString(),
         Date(), new Date(2026, 1, 1).getTime(), new Date('2026-01-01T10:00').getTime(), new Date().getTimezoneOffset(), Date.parse('10:30'), Date.parse('5/1'),
         DateTime.Now, DateTimeOffset.UtcNow, DateTime.Today, (1234.5).toLocaleString(), 'ä'.localeCompare('z'), [3,1,2].sort(() => Math.random() - 0.5),
         Object.keys({ b: 1, a: 2, 1: 3 })].map(x => String(x)).join('|')
        """;

    [Fact]
    public void Evaluate_SameSeedAndTime_GivesSameResult() => Gen.ULong.Sample(seed =>
        Scripts.Text(Everything, new TestScope(seed)) == Scripts.Text(Everything, new TestScope(seed)), iter: 20);

    [Fact]
    public void Evaluate_OtherSeedOrTime_GivesOtherResult()
    {
        Scripts.Text(Everything, new TestScope(1)).Should().NotBe(Scripts.Text(Everything, new TestScope(2)));
        Scripts.Text("new Date()", new TestScope { Now = DateTimeOffset.UnixEpoch }).Should().Be("1970-01-01T08:00:00.0000000+08:00");
    }

    [Fact]
    public void Evaluate_SecondCallInOneBurst_GoesOnInTheSequence()
    {
        var scope = new TestScope();
        Scripts.Text("newGuid()", scope).Should().NotBe(Scripts.Text("newGuid()", scope));
    }

    [Theory]
    [InlineData("Math.random()")]
    [InlineData("this.Math.random()")]
    [InlineData("globalThis['Ma' + 'th'].random()")]
    [InlineData("const { random } = Math; random()")]
    public void Evaluate_Random_AlwaysComesFromTheScope(string source) =>
        Scripts.Run(source, new TestScope(42)).GetDouble().Should().Be((new TestScope(42).NextUInt64() >> 11) * (1.0 / (1UL << 53)));

    [Fact]
    public void Evaluate_UnderAnotherCulture_GivesSameResult()
    {
        const string template = "{{ 1234.5 | times: 2 }} {{ 'now' | date: '%A %B %p' }} {{ 'I' | downcase }}";
        var (script, liquid) = (Scripts.Text(Everything), Scripts.Liquid(template));
        var before = CultureInfo.CurrentCulture;
        try
        {
            var other = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            other.NumberFormat.NumberDecimalSeparator = ",";
            other.NumberFormat.NegativeSign = "~";
            other.DateTimeFormat.ShortDatePattern = "dd.MM.yyyy";
            CultureInfo.CurrentCulture = other;
            Scripts.Text(Everything).Should().Be(script);
            Scripts.Liquid(template).Should().Be(liquid);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Evaluate_StatementLimit_TripsAtTheSameStatement()
    {
        var scopes = new[] { new TestScope(), new TestScope() };
        foreach (var scope in scopes)
        {
            var run = () => Scripts.Run("let n = 0; for (;;) { n++; if (n % 1000 === 0) setVariable('N', n) }", scope);
            run.Should().Throw<Engine.Expressions.ExpressionException>().Which.Code.Should().Be("expression.statement-limit");
        }

    }
}
