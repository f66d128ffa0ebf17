using GridGov.Workflow.Engine.Runtime;
using GridGov.Workflow.Host.Requests;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace GridGov.Workflow.Host.Notices;

/// <summary>Registers notices and maps their routes.</summary>
internal static class NoticeServices
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public static IServiceCollection AddNotices(this IServiceCollection services)
    {
        services.AddOptions<NoticeOptions>().BindConfiguration(NoticeOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<NoticeOptions>, NoticeOptionsCheck>();
        services.AddSingleton<NoticeOutbox>();

        // The engine needs its observers, and the outbox needs the engine: it is made at the first look, when the engine is there.
        services.AddSingleton(provider => new Lazy<NoticeOutbox>(provider.GetRequiredService<NoticeOutbox>));
        services.AddSingleton<NoticeSender>();
        services.AddSingleton<IBurstObserver>(provider => provider.GetRequiredService<NoticeSender>());
        services.AddSingleton<INodeLossObserver>(provider => provider.GetRequiredService<NoticeSender>());
        services.AddHostedService(provider => provider.GetRequiredService<NoticeSender>());
        services.AddScoped<NoticeReading>();
        services.AddHttpClient(NoticeWebhook.EffectKind, client => client.Timeout = Patience)
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler
            {
                // A redirect could lead to a host that nobody allowed.
                AllowAutoRedirect = false,
                UseProxy = false,
            });
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IEffectHandler, NoticeWebhook>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IEffectHandler, NoticeMail>());
        return services;
    }

    public static void Map(IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/notices").WithTags("Notices");
        group.MapGet("", (NoticeReading reading, CancellationToken stop, bool unread = false, string? cursor = null, int? limit = null) =>
            reading.ListAsync(unread, Cursor.Parse(cursor), Cursor.Limit(limit), stop));
        group.MapPost("/read", async (Command<ReadNoticesRequest> command, NoticeReading reading, CancellationToken stop) =>
            new UnreadNotices(await reading.ReadAsync(command.Body.Keys, stop)));
    }
}
