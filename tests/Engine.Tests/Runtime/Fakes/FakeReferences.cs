using GridGov.Workflow.Engine.Runtime;

namespace GridGov.Workflow.Engine.Tests.Runtime.Fakes;

/// <summary>A version that a test sets.</summary>
internal sealed class FakeReferences : IReferenceData
{
    public int? Version { get; set; }
}
