using System.Text.Json;
using System.Text.RegularExpressions;
using GridGov.Workflow.Engine.Execution;
using Jint.Runtime;

namespace GridGov.Workflow.Engine.Expressions;

/// <summary>A script: its completion value, or what it returns.</summary>
internal sealed class JavaScriptExpression(ScriptSource source, IValueConverter converter, ExpressionOptions options) : CompiledExpression
{
    public override string Source => source.Text;
    public override bool RunsCode => true;

    public override JsonElement Evaluate(IExpressionScope scope, string targetType)
    {
        var result = Run(scope);
        return result.ValueKind == JsonValueKind.Undefined ? result : converter.Convert(result, targetType);
    }

    private JsonElement Run(IExpressionScope scope)
    {
        try
        {
            return new ScriptSession(source, scope, options).Run();
        }
        catch (Exception exception) when (exception is not (ExpressionException or ScriptBackstopException))
        {
            throw Translate(exception);
        }
    }

    private Exception Translate(Exception exception) => exception switch
    {
        JavaScriptException { Message: "Maximum call stack size exceeded" } or InsufficientExecutionStackException =>
            Backstop(ExpressionTexts.Format("Script.Stack"), exception),
        JavaScriptException error => Failure(
            ExpressionTexts.Format("At", Describe(error.Error, error.Message), error.Location.Start.Line, error.Location.Start.Column + 1), exception),
        PromiseRejectedException rejected => Failure(Describe(rejected.RejectedValue, rejected.Message), exception),
        RecursionDepthOverflowException => new ExpressionException("expression.recursion-limit",
            ExpressionTexts.Format("Script.Recursion", options.MaxRecursion), exception),
        // Jint reports arrays that are too large with the exception of its memory limit; this one depends on the script alone.
        MemoryLimitExceededException when exception.Message.StartsWith("The array size", StringComparison.Ordinal) =>
            new ExpressionException("expression.size-limit", ExpressionTexts.Format("Script.Array", options.MaxArraySize), exception),
        MemoryLimitExceededException or OutOfMemoryException => Backstop(ExpressionTexts.Format("Script.Memory", options.MaxMemoryBytes), exception),
        RegexMatchTimeoutException => Backstop(ExpressionTexts.Format("Script.Regex", options.RegexMilliseconds), exception),
        TimeoutException or OperationCanceledException => Backstop(ExpressionTexts.Format("Script.Time", options.WallMilliseconds), exception),
        _ => Failure(exception.Message, exception),
    };

    private static ExpressionException Failure(string message, Exception exception) =>
        new("expression.javascript", ExpressionTexts.Format("Script.Failed", JsonValues.Shorten(message, 500)), exception);

    private static ScriptBackstopException Backstop(string message, Exception exception) => new(message, exception);

    // The name of an error is read from the object without running code: getters of a thrown object are not called here.
    private static string Describe(Jint.Native.JsValue? error, string message)
    {
        if (error is not Jint.Native.Object.ObjectInstance) return message;
        var holder = error as Jint.Native.Object.ObjectInstance;
        for (var depth = 0; holder is not null && depth < 4; depth++, holder = holder.Prototype)
        {
            var name = holder.GetOwnProperty("name");
            if (name.IsDataDescriptor() && name.Value is Jint.Native.JsString text) return $"{JsonValues.Shorten(text.ToString())}: {message}";
        }

        return message;
    }
}
