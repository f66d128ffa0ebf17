namespace GridGov.Workflow.Benchmarks.Steps;

/// <summary>The database that a Host under test works on.</summary>
/// <param name="Product"><c>sqlite</c>, or <c>postgresql</c>: a server of its own with default durability.</param>
/// <param name="Connection">Further settings of the connection string, or null.</param>
/// <param name="Writers">Commit groups written at the same time; null = the Host's default.</param>
internal sealed record DatabaseChoice(string Product, string? Connection, int? Writers)
{
    /// <summary>Arguments that <see cref="Read"/> knows.</summary>
    public static IReadOnlyList<string> Names { get; } = ["--database", "--connection", "--writers"];

    /// <exception cref="FormatException">An argument is out of range; names it and what is allowed.</exception>
    public static DatabaseChoice Read(Arguments arguments) =>
        new(arguments.OneOf("--database", "sqlite", "postgresql"), arguments.Text("--connection"), arguments.NumberOrNull("--writers", 32));
}
