namespace GridGov.Workflow.Engine.Definitions;

/// <summary>Makes ids for activities that have none: <c>{ShortType}{n}</c> with the smallest free n, in the order of asking.</summary>
internal sealed class FreeIds(HashSet<string> taken)
{
    private readonly Dictionary<string, int> _last = new(StringComparer.Ordinal);

    /// <param name="type">Full type name, such as <c>Elsa.WriteLine</c>.</param>
    public string Take(string type)
    {
        var name = type[(type.LastIndexOf('.') + 1)..];
        if (name.Length == 0) name = "Activity";
        var number = _last.GetValueOrDefault(name);
        do number++;
        while (!taken.Add($"{name}{number}"));
        _last[name] = number;
        return $"{name}{number}";
    }
}
