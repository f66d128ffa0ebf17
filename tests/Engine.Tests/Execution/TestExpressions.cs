using GridGov.Workflow.Engine.Expressions;
using Microsoft.Extensions.Options;

namespace GridGov.Workflow.Engine.Tests.Execution;

/// <summary>The real expressions with default limits.</summary>
internal static class TestExpressions
{
    public static IValueConverter Converter { get; } = new ValueConverter();

    public static IExpressionCompiler Compiler() => new ExpressionCompiler(Converter, Options.Create(new ExpressionOptions()));
}
