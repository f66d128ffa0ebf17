using System.Globalization;
using System.Text;
using Microsoft.Data.SqlClient;

namespace GridGov.Workflow.SqlServer.Tests;

/// <summary>A statement that the product sends to SQL Server.</summary>
/// <param name="Parameters">Declarations, such as <c>@p0 nvarchar(100)</c>.</param>
/// <param name="Source">File and line that sends it, or the type that is written.</param>
internal sealed record SentStatement(string Text, IReadOnlyList<string> Parameters, string Source)
{
    public static SentStatement Of(string text, System.Data.Common.DbParameterCollection parameters, string source) =>
        new(text, [.. parameters.Cast<SqlParameter>().Select(Declare)], source);

    public string AsProcedure(string name)
    {
        var text = new StringBuilder("CREATE PROCEDURE [").Append(name).Append(']');
        if (Parameters.Count > 0) text.Append(' ').AppendJoin(", ", Parameters);
        return text.Append(" AS BEGIN\n").Append(Text).Append("\nEND").ToString();
    }

    private static string Declare(SqlParameter parameter)
    {
        var name = parameter.ParameterName.StartsWith('@') ? parameter.ParameterName : "@" + parameter.ParameterName;
        var type = parameter.SqlDbType.ToString().ToLowerInvariant();
        var size = parameter.SqlDbType switch
        {
            System.Data.SqlDbType.NVarChar or System.Data.SqlDbType.VarChar or System.Data.SqlDbType.VarBinary or System.Data.SqlDbType.NChar =>
                parameter.Size is > 0 and <= 4000 ? parameter.Size.ToString(CultureInfo.InvariantCulture) : "max",
            System.Data.SqlDbType.Decimal => string.Create(CultureInfo.InvariantCulture, $"{Math.Max((byte)18, parameter.Precision)}, {parameter.Scale}"),
            _ => null,
        };
        return $"{name} {type}{(size is null ? "" : $"({size})")}";
    }
}
