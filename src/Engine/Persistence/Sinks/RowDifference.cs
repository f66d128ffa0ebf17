using Microsoft.EntityFrameworkCore.Metadata;

namespace GridGov.Workflow.Engine.Persistence.Sinks;

/// <summary>The mapped properties in which two forms of a row differ.</summary>
internal static class RowDifference
{
    public static IEnumerable<IProperty> Between(IEntityType type, object before, object row)
    {
        foreach (var property in type.GetProperties())
        {
            var getter = property.GetGetter();
            if (!property.GetValueComparer().Equals(getter.GetClrValue(before), getter.GetClrValue(row))) yield return property;
        }
    }
}
