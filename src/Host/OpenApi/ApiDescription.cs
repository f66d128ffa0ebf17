using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Scalar.AspNetCore;

namespace GridGov.Workflow.Host.OpenApi;

/// <summary>The API's description for programs and people.</summary>
internal static class ApiDescription
{
    public static IServiceCollection AddApiDescription(this IServiceCollection services) => services.AddOpenApi(options =>
    {
        options.AddDocumentTransformer<ApiDocument>();
        options.AddOperationTransformer<ApiOperation>();
        options.AddSchemaTransformer(NumbersAreNumbers);
    });

    public static void MapApiDescription(this IEndpointRouteBuilder app)
    {
        app.MapOpenApi();

        // As it comes, the page tells its maker of requests, offers his services and loads his fonts: none of that leaves a government network.
        app.MapScalarApiReference(scalar => scalar.WithTitle(ApiTexts.Chinese.Title).WithLocalization(new ScalarLocalizationOptions { Locale = "zh-CN" })
            .DisableTelemetry().DisableAgent().DisableMcp().DisableDefaultFonts().HideDeveloperTools().HideClientButton().WithNonce());
    }

    // The reader of bodies takes "5" for 5 as well; whoever generates a client wants a number.
    private static Task NumbersAreNumbers(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        if (schema.Type is { } type && type.HasFlag(JsonSchemaType.String) && (type.HasFlag(JsonSchemaType.Integer) || type.HasFlag(JsonSchemaType.Number)))
            (schema.Type, schema.Pattern) = (type & ~JsonSchemaType.String, null);
        return Task.CompletedTask;
    }
}
