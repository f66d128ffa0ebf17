using System.Collections;
using Scriban;
using Scriban.Parsing;
using Scriban.Runtime;

namespace GridGov.Workflow.Engine.Expressions;

/// <summary>A read-only object whose members are looked up when a template names them: <c>Variables</c> and <c>Input</c>.</summary>
internal sealed class LiquidNames(Func<string, (bool Found, object? Value)> find, Func<IEnumerable<string>> names)
    : IScriptObject, IEnumerable<object>
{
    public int Count => names().Count();

    public bool IsReadOnly
    {
        get => true;
        set => _ = value;
    }

    public IEnumerable<string> GetMembers() => names();

    public bool Contains(string member) => find(member).Found;

    public bool TryGetValue(TemplateContext? context, SourceSpan span, string member, out object? value)
    {
        bool found;
        (found, value) = find(member);
        return found;
    }

    public bool CanWrite(string member) => false;

    public bool TrySetValue(TemplateContext? context, SourceSpan span, string member, object? value, bool readOnly) => false;

    public bool Remove(string member) => false;

    public void SetReadOnly(string member, bool readOnly)
    {
    }

    public IScriptObject Clone(bool deep) => this;

    /// <summary>Pairs of name and value, as Liquid iterates objects.</summary>
    public IEnumerator<object> GetEnumerator() => names().Select(name => (object)new ScriptArray { name, find(name).Value! }).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
