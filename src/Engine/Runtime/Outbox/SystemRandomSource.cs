using System.Security.Cryptography;

namespace GridGov.Workflow.Engine.Runtime.Outbox;

/// <summary>Random numbers of the operating system.</summary>
internal sealed class SystemRandomSource : IRandomSource
{
    private const int Steps = 1 << 30;

    public double NextDouble() => RandomNumberGenerator.GetInt32(Steps) / (double)Steps;
}
