using System.Security.Cryptography.X509Certificates;
using GridGov.Workflow.Engine.Persistence;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.Options;

namespace GridGov.Workflow.Host.Security.Keys;

/// <summary>Registers data protection with its keys in the database: cookies, form tokens and personal values of one node are read by all.</summary>
internal static class KeyServices
{
    public static IServiceCollection AddKeys(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<KeyOptions>().BindConfiguration(KeyOptions.Section);
        services.AddSingleton<DeploymentSecrets>();
        services.AddSingleton<AuditKeyCheck>();
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(provider => new ConfigureOptions<KeyManagementOptions>(keys =>
            keys.XmlRepository = new DatabaseKeyRepository(provider.GetRequiredService<IWorkflowDb>(), provider.GetRequiredService<TimeProvider>())));
        var protection = services.AddDataProtection().SetApplicationName("GridGov.Workflow");
        var options = configuration.GetSection(KeyOptions.Section).Get<KeyOptions>() ?? new KeyOptions();
        if (options.Certificate is { Length: > 0 } file)
        {
            protection.ProtectKeysWithCertificate(Load(file, options))
                .UnprotectKeysWithAnyCertificate([.. options.EarlierCertificates.Append(file).Select(each => Load(each, options))]);
        }

        return services;
    }

    private static X509Certificate2 Load(string file, KeyOptions options) => File.Exists(file)
        ? X509CertificateLoader.LoadPkcs12FromFile(file, options.CertificatePassword)
        : throw new InvalidOperationException($"{KeyOptions.Section}:{nameof(KeyOptions.Certificate)} names '{file}', which is not there; without it the keys in the database cannot be read.");
}
