using System.Text.Json.Nodes;
using GridGov.Workflow.Host.Security;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace GridGov.Workflow.Host.OpenApi;

/// <summary>What holds for the whole API: its name, how one signs in, its groups, the form of its errors.</summary>
internal sealed class ApiDocument : IOpenApiDocumentTransformer
{
    /// <summary>Name of the schema of errors.</summary>
    public const string Problem = "Problem";
    private const string DisplayName = "x-displayName";

    public async Task TransformAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        var texts = ApiTexts.Chinese;
        document.Info = new OpenApiInfo { Title = texts.Title, Description = texts.Description, Version = document.Info.Version };
        var used = (document.Tags ?? new HashSet<OpenApiTag>()).Select(tag => tag.Name).ToHashSet(StringComparer.Ordinal);
        document.Tags = texts.Tags.Where(tag => used.Contains(tag.Key)).Select(tag => new OpenApiTag
        {
            Name = tag.Key,
            Extensions = new Dictionary<string, IOpenApiExtension> { [DisplayName] = new JsonNodeExtension(JsonValue.Create(tag.Value)) },
        }).ToHashSet();

        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
        {
            ["ApiKey"] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.ApiKey,
                In = ParameterLocation.Header,
                Name = ApiKeyAuthentication.KeyHeader,
                Description = texts.Security["ApiKey"],
            },
            ["Bearer"] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", BearerFormat = "JWT", Description = texts.Security["Bearer"] },
        };
        document.Security = [.. document.Components.SecuritySchemes.Keys.Select(name => new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(name, document)] = [] })];
        document.AddComponent(Problem, await context.GetOrCreateSchemaAsync(typeof(ApiProblem), cancellationToken: cancellationToken));
    }
}
