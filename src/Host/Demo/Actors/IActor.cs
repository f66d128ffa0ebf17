namespace GridGov.Workflow.Host.Demo.Actors;

/// <summary>Somebody who does certain kinds of tasks in a certain way.</summary>
internal interface IActor
{
    /// <summary>Names of the tasks.</summary>
    IReadOnlyCollection<string> Work { get; }

    /// <summary>When the actor gets to a task that has just come up.</summary>
    DateTimeOffset When(Town town, CaseStory story, CityTask task);

    /// <summary>Does it, and writes into the diary what was done.</summary>
    Task ActAsync(Town town, CaseStory story, CityTask task);
}
