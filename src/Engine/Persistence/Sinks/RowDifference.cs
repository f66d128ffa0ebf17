using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;

namespace GridGov.Workflow.Engine.Persistence.Sinks;

/// <summary>
/// Tells the mapped properties in which two forms of a row differ, by EF's comparers; a bit per property, at its index. Compiled, and kept
/// with the type in EF's model: a case's row has fifty columns, and boxing each of them twice was a fiftieth of a step.
/// </summary>
internal static class RowDifference
{
    private const string Annotation = "GridGov:RowDifference";

    public static UInt128 Between(IEntityType type, object before, object row) =>
        type.GetOrAddRuntimeAnnotationValue(Annotation, static it => Compile(it!), type)(before, row);

    private static Func<object, object, UInt128> Compile(IEntityType type)
    {
        var (before, after) = (Expression.Parameter(typeof(object)), Expression.Parameter(typeof(object)));
        var (old, now) = (Expression.Variable(type.ClrType), Expression.Variable(type.ClrType));
        var mask = Expression.Variable(typeof(UInt128));
        List<Expression> body =
        [
            Expression.Assign(old, Expression.Convert(before, type.ClrType)),
            Expression.Assign(now, Expression.Convert(after, type.ClrType)),
        ];
        foreach (var property in type.GetProperties())
        {
            var bit = Expression.Constant(UInt128.One << property.GetIndex());
            body.Add(Expression.IfThen(
                Expression.Not(AreEqual(property, Expression.Property(old, property.PropertyInfo!), Expression.Property(now, property.PropertyInfo!))),
                Expression.Assign(mask, Expression.Or(mask, bit))));
        }

        body.Add(mask);
        return Expression.Lambda<Func<object, object, UInt128>>(Expression.Block([old, now, mask], body), before, after).Compile();
    }

    private static Expression AreEqual(IProperty property, Expression old, Expression now)
    {
        var comparer = property.GetValueComparer();
        if (comparer.Type == property.ClrType) return Expression.Invoke(comparer.EqualsExpression, old, now);
        return Expression.Call(
            Expression.Constant(comparer), nameof(ValueComparer.Equals), null, Expression.Convert(old, typeof(object)), Expression.Convert(now, typeof(object)));
    }
}
