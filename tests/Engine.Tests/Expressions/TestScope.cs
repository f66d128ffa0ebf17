using System.Text.Json;
using GridGov.Workflow.Engine.Expressions;

namespace GridGov.Workflow.Engine.Tests.Expressions;

/// <summary>A flat scope: variables, inputs and outputs in dictionaries, a fixed clock and a seeded random source.</summary>
internal sealed class TestScope(ulong seed = 1) : IExpressionScope, IBurstRandom
{
    private static readonly ValueConverter Converter = new();
    private readonly Dictionary<string, (string Id, string Type, JsonElement Value)> _variables = [];
    private ulong _state = seed;

    public Dictionary<string, JsonElement> Inputs { get; } = [];
    public List<string> Declared { get; } = [];
    public Dictionary<(string Activity, string Output), JsonElement> Outputs { get; } = [];
    public List<string> Writes { get; } = [];

    public TestScope With(string name, string type, string json)
    {
        _variables[name] = ("v-" + name, type, Converter.Convert(JsonElement.Parse(json), type));
        return this;
    }

    public TestScope WithInput(string name, string json, bool declared = true)
    {
        Inputs[name] = JsonElement.Parse(json);
        if (declared) Declared.Add(name);
        return this;
    }

    public JsonElement this[string name] => _variables[name].Value;

    public bool Has(string name) => _variables.ContainsKey(name);

    public IEnumerable<VariableInScope> Variables => _variables.Select(pair => new VariableInScope(pair.Key, pair.Value.Type));

    public bool TryGetVariable(string name, out JsonElement value)
    {
        var found = _variables.TryGetValue(name, out var slot);
        value = slot.Value;
        return found;
    }

    public bool TryGetVariableById(string id, out JsonElement value)
    {
        var slot = _variables.Values.FirstOrDefault(candidate => candidate.Id == id);
        value = slot.Value;
        return slot.Id is not null;
    }

    public void SetVariable(string name, JsonElement value)
    {
        Writes.Add(name);
        var (id, type) = _variables.TryGetValue(name, out var slot) ? (slot.Id, slot.Type) : ("v-" + name, "Object");
        _variables[name] = (id, type, Converter.Convert(value, type));
    }

    public bool TryGetInput(string name, out JsonElement value) => Inputs.TryGetValue(name, out value);
    public IEnumerable<string> DeclaredInputs => Declared;

    public JsonElement GetOutputFrom(string activityIdOrName, string? outputName) =>
        Outputs.TryGetValue((activityIdOrName, outputName ?? "Result"), out var value)
            ? value : throw new ExpressionException("expression.unknown-activity", $"No activity '{activityIdOrName}' within reach.");

    public IEnumerable<(string ActivityName, string OutputName)> NamedOutputs => Outputs.Keys;
    public JsonElement LastResult { get; set; }
    public string DefinitionId => "def-1";
    public string DefinitionVersionId => "ver-1";
    public int DefinitionVersion => 3;
    public string InstanceId => "inst-1";
    public string? CorrelationId { get; set; }
    public string? InstanceName { get; set; }
    public IReadOnlyDictionary<string, JsonElement> ActivityInputs { get; set; } = new Dictionary<string, JsonElement>();
    public IReadOnlyDictionary<string, JsonElement> Arguments { get; set; } = new Dictionary<string, JsonElement>();
    public ICollection<string>? Outcomes { get; set; }
    public DateTimeOffset Now { get; set; } = new(2026, 5, 1, 8, 30, 0, TimeSpan.FromHours(8));
    public IBurstRandom Random => this;

    // SplitMix64.
    public ulong NextUInt64()
    {
        var z = _state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    public Guid NextGuid()
    {
        Span<byte> bytes = stackalloc byte[16];
        BitConverter.TryWriteBytes(bytes, NextUInt64());
        BitConverter.TryWriteBytes(bytes[8..], NextUInt64());
        bytes[7] = (byte)((bytes[7] & 0x0F) | 0x40);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes);
    }
}
