using System.Text.Json;
using GridGov.Workflow.Activities.Cases;
using GridGov.Workflow.Engine.Execution;

namespace GridGov.Workflow.Activities.Lifecycle;

/// <summary>What a unit sees of its order. A confidential requester is not even referred to.</summary>
internal static class OrderDetails
{
    public static IReadOnlyDictionary<string, JsonElement> Of(GovCase @case, WorkOrder order)
    {
        var details = new Dictionary<string, JsonElement>(StringComparer.Ordinal)
        {
            ["orderId"] = JsonValues.Of(order.Id),
            ["isDesignated"] = JsonValues.Of(order.IsDesignated),
            ["disposeDue"] = JsonValues.Of(order.Dispose.Due),
            ["assistUnits"] = JsonValues.Of(@case.Assists.Select(assist => assist.Unit)),
            ["reworkCount"] = JsonValues.Of(@case.ReworkCount),
        };
        if (order.Note is { } note) details["note"] = JsonValues.Of(note);
        if (order.Whistle is { } whistle) details["whistle"] = JsonValues.Of(whistle.ToString());
        if (!@case.Requester.IsConfidential && @case.DescriptionRef is { } description) details["descriptionRef"] = JsonValues.Of(description);
        return details;
    }
}
