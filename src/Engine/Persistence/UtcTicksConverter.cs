using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace GridGov.Workflow.Engine.Persistence;

/// <summary>Stores a moment as UTC ticks (64-bit), so that every provider orders and compares it alike; the offset is not kept.</summary>
public sealed class UtcTicksConverter() : ValueConverter<DateTimeOffset, long>(
    moment => moment.UtcTicks,
    ticks => new DateTimeOffset(ticks, TimeSpan.Zero));
