using System.Text.Json;

namespace GridGov.Workflow.Engine.Expressions;

/// <summary>Converts JSON values to Elsa's type aliases, culture-invariant (elsa-definition-format.md §6.2, trap T5).</summary>
public interface IValueConverter
{
    /// <summary>
    /// The value as the alias's JSON form: Int32/Int64/Double/Decimal → number, Boolean → true/false, String → string,
    /// DateTime(Offset)/TimeSpan/Guid → canonical string, lists → array, Object/JSON types → as is (text stays text for Object,
    /// is parsed for JSON types, lists and dictionaries). Unknown aliases behave as Object. Undefined and null stay null.
    /// </summary>
    /// <exception cref="ExpressionException">Code <c>expression.conversion</c>; names value and type.</exception>
    JsonElement Convert(JsonElement value, string typeAlias);
}
