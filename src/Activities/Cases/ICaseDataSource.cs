namespace GridGov.Workflow.Activities.Cases;

/// <summary>The data that commands and steps compute with, by the version that the stimulus or the state of the instance names.</summary>
public interface ICaseDataSource
{
    /// <param name="version">A version that was in force at some time; null = what is shipped.</param>
    /// <exception cref="KeyNotFoundException">There is no such version; names it.</exception>
    CaseData Of(int? version);

    /// <summary>The data in force, for the edge: forms, lists and checks before a stimulus. What happens inside a burst asks for its version.</summary>
    CaseData Newest { get; }
}
