using System.Text.Json.Nodes;
using GridGov.Workflow.Host.Tests.Hosting;

namespace GridGov.Workflow.Host.Tests.Rights;

/// <summary>Somebody who asks, named by what the person is to the sample case of <see cref="RightsWorld"/>.</summary>
/// <param name="Name">As in <c>endpoints.txt</c>.</param>
/// <param name="Person">Directory id; null = nobody, or a system that acts as itself.</param>
internal sealed record Caller(string Name, string? Person, HttpClient Client)
{
    private static readonly (string Name, string Person)[] Persons =
    [
        ("citizen", "citizen-01"), ("other-unit", "desk-ga"), ("other-area", "worker-07"), ("candidate", "desk-sw"), ("assignee", "handler-sw"),
        ("clerk", "clerk-01"), ("dispatcher", "dispatcher-01"), ("leader", "duty-leader"), ("assessor", "assessor"), ("auditor", "auditor"),
        ("system-admin", "admin-system"), ("security-admin", "admin-security"), ("audit-admin", "admin-audit"), ("office", "office-01"),
    ];

    /// <summary>Everybody of the table: nobody, a key with the act-for right that names no person, a key without it, and the persons.</summary>
    public static async Task<IReadOnlyList<Caller>> AllAsync(IRunningHost host)
    {
        var key = (await new Api(host).PostAsync("/api/keys", new JsonObject { ["name"] = "rights", ["owner"] = "iot-gateway" })).Ok()["key"]!.GetValue<string>();
        var gateway = Open(host);
        gateway.DefaultRequestHeaders.Add("X-Api-Key", key);
        var system = Open(host);
        system.DefaultRequestHeaders.Add("X-Api-Key", HostProcess.ApiKey);
        return
        [
            new("anonymous", null, Open(host)), new("system", null, system), new("gateway", "iot-gateway", gateway),
            .. Persons.Select(person => new Caller(person.Name, person.Person, As(host, person.Person))),
        ];
    }

    // A redirect to the sign-in page is an answer here.
    private static HttpClient Open(IRunningHost host) => new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = host.Address };

    private static HttpClient As(IRunningHost host, string person)
    {
        var client = Open(host);
        client.DefaultRequestHeaders.Add("X-Api-Key", HostProcess.ApiKey);
        client.DefaultRequestHeaders.Add("X-Acting-User", person);
        return client;
    }
}
