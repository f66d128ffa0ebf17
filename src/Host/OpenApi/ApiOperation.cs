using System.Reflection;
using System.Text.RegularExpressions;
using GridGov.Workflow.Host.Public;
using GridGov.Workflow.Host.Requests;
using GridGov.Workflow.Host.Security;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace GridGov.Workflow.Host.OpenApi;

/// <summary>Names and explains an operation, and adds the headers and errors that its code does not show.</summary>
internal sealed partial class ApiOperation : IOpenApiOperationTransformer
{
    public Task TransformAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var texts = ApiTexts.Chinese;
        var path = "/" + Constraint().Replace(context.Description.RelativePath ?? "", "{${name}}").TrimEnd('/');
        if (texts.Operations.TryGetValue($"{context.Description.HttpMethod} {path}", out var words)) (operation.OperationId, operation.Summary) = (words[0], words[1]);
        foreach (var parameter in operation.Parameters ?? []) parameter.Description ??= texts.Parameter(operation.OperationId ?? "", parameter.Name ?? "");

        if (path.StartsWith(PublicPages.CasesPath, StringComparison.Ordinal)) operation.Security = [];
        else AddHeader(operation, ApiKeyAuthentication.ActingUserHeader, texts);
        if (context.Description.HttpMethod == HttpMethods.Post && TakesCommand(context)) AddHeader(operation, IdempotencyKey.Header, texts);
        (operation.Responses ??= []).TryAdd("default", new OpenApiResponse
        {
            Description = texts.Problem,
            Content = new Dictionary<string, OpenApiMediaType>
            {
                ["application/problem+json"] = new() { Schema = new OpenApiSchemaReference(ApiDocument.Problem, context.Document) },
            },
        });
        return Task.CompletedTask;
    }

    private static bool TakesCommand(OpenApiOperationTransformerContext context) =>
        context.Description.ActionDescriptor.EndpointMetadata.OfType<MethodInfo>().SelectMany(handler => handler.GetParameters())
            .Any(parameter => parameter.ParameterType.IsGenericType && parameter.ParameterType.GetGenericTypeDefinition() == typeof(Command<>));

    private static void AddHeader(OpenApiOperation operation, string name, ApiTexts texts) => (operation.Parameters ??= []).Add(new OpenApiParameter
    {
        Name = name,
        In = ParameterLocation.Header,
        Description = texts.Headers[name],
        Schema = new OpenApiSchema { Type = JsonSchemaType.String },
    });

    [GeneratedRegex(@"\{(?<name>\w+)[^}]*\}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Constraint();
}
