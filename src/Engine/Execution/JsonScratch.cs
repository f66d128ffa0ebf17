using System.Buffers;
using System.Text.Json;

namespace GridGov.Workflow.Engine.Execution;

/// <summary>
/// A JSON writer with its buffer, taken by whoever writes and used again by the next one on the same thread: growing new buffers was a
/// fifth of all that a step allocates. What was written is hashed or copied before it is given back.
/// </summary>
internal sealed class JsonScratch : IDisposable
{
    // A larger one was for an exception, and is not kept.
    private const int Largest = 1 << 20;

    [ThreadStatic]
    private static JsonScratch? _free;

    private readonly ArrayBufferWriter<byte> _buffer = new(4096);

    private JsonScratch() => Writer = new Utf8JsonWriter(_buffer, JsonValues.WriterOptions);

    public Utf8JsonWriter Writer { get; }

    /// <summary>What was written so far; overwritten once this is given back.</summary>
    public ReadOnlySpan<byte> Written
    {
        get
        {
            Writer.Flush();
            return _buffer.WrittenSpan;
        }
    }

    public static JsonScratch Take()
    {
        var scratch = _free ?? new JsonScratch();
        _free = null;
        return scratch;
    }

    public void Dispose()
    {
        if (_buffer.Capacity > Largest)
        {
            Writer.Dispose();
            return;
        }

        Writer.Reset();
        _buffer.ResetWrittenCount();
        _free = this;
    }
}
