using System.Globalization;
using System.Text.Json;
using GridGov.Workflow.Engine.Runtime;
using GridGov.Workflow.Engine.Runtime.Outbox;

namespace GridGov.Workflow.Engine.Tests.Simulation;

/// <summary>
/// The other side of the effect <c>http</c>, in the place of <c>HttpEffectHandler</c> and the network: answers at once, late, never, with a
/// failure or a refusal. Each delivery has its own answer, so that it can be told whose was applied.
/// </summary>
internal sealed class SimDepartment(SeededLoop loop)
{
    private readonly Dictionary<string, int> _deliveries = new(StringComparer.Ordinal);

    /// <summary>From 0 to 1: how often a delivery ends in another way than an answer.</summary>
    public double Trouble { get; set; }

    /// <summary>Attempts so far by key.</summary>
    public IReadOnlyDictionary<string, int> Deliveries => _deliveries;

    public IEffectHandler At(TimeProvider time) => new Door(this, time);

    private async Task<JsonElement> AnswerAsync(EffectDelivery delivery, TimeProvider time, CancellationToken cancellationToken)
    {
        var number = _deliveries[delivery.Key] = _deliveries.GetValueOrDefault(delivery.Key) + 1;
        if (loop.Chance(0.5)) await Task.Delay(TimeSpan.FromMilliseconds(1 + loop.Dice.Next(4000)), time, cancellationToken);
        if (loop.Chance(Trouble))
        {
            switch (loop.Dice.Next(6))
            {
                case 0:
                    await Task.Delay(Timeout.InfiniteTimeSpan, time, cancellationToken);
                    break;
                case 1:
                    throw new EffectRefusedException("department.refused", "no");
                case 2:
                    throw new EffectAttemptException("http.connect", "not reached");
                default:
                    throw new IOException("the line broke");
            }
        }

        return JsonSerializer.SerializeToElement(new { statusCode = 200, body = string.Create(CultureInfo.InvariantCulture, $"{delivery.Key} #{number}") });
    }

    private sealed class Door(SimDepartment department, TimeProvider time) : IEffectHandler
    {
        public string Kind => "http";

        public Task<JsonElement> DeliverAsync(EffectDelivery delivery, CancellationToken cancellationToken) => department.AnswerAsync(delivery, time, cancellationToken);
    }
}
