using System.ComponentModel.DataAnnotations;

namespace GridGov.Workflow.Engine.Expressions;

/// <summary>
/// Limits of scripts and templates (configuration section <c>Engine:Expressions</c>). The first group decides outcomes: changing one
/// changes what replay gives. The second group are backstops, whose tripping abandons the burst (design.md §4).
/// </summary>
public sealed class ExpressionOptions
{
    /// <summary>Statements that one evaluation may execute.</summary>
    [Range(1_000, 10_000_000)]
    public int MaxStatements { get; set; } = 100_000;

    /// <summary>How often one function may be on the call stack at once.</summary>
    [Range(16, 512)]
    public int MaxRecursion { get; set; } = 128;

    /// <summary>Elements of an array.</summary>
    [Range(1_024, 1_048_576)]
    public int MaxArraySize { get; set; } = 131_072;

    /// <summary>Characters of a string that a built-in makes, and of a rendered template.</summary>
    [Range(1_024, 4_194_304)]
    public int MaxStringLength { get; set; } = 262_144;

    /// <summary>Bytes of a result as UTF-8 JSON, and of each value that a script stores.</summary>
    [Range(1_024, 16_777_216)]
    public int MaxResultBytes { get; set; } = 1_048_576;

    /// <summary>Iterations of all loops of one template.</summary>
    [Range(100, 1_000_000)]
    public int MaxTemplateLoops { get; set; } = 10_000;

    /// <summary>Characters of a script's or template's source.</summary>
    [Range(1_024, 1_048_576)]
    public int MaxSourceLength { get; set; } = 65_536;

    /// <summary>Backstop: managed bytes that one evaluation may allocate.</summary>
    [Range(1_048_576L, 1_073_741_824L)]
    public long MaxMemoryBytes { get; set; } = 33_554_432;

    /// <summary>Backstop: milliseconds for one regular expression match.</summary>
    [Range(10, 10_000)]
    public int RegexMilliseconds { get; set; } = 250;

    /// <summary>Backstop: milliseconds of wall time for one evaluation.</summary>
    [Range(50, 60_000)]
    public int WallMilliseconds { get; set; } = 1_000;

    /// <summary>Backstop: bytes of native stack that one evaluation may use, well below the 1.5 MB of a thread.</summary>
    [Range(65_536, 786_432)]
    public int MaxStackBytes { get; set; } = 524_288;
}
