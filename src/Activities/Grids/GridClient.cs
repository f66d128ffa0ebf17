using System.Text.Json;
using GridGov.Workflow.Activities.Directory;
using GridGov.Workflow.Activities.Partners;
using GridGov.Workflow.Engine.Runtime;
using Microsoft.Extensions.Options;

namespace GridGov.Workflow.Activities.Grids;

/// <summary>Calls the system of a grid by the contract <c>docs/grid-api.yaml</c>.</summary>
internal sealed class GridClient(HttpClient http, IPersonalValues values, IOptions<GridApiOptions> options)
{
    /// <summary>Member of a payload that names the grid.</summary>
    public const string PartnerField = "gridCode";

    /// <summary>Prefix of the codes of refusals.</summary>
    public const string Kind = "grid";

    private readonly PartnerExchange _exchange = new(http, values, Kind, PartnerField);

    /// <summary>Sends one call.</summary>
    /// <param name="call">What is sent; personal references are resolved here.</param>
    /// <param name="key">Idempotency key, the same over all attempts.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The answer, a JSON object.</returns>
    /// <exception cref="EffectRefusedException"><c>grid.not-configured</c>, <c>grid.refused</c> or <c>grid.answer-invalid</c>.</exception>
    /// <exception cref="PartnerUnavailableException">Not now: 408, 429, 5xx, no connection, no answer in time.</exception>
    public Task<JsonElement> SendAsync(PartnerCall call, string key, CancellationToken cancellationToken)
    {
        var address = PartnerAddress.Find(options.Value, call.Partner) ?? throw new EffectRefusedException(
            Kind + ".not-configured",
            $"网格“{call.Partner}”没有接口地址。请配置 {GridApiOptions.Section}:Grids:{call.Partner}:BaseAddress，或配置默认地址 {GridApiOptions.Section}:BaseAddress。");
        return _exchange.SendAsync(call, address, key, cancellationToken);
    }
}
