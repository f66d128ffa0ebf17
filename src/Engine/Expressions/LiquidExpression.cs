using System.Text.Json;
using System.Text.RegularExpressions;
using GridGov.Workflow.Engine.Execution;
using Scriban;
using Scriban.Runtime;
using Scriban.Syntax;

namespace GridGov.Workflow.Engine.Expressions;

/// <summary>A template: the rendered text, converted (elsa-definition-format.md §7.2).</summary>
internal sealed class LiquidExpression(string source, Template template, IValueConverter converter, ExpressionOptions options) : CompiledExpression
{
    public override string Source => source;
    public override bool RunsCode => true;

    public override JsonElement Evaluate(IExpressionScope scope, string targetType) => converter.Convert(JsonValues.Of(Render(scope)), targetType);

    private string Render(IExpressionScope scope)
    {
        using var deadline = new CancellationTokenSource(options.WallMilliseconds);
        try
        {
            var context = new LiquidContext(options, deadline.Token) { Now = scope.Now };
            context.PushGlobal(Globals(scope));
            return template.Render(context);
        }
        catch (Exception exception) when (Find<ExpressionException>(exception) is { } known)
        {
            throw ReferenceEquals(known, exception) ? known : new ExpressionException(known.Code, known.Message, exception);
        }
        catch (Exception exception) when (exception is ScriptAbortException or OperationCanceledException)
        {
            throw new ScriptBackstopException(ExpressionTexts.Format("Liquid.Time", options.WallMilliseconds), exception);
        }
        catch (Exception exception) when (Find<RegexMatchTimeoutException>(exception) is not null)
        {
            throw new ScriptBackstopException(ExpressionTexts.Format("Liquid.Regex", options.RegexMilliseconds), exception);
        }
        catch (Exception exception) when (exception is OutOfMemoryException or InsufficientExecutionStackException)
        {
            throw new ScriptBackstopException(ExpressionTexts.Format("Liquid.Memory"), exception);
        }
        catch (Exception exception) when (exception is ScriptRuntimeException { OriginalMessage: var text } && text.Contains("limit", StringComparison.OrdinalIgnoreCase))
        {
            throw new ExpressionException(text.Contains("Loop", StringComparison.OrdinalIgnoreCase) ? "expression.statement-limit" : "expression.size-limit",
                ExpressionTexts.Format("Liquid.Limit", Describe(exception)), exception);
        }
        catch (Exception exception)
        {
            throw new ExpressionException("expression.liquid", ExpressionTexts.Format("Liquid.Failed", Describe(exception)), exception);
        }
    }

    private static string Describe(Exception exception) => exception is ScriptRuntimeException runtime
        ? ExpressionTexts.Format("At", JsonValues.Shorten(runtime.OriginalMessage, 500), runtime.Span.Start.Line + 1, runtime.Span.Start.Column + 1)
        : JsonValues.Shorten(exception.Message, 500);

    private static T? Find<T>(Exception? exception) where T : Exception
    {
        for (; exception is not null; exception = exception.InnerException)
        {
            if (exception is T found) return found;
        }

        return null;
    }

    private static ScriptObject Globals(IExpressionScope scope) => new()
    {
        ["Variables"] = new LiquidNames(
            name => scope.TryGetVariable(name, out var value) ? (true, LiquidValues.ToLiquid(value)) : (false, null),
            () => scope.Variables.Select(variable => variable.Name)),
        ["Input"] = new LiquidNames(name => FindInput(scope, name), () => scope.ActivityInputs.Keys.Union(scope.DeclaredInputs, StringComparer.Ordinal)),
        ["CorrelationId"] = scope.CorrelationId!,
        ["WorkflowDefinitionId"] = scope.DefinitionId,
        ["WorkflowDefinitionVersionId"] = scope.DefinitionVersionId,
        ["WorkflowDefinitionVersion"] = scope.DefinitionVersion,
        ["WorkflowInstanceId"] = scope.InstanceId,
    };

    // The activity's own inputs come first; they are kept by JSON name, and Elsa's templates name them by property name.
    private static (bool, object?) FindInput(IExpressionScope scope, string name) =>
        scope.ActivityInputs.TryGetValue(name, out var value)
        || scope.ActivityInputs.TryGetValue(JsonNamingPolicy.CamelCase.ConvertName(name), out value)
        || scope.TryGetInput(name, out value)
            ? (true, LiquidValues.ToLiquid(value))
            : (false, null);
}
