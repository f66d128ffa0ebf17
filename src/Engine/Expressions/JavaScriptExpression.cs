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
            Backstop("used more stack than the thread has", exception),
        JavaScriptException error => Failure(
            $"{Describe(error.Error, error.Message)} (line {error.Location.Start.Line}, column {error.Location.Start.Column + 1})", exception),
        PromiseRejectedException rejected => Failure(Describe(rejected.RejectedValue, rejected.Message), exception),
        RecursionDepthOverflowException => new ExpressionException("expression.recursion-limit",
            $"The script nests calls of one function deeper than {options.MaxRecursion}.", exception),
        // Jint reports arrays that are too large with the exception of its memory limit; this one depends on the script alone.
        MemoryLimitExceededException when exception.Message.StartsWith("The array size", StringComparison.Ordinal) =>
            new ExpressionException("expression.size-limit", $"The script makes an array of more than {options.MaxArraySize} elements.", exception),
        MemoryLimitExceededException or OutOfMemoryException => Backstop($"allocated more than {options.MaxMemoryBytes} bytes", exception),
        RegexMatchTimeoutException => Backstop($"spent more than {options.RegexMilliseconds} ms in a regular expression", exception),
        TimeoutException or OperationCanceledException => Backstop($"ran longer than {options.WallMilliseconds} ms", exception),
        _ => Failure(exception.Message, exception),
    };

    private static ExpressionException Failure(string message, Exception exception) =>
        new("expression.javascript", $"The script failed: {JsonValues.Shorten(message, 500)}", exception);

    private static ScriptBackstopException Backstop(string what, Exception exception) => new($"The script {what}.", exception);

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
