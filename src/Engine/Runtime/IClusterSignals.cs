namespace GridGov.Workflow.Engine.Runtime;

/// <summary>
/// Tells the other nodes that something changed, within a fraction of a second. Best effort: what is told is in the database already, and
/// who was not told finds it there, so it is good for screens and for what nodes keep in memory, never for work.
/// </summary>
public interface IClusterSignals
{
    /// <summary>Tells all other nodes, soon and together with what else there is to tell; the same again before that is told once. Returns at once.</summary>
    void Send(string topic, string key);

    /// <summary>Hears what other nodes send, for as long as the process runs. Called on a thread that others wait for: takes a note and returns.</summary>
    void Subscribe(string topic, Action<string> heard);
}
