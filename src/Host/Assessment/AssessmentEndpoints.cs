namespace GridGov.Workflow.Host.Assessment;

internal static class AssessmentEndpoints
{
    public static void Map(IEndpointRouteBuilder api) => api.MapGet("/assessment/rates", (
        RateReading reading, CancellationToken stop, string? unit = null, DateTimeOffset? from = null, DateTimeOffset? to = null) =>
        reading.ReadAsync(unit, from, to, stop)).WithTags("Assessment");
}
