namespace GridGov.Workflow.Host.Attachments;

/// <summary>Registers the store of attachments and the doors to it.</summary>
internal static class AttachmentServices
{
    public static IServiceCollection AddAttachments(this IServiceCollection services)
    {
        services.AddOptions<AttachmentOptions>().BindConfiguration(AttachmentOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<BlobFolder>();
        services.AddSingleton<AttachmentStore>();
        services.AddScoped<AttachmentAcceptance>();
        services.AddScoped<AttachmentReading>();
        return services;
    }
}
