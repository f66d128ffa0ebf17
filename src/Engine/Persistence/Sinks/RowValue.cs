using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Query;
using Microsoft.EntityFrameworkCore.Storage;

namespace GridGov.Workflow.Engine.Persistence.Sinks;

/// <summary>A property of a row as the database stores it: EF's conversions without its change tracker.</summary>
internal sealed class RowValue(IProperty property)
{
    private const string Annotation = "GridGov:RowValue";
    private readonly IClrPropertyGetter _getter = property.GetGetter();
    private readonly Func<object?, object?>? _convert = property.GetRelationalTypeMapping().Converter?.ConvertToProvider;

    public RelationalTypeMapping Mapping { get; } = property.GetRelationalTypeMapping();

    /// <summary>Type of what is stored; a nullable one where null can be.</summary>
    public Type StoredType => StoredTypeOf(property);

    /// <summary>A <c>Func&lt;object, StoredType&gt;</c> from a row to what is stored, without a box; compiled, and kept with the property in EF's model.</summary>
    public Delegate Getter => property.GetOrAddRuntimeAnnotationValue(Annotation, static it => Compile(it!), property);

    public object? Of(object row) => Stored(_getter.GetClrValue(row));

    public object? Stored(object? value) => value is null || _convert is null ? value : _convert(value);

    private static Type StoredTypeOf(IProperty property)
    {
        var type = property.GetRelationalTypeMapping().Converter?.ProviderClrType ?? Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType;
        if (type.IsEnum) type = Enum.GetUnderlyingType(type);
        return property.IsNullable && type.IsValueType ? typeof(Nullable<>).MakeGenericType(type) : type;
    }

    private static Delegate Compile(IProperty property)
    {
        var stored = StoredTypeOf(property);
        var row = Expression.Parameter(typeof(object));
        var value = Expression.Property(Expression.Convert(row, property.DeclaringType.ClrType), property.PropertyInfo!);
        Expression body = value;
        if (property.GetRelationalTypeMapping().Converter is { } converter)
        {
            var conversion = converter.ConvertToProviderExpression;
            var parameter = conversion.Parameters[0];
            body = ReplacingExpressionVisitor.Replace(parameter, Expression.Convert(value, parameter.Type), conversion.Body);
            if (property.IsNullable)
                return Lambda(Expression.Condition(Expression.Equal(value, Expression.Constant(null, value.Type)), Expression.Default(stored), Expression.Convert(body, stored)));
        }

        return Lambda(Expression.Convert(body, stored));

        Delegate Lambda(Expression converted) =>
            Expression.Lambda(typeof(Func<,>).MakeGenericType(typeof(object), stored), converted, row).Compile();
    }
}
