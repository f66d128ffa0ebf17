using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace GridGov.Workflow.Engine.Persistence.Sinks;

/// <summary>A property of a row as the database stores it: EF's conversions without its change tracker.</summary>
internal sealed class RowValue(IProperty property)
{
    private readonly IClrPropertyGetter _getter = property.GetGetter();
    private readonly Func<object?, object?>? _convert = property.GetRelationalTypeMapping().Converter?.ConvertToProvider;

    public RelationalTypeMapping Mapping { get; } = property.GetRelationalTypeMapping();

    /// <summary>Type of what is stored; a nullable one where null can be.</summary>
    public Type StoredType
    {
        get
        {
            var type = Mapping.Converter?.ProviderClrType ?? Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType;
            if (type.IsEnum) type = Enum.GetUnderlyingType(type);
            return property.IsNullable && type.IsValueType ? typeof(Nullable<>).MakeGenericType(type) : type;
        }
    }

    public object? Of(object row) => Stored(_getter.GetClrValue(row));

    public object? Stored(object? value) => value is null || _convert is null ? value : _convert(value);
}
