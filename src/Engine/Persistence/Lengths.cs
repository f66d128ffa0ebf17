namespace GridGov.Workflow.Engine.Persistence;

/// <summary>
/// Greatest lengths of key columns in characters. SQL Server allows 900 bytes in a primary key and 1,700 in an index,
/// two bytes a character: every key below stays inside.
/// </summary>
public static class Lengths
{
    public const int InstanceId = 100;

    /// <summary>Instance id + burst + counter: bookmarks, tasks, events.</summary>
    public const int LocalId = 150;
    public const int StimulusId = 400;
    public const int EffectKey = 250;
    public const int DefinitionId = 100;
    public const int CorrelationId = 200;
    public const int Name = 200;
    public const int Actor = 100;
    public const int Hash = 64;
    public const int Kind = 50;
    public const int Candidate = 150;
}
