using System.Text.Json.Serialization;
using GridGov.Workflow.Activities;
using GridGov.Workflow.Activities.Departments;
using GridGov.Workflow.Activities.Directory;
using GridGov.Workflow.Activities.Numbering;
using GridGov.Workflow.Activities.PersonalData;
using GridGov.Workflow.Engine.Definitions;
using GridGov.Workflow.Engine.Execution;
using GridGov.Workflow.Engine.Expressions;
using GridGov.Workflow.Engine.Persistence;
using GridGov.Workflow.Engine.Runtime;
using GridGov.Workflow.Engine.Runtime.Hosting;
using GridGov.Workflow.Host.Accounts;
using GridGov.Workflow.Host.Accounts.Tokens;
using GridGov.Workflow.Host.Administration;
using GridGov.Workflow.Host.Assessment;
using GridGov.Workflow.Host.Attachments;
using GridGov.Workflow.Host.Audit;
using GridGov.Workflow.Host.Calendars;
using GridGov.Workflow.Host.Cases;
using GridGov.Workflow.Host.Clocks;
using GridGov.Workflow.Host.Console;
using GridGov.Workflow.Host.Deadlines;
using GridGov.Workflow.Host.Definitions;
using GridGov.Workflow.Host.Designer;
using GridGov.Workflow.Host.Designer.Assets;
using GridGov.Workflow.Host.DirectoryData;
using GridGov.Workflow.Host.Effects;
using GridGov.Workflow.Host.Elsa;
using GridGov.Workflow.Host.Health;
using GridGov.Workflow.Host.Instances;
using GridGov.Workflow.Host.Load;
using GridGov.Workflow.Host.Notices;
using GridGov.Workflow.Host.OpenApi;
using GridGov.Workflow.Host.Pages;
using GridGov.Workflow.Host.Persistence;
using GridGov.Workflow.Host.PersonalData;
using GridGov.Workflow.Host.Problems;
using GridGov.Workflow.Host.Public;
using GridGov.Workflow.Host.Requests;
using GridGov.Workflow.Host.Retention;
using GridGov.Workflow.Host.Security;
using GridGov.Workflow.Host.Security.Keys;
using GridGov.Workflow.Host.Startup;
using GridGov.Workflow.Host.Substitutions;
using GridGov.Workflow.Host.Tasks;
using GridGov.Workflow.Host.Telemetry;
using GridGov.Workflow.Host.Texts;
using GridGov.Workflow.Host.Versions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace GridGov.Workflow.Host;

/// <summary>Builds the Host: what <c>dotnet run --project src/Host</c> starts, and what the demo runs inside its own process.</summary>
public static class HostApp
{
    // Settings of the engine, such as the hosts that workflows may call: GridGov:Engine:Http:AllowedHosts:0=api.example.cn.
    private const string EngineSection = HostOptions.Section + ":Engine";

    // For running requests, for what the engine has begun, and for instances to move to other nodes.
    private static readonly TimeSpan ShutdownTimeout = TimeSpan.FromSeconds(40);

    private static readonly Dictionary<string, string> Switches = new()
    {
        ["--data"] = $"{HostOptions.Section}:{nameof(HostOptions.DataFolder)}",
        ["--workflows"] = $"{HostOptions.Section}:{nameof(HostOptions.WorkflowsFolder)}",
        ["--virtual-clock"] = $"{HostOptions.Section}:{nameof(HostOptions.VirtualClock)}",
    };

    /// <summary>A Host that is ready to run. Arguments: <c>--urls</c>, <c>--data DIR</c>, <c>--workflows DIR</c>, <c>--virtual-clock true</c>.</summary>
    public static WebApplication Build(string[] args)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
        builder.Configuration.AddCommandLine(args, Switches);

