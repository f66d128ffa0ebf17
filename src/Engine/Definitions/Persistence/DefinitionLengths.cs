namespace GridGov.Workflow.Engine.Definitions.Persistence;

/// <summary>Greatest lengths of key columns in characters: inside SQL Server's 900 bytes of a key.</summary>
internal static class DefinitionLengths
{
    public const int DefinitionId = 100;
    public const int Name = 200;
    public const int Actor = 100;
    public const int Hash = 64;
}
