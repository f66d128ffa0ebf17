namespace GridGov.Workflow.Engine.Runtime.Outbox;

/// <summary>
/// Marks a handler whose result is not the answer: the answer reaches the instance another way (a child instance reports by
/// itself). A refusal of such a handler is an answer nevertheless.
/// </summary>
internal interface IAnswersLater : IEffectHandler;
