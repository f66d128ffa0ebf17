using GridGov.Workflow.Activities.Directory;
using GridGov.Workflow.Engine.Definitions.Documents;
using GridGov.Workflow.Host.Problems;

namespace GridGov.Workflow.Host.Elsa.Wire;

/// <summary>Writes what handlers return in Elsa's JSON, and their refusals in the shape that Studio shows.</summary>
internal sealed class ElsaAnswers(IDirectory directory) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            var answer = await next(context);
            return answer is null or IResult ? answer : Results.Json(answer, ElsaJson.Options);
        }
        catch (DefinitionException refused)
        {
            throw ElsaErrors.Of(refused, directory);
        }
        catch (ProblemException problem)
        {
            throw ElsaErrors.Of(problem);
        }
    }
}
