using GridGov.Workflow.Engine.Execution;
using GridGov.Workflow.Engine.Persistence;
using GridGov.Workflow.Engine.Runtime.Commits;
using GridGov.Workflow.Engine.Tasks;
using Microsoft.Extensions.Logging;

namespace GridGov.Workflow.Engine.Runtime.Instances;

/// <summary>What every instance processor of a node shares.</summary>
internal sealed record InstanceServices(
    IInterpreter Interpreter, IStateCodec Codec, IWorkflowGraphs Graphs, IWorkflowDb Db, CommitPipeline Pipeline,
    BurstRowsBuilder Rows, CommitSignals Signals, TaskForms Forms, ScriptPool Scripts, IBusinessClock Clock,
    IReferenceData References, ILogger<InstanceProcessor> Logger);