        // From a build's output, in any environment, files of packages are found by its manifest; a published Host has them in its folder.
        builder.WebHost.UseStaticWebAssets();
        builder.Logging.AddFilter("Orleans", LogLevel.Warning).AddFilter("Quartz", LogLevel.Warning)
            // Its first round counts from the machine's start, and warns of hours.
            .AddFilter("Orleans.Runtime.Watchdog", LogLevel.Error)
            .AddFilter("Polly", LogLevel.Warning).AddFilter("System.Net.Http", LogLevel.Warning)
            .AddFilter("Microsoft.EntityFrameworkCore", LogLevel.Error).AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = RequestBody.MaxBytes;
            kestrel.AddServerHeader = false;
        });
        var options = builder.Configuration.GetSection(HostOptions.Section).Get<HostOptions>() ?? new HostOptions();
        options.DataFolder = Path.GetFullPath(options.DataFolder, Environment.CurrentDirectory);
        builder.Services.AddOptions<HostOptions>().BindConfiguration(HostOptions.Section).ValidateDataAnnotations().ValidateOnStart()
            .PostConfigure(bound => bound.DataFolder = options.DataFolder);
        AddProduct(builder, options);
        AddWeb(builder.Services);

        var app = builder.Build();

        // EF takes a good part of a second to set itself up: the other core does it while this one puts the silo together. Services are asked for on
        // this thread only: two that make singletons at the same time can wait for each other for ever.
        var db = app.Services.GetRequiredService<IWorkflowDb>();
        _ = Task.Run(() => db.Open().Dispose());
        if ((app.Configuration.GetSection(ProxyOptions.Section).Get<ProxyOptions>() ?? new ProxyOptions()).ToForwardedHeaders() is { } proxies)
            app.UseForwardedHeaders(proxies);
        app.UseExceptionHandler();
        app.UseRouting();
        app.UseStatusCodePages();
        app.UseSecurityHeaders();
        app.UseResponseCompression();
        app.UseStaticFiles(new StaticFileOptions
        {
            OnPrepareResponse = file => file.Context.Response.Headers.CacheControl = "no-cache",
        });
        app.UseMiddleware<OriginCheck>();
        app.UseAuthentication();
        app.UseMiddleware<PasswordGate>();
        app.UseAuthorization();
        app.UsePublicPages();
        app.UseAntiforgery();
        Map(app, options);
        app.UseEndpoints(static _ => { });

        // Binding some hundred routes takes a good part of a second too, which the first request would wait for.
        var endpoints = app.Services.GetRequiredService<EndpointDataSource>();
        _ = Task.Run(() => endpoints.Endpoints.Count);
        return app;
    }

    private static void AddProduct(WebApplicationBuilder builder, HostOptions options)
    {
        var services = builder.Services;
        Directory.CreateDirectory(options.DataFolder);
        var database = services.AddDatabase(builder.Configuration, options.DataFolder);
        if (options.VirtualClock)
        {
            services.AddSingleton<VirtualClock>();
            services.AddSingleton<ClockMover>();
            services.AddSingleton<IBusinessClock>(provider => provider.GetRequiredService<VirtualClock>());
        }

        services.AddWorkflowEngine(engine =>
        {
            engine.IsSingleNode = database.Provider == DatabaseProvider.Sqlite;
            if (database.Connection is { } connection)
            {
                engine.Commits.Writers = database.Writers;
                engine.UseClusteredSchedule(database.Provider, connection);
            }

            builder.Configuration.GetSection(EngineSection).Bind(engine);
            engine.DataFolder = options.DataFolder;
        });
        services.AddExpressions();
        services.AddWorkflowCore();
        services.AddWorkflowDefinitions();
        services.AddGridGovernance();
        services.AddSingleton(provider => new CaseNumbers(
            provider.GetRequiredService<IWorkflowDb>(), provider.GetRequiredService<IOptions<HostOptions>>().Value.Division));
        services.AddSingleton<PersonalDataStore>();
        services.AddSingleton<IPersonalValues>(provider => provider.GetRequiredService<PersonalDataStore>());
        services.AddDepartmentApis(builder.Configuration);
        services.AddKeys(builder.Configuration);
        services.AddSingleton<Readiness>();
        services.AddHealth();
        services.AddLoad();
        services.AddTelemetry(builder.Configuration);
        services.AddSingleton<WorkflowSeeder>();
        services.AddRetention(builder.Configuration);
        services.AddSingleton<DataFolderClaim>();
        services.AddHostedService<HostStarter>();
        services.Configure<Microsoft.Extensions.Hosting.HostOptions>(host => host.ShutdownTimeout = options.DrainDelay + ShutdownTimeout);
    }

    private static void AddWeb(IServiceCollection services)
    {
        services.AddProblemDetails();
        services.AddExceptionHandler<ProblemHandler>();
        services.AddApiDescription();
        services.ConfigureHttpJsonOptions(json =>
        {
            json.SerializerOptions.Converters.Add(new JsonStringEnumConverter());
            json.SerializerOptions.Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        });
        services.AddElsaApi();
        services.AddSingleton<ApiKeys>();
        services.AddScoped<CurrentUser>();
        services.AddScoped<CurrentPerson>();
        services.AddScoped<DesignerRights>();
        services.AddScoped<DefinitionEditing>();
        services.AddScoped<TaskCommands>();
        services.AddSingleton<TaskInbox>();
        services.AddSingleton<InstanceReader>();
        services.AddScoped<ReadableCases>();
        services.AddScoped<CaseReader>();
        services.AddScoped<CaseIntake>();
        services.AddScoped<PersonalReading>();
        services.AddAttachments();
        services.AddAdministration();
        services.AddScoped<SubstitutionBook>();
        services.AddSingleton<Deputies>();
        services.AddPublicPages();
        services.AddNotices();
        services.AddVersions();
        services.AddScoped<EffectOperations>();
        services.AddScoped<EffectRights>();
        services.AddScoped<IncidentOperations>();
        services.AddHttpContextAccessor();
        services.AddScoped<UiTexts>();
        services.AddScoped<LargePrint>();
        services.AddAccounts();
        services.AddSingleton<StudioPackage>();
        services.AddScoped<PageServices>();
        services.AddScoped<Designer.History.VersionHistories>();
        services.AddAuthorization();
        services.AddConsole();
        services.AddAntiforgery(antiforgery =>
        {
            antiforgery.Cookie.Name = "gridgov-antiforgery";
            antiforgery.Cookie.SameSite = SameSiteMode.Strict;
            antiforgery.SuppressXFrameOptionsHeader = true;
        });
    }

    private static void Map(WebApplication app, HostOptions options)
    {
        app.MapApiDescription();
        HealthEndpoints.Map(app);
        app.MapMetrics();
        AccountPages.Map(app);
        DesignerPages.Map(app);
        PublicPages.Map(app);
        PublicEndpoints.Map(app);
        app.MapConsole();
        var api = app.MapGroup("/api").RequireAuthorization().AddEndpointFilter<AdmitCommands>();
        AccountEndpoints.Map(api);
        TokenEndpoints.Map(api);
        CaseEndpoints.Map(api);
        TaskEndpoints.Map(api);
        AttachmentEndpoints.Map(api);
        SubstitutionEndpoints.Map(api);
        NoticeServices.Map(api);
        AdministrationServices.Map(api);
        DefinitionEndpoints.Map(api);
        InstanceCommands.Map(api);
        VersionServices.Map(api);
        AuditEndpoints.Map(api);
        AssessmentEndpoints.Map(api);
        DeadlineEndpoints.Map(api);
        CalendarEndpoints.Map(api);
        DirectoryEndpoints.Map(api);
        EffectEndpoints.Map(api);
        IncidentEndpoints.Map(api);
        RetentionServices.Map(api);
        if (options.VirtualClock) ClockEndpoints.Map(api);
        app.MapElsaApi();
    }
}
