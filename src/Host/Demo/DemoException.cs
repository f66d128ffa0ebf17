namespace GridGov.Workflow.Host.Demo;

/// <summary>The demo cannot go on; the text is for the person at the terminal.</summary>
internal sealed class DemoException(string message) : Exception(message);
