using Scriban;
using Scriban.Runtime;
using Scriban.Syntax;

namespace GridGov.Workflow.Engine.Expressions;

/// <summary>A filter of our own: input first, then the arguments as written.</summary>
internal sealed class LiquidFilter(Func<LiquidContext, ScriptArray, object?> body) : IScriptCustomFunction
{
    public int RequiredParameterCount => 0;
    public int ParameterCount => 1;
    public ScriptVarParamKind VarParamKind => ScriptVarParamKind.Direct;
    public Type ReturnType => typeof(object);

    public ScriptParameterInfo GetParameterInfo(int index) => new(typeof(object), "value");

    public object? Invoke(TemplateContext context, ScriptNode? callerContext, ScriptArray arguments, ScriptBlockStatement? blockStatement) =>
        body((LiquidContext)context, arguments);

    public ValueTask<object?> InvokeAsync(TemplateContext context, ScriptNode? callerContext, ScriptArray arguments, ScriptBlockStatement? blockStatement) =>
        new(Invoke(context, callerContext, arguments, blockStatement));
}
