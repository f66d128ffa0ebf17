using GridGov.Workflow.Engine.Runtime;
using GridGov.Workflow.Host.Assessment;
using GridGov.Workflow.Host.Audit;
using GridGov.Workflow.Host.Cases;
using GridGov.Workflow.Host.Console.Audit;
using GridGov.Workflow.Host.Console.Forms;
using GridGov.Workflow.Host.Console.History;
using GridGov.Workflow.Host.Console.Live;
using GridGov.Workflow.Host.Console.Session;
using GridGov.Workflow.Host.Console.Shell;
using GridGov.Workflow.Host.Console.Tasks;
using GridGov.Workflow.Host.Console.Texts;
using GridGov.Workflow.Host.Meetings;
using GridGov.Workflow.Host.Tasks;
using Microsoft.AspNetCore.Components.Authorization;
using MudBlazor;
using MudBlazor.Services;

namespace GridGov.Workflow.Host.Console;

/// <summary>Registers and maps the console: the pages that people work with.</summary>
internal static class ConsoleServices
{
    public static IServiceCollection AddConsole(this IServiceCollection services)
    {
        services.AddRazorComponents().AddInteractiveServerComponents();
        services.AddMudServices(mud =>
        {
            mud.SnackbarConfiguration.PositionClass = Defaults.Classes.Position.BottomStart;
            mud.SnackbarConfiguration.VisibleStateDuration = 6000;
            mud.SnackbarConfiguration.PreventDuplicates = false;
        });
        // Only files that are the same for everybody: pages and data mix secrets with what others may have put in.
        services.AddResponseCompression(compression =>
        {
            compression.EnableForHttps = true;
            compression.MimeTypes = ["text/css", "text/javascript"];
        });
        services.AddScoped<AuthenticationStateProvider, SessionRevalidation>();
        services.AddScoped<ConsoleSession>();
        services.AddScoped<ConsoleShell>();
        services.AddScoped<Names>();
        services.AddScoped<PersonNames>();
        services.AddScoped<TimeWords>();
        services.AddScoped<ProblemTexts>();
        services.AddScoped<TaskActs>();
        services.AddScoped<StoryTeller>();
        services.AddScoped<ChangeLines>();
        services.AddScoped<CaseDifferences>();
        services.AddScoped<FieldOptions>();
        services.AddScoped<FormReader>();
        services.AddScoped<FormFaults>();
        services.AddSingleton<LiveUpdates>();
        services.AddSingleton<IBurstObserver>(provider => provider.GetRequiredService<LiveUpdates>());
        services.AddHostedService(provider => provider.GetRequiredService<LiveUpdates>());

        // What pages and REST endpoints share.
        services.AddScoped<CaseActions>();
        services.AddScoped<CaseHistory>();
        services.AddScoped<RateReading>();
        services.AddScoped<AuditTrail>();
        services.AddScoped<CaseExport>();
        services.AddScoped<MeetingReader>();
        services.AddSingleton<InboxIndex>();
        return services;
    }

    public static void MapConsole(this WebApplication app) =>
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode().RequireAuthorization();
}
