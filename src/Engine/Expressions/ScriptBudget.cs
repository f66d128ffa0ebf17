using System.Runtime.CompilerServices;
using Jint;

namespace GridGov.Workflow.Engine.Expressions;

/// <summary>
/// Counts statements over all entries into one engine. Jint's own counter starts anew whenever the host calls in, which a getter
/// of the result could use to go on for ever; hence the empty <see cref="Reset"/>. Also watches the native stack: Jint's own guard
/// throws an error that a script can catch, at a depth that depends on the machine.
/// </summary>
internal sealed class ScriptBudget(int maxStatements, int maxStackBytes) : Constraint
{
    private readonly nint _top = StackPosition();
    private int _used;

    public override void Check()
    {
        if (++_used > maxStatements)
        {
            throw new ExpressionException("expression.statement-limit",
                ExpressionTexts.Format("Script.Statements", maxStatements));
        }

        if (_top - StackPosition() > maxStackBytes)
        {
            throw new ScriptBackstopException(ExpressionTexts.Format("Script.StackBytes", maxStackBytes));
        }
    }

    public override void Reset()
    {
    }

    /// <summary>Address of a local: stacks grow downward on every platform that .NET runs on.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static nint StackPosition()
    {
        byte marker = 0;
        return Unsafe.ByteOffset(ref Unsafe.NullRef<byte>(), ref marker);
    }
}
