using System.Text.Json;
using GridGov.Workflow.Engine.Execution;
using Jint;
using Jint.Constraints;
using Jint.Native;
using Jint.Native.Object;
using Jint.Runtime.Descriptors;
using Jint.Runtime.Interop;

namespace GridGov.Workflow.Engine.Expressions;

/// <summary>
/// One evaluation of one script. Each gets an engine of its own (about 10 µs): whatever a script does to prototypes or globals
/// ends with it. Only names that occur in the script are defined.
/// </summary>
internal sealed class ScriptSession
{
    private readonly ScriptSource _source;
    private readonly ScriptGlobals _globals;
    private Dictionary<string, (JsValue Value, JsonElement Json, double Date)>? _snapshot;
    private JsObject? _variables;

    public ScriptSession(ScriptSource source, IExpressionScope scope, ExpressionOptions options)
    {
        _source = source;
        Scope = scope;
        Options = options;
        Deadline = new OperationDeadlineConstraint();
        Engine = new Jint.Engine(Configure);
        BoundedBuiltins.Install(this, source);
        _globals = new ScriptGlobals(this);
        _globals.Define(source);
    }

    public Jint.Engine Engine { get; }
    public IExpressionScope Scope { get; }
    public ExpressionOptions Options { get; }
    public OperationDeadlineConstraint Deadline { get; }

    /// <summary>Runs the script; Undefined when it has no value. All limits span the script, its result and what it writes back.</summary>
    public JsonElement Run()
    {
        Deadline.Begin(TimeSpan.FromMilliseconds(Options.WallMilliseconds), CancellationToken.None);
        try
        {
            if (_source.HasPromises) BoundedPromises.Install(this);
            DotNetTypes.Define(this, _source);
            var result = Settle(Engine.Evaluate(_source.Program));
            var json = default(JsonElement);
            // Getters and toJSON of the result are the script's code too, so they run as an entry into the engine, under its limits.
            Engine.Invoke(Function("result", (_, _) =>
            {
                json = ScriptValues.ToJson(result, Options.MaxResultBytes);
                WriteBack();
                return JsValue.Undefined;
            }));
            return json;
        }
        finally
        {
            Deadline.End();
        }
    }

    public ClrFunction Function(string name, Func<JsValue, JsValue[], JsValue> body, int length = 0) =>
        new(Engine, name, body, length, PropertyFlag.Configurable);

    public static void Define(ObjectInstance owner, string name, JsValue value) =>
        owner.FastSetProperty(name, new PropertyDescriptor(value, PropertyFlag.NonEnumerable));

    public JsonElement ToJson(JsValue value) => ScriptValues.ToJson(value, Options.MaxResultBytes);

    public JsValue ToScript(JsonElement value) => ScriptValues.ToScript(Engine, value);

    /// <summary>The variable as a script sees it; null when none is in scope.</summary>
    public JsValue? Variable(string name)
    {
        if (!Scope.TryGetVariable(name, out var value)) return null;
        if (value.ValueKind != JsonValueKind.String) return ToScript(value);
        foreach (var variable in Scope.Variables)
        {
            if (string.Equals(variable.Name, name, StringComparison.Ordinal)) return ScriptValues.Revive(Engine, value, variable.Type);
        }

        return ScriptValues.Revive(Engine, value);
    }

    public void SetVariable(string name, JsValue value)
    {
        var json = ToJson(value);
        Scope.SetVariable(name, json.ValueKind == JsonValueKind.Undefined ? JsonValues.Null : json);
    }

    /// <summary>The object <c>variables</c> with the variables that the script names.</summary>
    public JsValue VariablesObject()
    {
        if (_variables is not null) return _variables;
        _variables = new JsObject(Engine);
        _snapshot = new(StringComparer.Ordinal);
        foreach (var name in _source.VariableNames)
        {
            if (Variable(name) is not { } value) continue;
            Scope.TryGetVariable(name, out var json);
            _variables.FastSetDataProperty(name, value);
            _snapshot[name] = (value, json, value is JsDate date ? date.DateValue : 0);
        }

        return _variables;
    }

    // Only what differs is written, so that reading a variable leaves no trace in the journal.
    private void WriteBack()
    {
        if (_variables is null) return;
        foreach (var key in _variables.GetOwnPropertyKeys(Jint.Runtime.Types.String))
        {
            var name = key.ToString();
            var value = _variables.Get(key, _variables);
            if (value.IsCallable()) continue;
            if (_snapshot!.TryGetValue(name, out var before) && IsSame(before.Value, before.Date, before.Json, value)) continue;
            SetVariable(name, value);
        }
    }

    private bool IsSame(JsValue before, double date, JsonElement json, JsValue now)
    {
        if (ReferenceEquals(before, now) && now is not ObjectInstance) return true;
        if (ReferenceEquals(before, now) && now is JsDate same) return same.DateValue.Equals(date);
        var written = ToJson(now);
        return json.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null
            ? written.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null
            : written.ValueKind != JsonValueKind.Undefined && JsonElement.DeepEquals(written, json);
    }

    private static JsValue Settle(JsValue result)
    {
        if (!result.IsPromise()) return result;
        try
        {
            // Nothing outside can settle it any more: the host offers no timers and no I/O.
            return result.UnwrapIfPromise(TimeSpan.FromMilliseconds(1));
        }
        catch (Exception exception) when (exception is Jint.Runtime.PromiseRejectedException { RejectedValue: null } or TimeoutException or InvalidOperationException)
        {
            throw new ExpressionException("expression.javascript", ExpressionTexts.Format("Result.Promise"), exception);
        }
    }

    private void Configure(Jint.Options options)
    {
        options.Culture = System.Globalization.CultureInfo.InvariantCulture;
        options.TimeZone = BurstTimeSystem.Zone;
        options.TimeSystem = new BurstTimeSystem(Scope.Now);
        options.Host.StringCompilationAllowed = false;
        options.LimitRecursion(Options.MaxRecursion);
        options.LimitMemory(Options.MaxMemoryBytes);
        options.Constraint(new ScriptBudget(Options.MaxStatements, Options.MaxStackBytes));
        options.Constraint(Deadline);
        options.Constraints.MaxArraySize = (uint)Options.MaxArraySize;
        options.Constraints.RegexTimeout = TimeSpan.FromMilliseconds(Options.RegexMilliseconds);
        options.Constraints.StackOverflowGuard = true;
    }
}
