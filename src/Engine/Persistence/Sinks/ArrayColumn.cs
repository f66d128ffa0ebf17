namespace GridGov.Workflow.Engine.Persistence.Sinks;

/// <summary>The values of one column for the rows of a statement.</summary>
internal abstract class ArrayColumn
{
    /// <summary>A list of the stored type, as the driver wants it; the same one after <see cref="Clear"/>.</summary>
    public abstract object Array { get; }

    public static ArrayColumn Of(RowValue value) => (ArrayColumn)Activator.CreateInstance(typeof(Values<>).MakeGenericType(value.StoredType), value)!;

    /// <summary>Adds the row's value.</summary>
    public abstract void AddOf(object row);

    /// <summary>Adds a value of the model.</summary>
    public abstract void Add(object? value);

    public abstract void Clear();

    private sealed class Values<T>(RowValue value) : ArrayColumn
    {
        private readonly Func<object, T> _getter = (Func<object, T>)value.Getter;
        private readonly List<T> _values = [];

        public override object Array => _values;

        public override void AddOf(object row) => _values.Add(_getter(row));

        public override void Add(object? model) => _values.Add((T)value.Stored(model)!);

        public override void Clear() => _values.Clear();
    }
}
