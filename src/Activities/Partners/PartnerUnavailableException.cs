namespace GridGov.Workflow.Activities.Partners;

/// <summary>A partner could not be reached or could not answer now: worth another delivery. Carries no content of the message.</summary>
public sealed class PartnerUnavailableException : Exception
{
    /// <summary>Without a message.</summary>
    public PartnerUnavailableException()
    {
    }

    /// <summary>With a message.</summary>
    public PartnerUnavailableException(string message)
        : base(message)
    {
    }

    /// <summary>With a message and what caused it.</summary>
    public PartnerUnavailableException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
