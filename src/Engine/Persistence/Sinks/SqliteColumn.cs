using System.Buffers;
using System.Text;
using SQLitePCL;

namespace GridGov.Workflow.Engine.Persistence.Sinks;

/// <summary>Gives a row's value of one property to a statement of SQLite.</summary>
internal abstract class SqliteColumn
{
    private const int OnStack = 512;

    public static SqliteColumn Of(RowValue value) =>
        (SqliteColumn)Activator.CreateInstance(typeof(Typed<>).MakeGenericType(value.StoredType), value.Getter)!;

    /// <param name="place">From 1.</param>
    /// <returns>SQLite's result code.</returns>
    public abstract int Bind(sqlite3_stmt statement, int place, object row);

    /// <param name="place">From 1.</param>
    /// <param name="value">As stored.</param>
    /// <returns>SQLite's result code.</returns>
    public static int Bind<T>(sqlite3_stmt statement, int place, T value) => value switch
    {
        null => raw.sqlite3_bind_null(statement, place),
        string text => Text(statement, place, text),
        long number => raw.sqlite3_bind_int64(statement, place, number),
        int number => raw.sqlite3_bind_int(statement, place, number),
        bool flag => raw.sqlite3_bind_int(statement, place, flag ? 1 : 0),
        double number => raw.sqlite3_bind_double(statement, place, number),

        // A pointer to nothing would be NULL.
        byte[] { Length: 0 } => raw.sqlite3_bind_zeroblob(statement, place, 0),
        byte[] bytes => raw.sqlite3_bind_blob(statement, place, bytes),
        _ => throw new NotSupportedException($"Rows with a {value.GetType().Name} are not written on SQLite; text, whole and floating-point numbers, flags and bytes are."),
    };

    private static int Text(sqlite3_stmt statement, int place, string text)
    {
        // A pointer to nothing would be NULL.
        if (text.Length == 0) return raw.sqlite3_bind_text(statement, place, text);
        var most = Encoding.UTF8.GetMaxByteCount(text.Length);
        var rented = most <= OnStack ? null : ArrayPool<byte>.Shared.Rent(most);
        try
        {
            var bytes = rented is null ? stackalloc byte[OnStack] : rented;
            return raw.sqlite3_bind_text(statement, place, bytes[..Encoding.UTF8.GetBytes(text, bytes)]);
        }
        finally
        {
            if (rented is not null) ArrayPool<byte>.Shared.Return(rented);
        }
    }

    private sealed class Typed<T>(Func<object, T> getter) : SqliteColumn
    {
        public override int Bind(sqlite3_stmt statement, int place, object row) => Bind(statement, place, getter(row));
    }
}
