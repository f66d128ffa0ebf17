namespace GridGov.Workflow.Engine.Persistence.Sinks;

/// <summary>What is done to a row.</summary>
internal enum RowVerb { Insert, Update, Delete }

/// <summary>Rows of one shape are written by the same statement.</summary>
/// <param name="Columns">Properties of an update as its caller named them, compared by reference; null: those in the mask.</param>
/// <param name="Mask">Properties of an update by their index.</param>
/// <param name="Fence">Property that must have the expected value, or null.</param>
/// <param name="MayMiss">No row may be hit.</param>
internal readonly record struct RowShape(Type Row, RowVerb Verb, string[]? Columns = null, UInt128 Mask = default, string? Fence = null, bool MayMiss = false);
