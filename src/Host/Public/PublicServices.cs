using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using GridGov.Workflow.Host.Problems;
using GridGov.Workflow.Host.Public.Pages;
using GridGov.Workflow.Host.Security;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;

namespace GridGov.Workflow.Host.Public;

/// <summary>Registers the public page, and bounds how often one address may use it.</summary>
internal static class PublicServices
{
    public const string Reading = "public-reading";
    public const string Sending = "public-sending";
    private const int Slices = 6;

    public static IServiceCollection AddPublicPages(this IServiceCollection services)
    {
        services.AddOptions<PublicOptions>().BindConfiguration(PublicOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<PublicCases>();
        services.AddSingleton<CaseTickets>();
        services.AddScoped<PublicService>();
        services.AddScoped<PublicPhotos>();
        services.AddScoped<GridChoices>();
        services.AddScoped<CaseForm>();
        services.AddRateLimiter(limiter =>
        {
            limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            limiter.OnRejected = RefuseAsync;
            limiter.AddPolicy(Reading, context => Limit(context, options => options.ReadsPerMinute, TimeSpan.FromMinutes(1)));
            limiter.AddPolicy(Sending, context => Limit(context, options => options.SendsPerTenMinutes, TimeSpan.FromMinutes(10)));
        });
        return services;
    }

    /// <summary>On the public pages everybody is the public, also who has signed in elsewhere on this site.</summary>
    public static IApplicationBuilder UsePublicPages(this IApplicationBuilder app) => app.UseRateLimiter().Use((context, next) =>
    {
        if (context.Request.Path.StartsWithSegments(PublicPages.Root, StringComparison.OrdinalIgnoreCase))
        {
            context.RequestServices.GetRequiredService<CurrentUser>().SetPublic();
            context.Response.Headers["X-Robots-Tag"] = "noindex, nofollow";
            context.Response.Headers.CacheControl = "no-store";
        }

        return next(context);
    });

    private static RateLimitPartition<string> Limit(HttpContext context, Func<PublicOptions, int> permits, TimeSpan window)
    {
        var options = context.RequestServices.GetRequiredService<IOptions<PublicOptions>>().Value;
        return RateLimitPartition.GetSlidingWindowLimiter(AddressOf(context.Connection.RemoteIpAddress), _ => new SlidingWindowRateLimiterOptions
        {
            PermitLimit = permits(options),
            Window = window,
            SegmentsPerWindow = Slices,
        });
    }

    // A household has a whole /64 of IPv6 addresses.
    private static string AddressOf(IPAddress? address)
    {
        if (address is null) return "unknown";
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        return address.AddressFamily == AddressFamily.InterNetworkV6 ? Convert.ToHexStringLower(address.GetAddressBytes().AsSpan(0, 8)) : address.ToString();
    }

    private static async ValueTask RefuseAsync(OnRejectedContext rejected, CancellationToken stop)
    {
        var context = rejected.HttpContext;
        var wait = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : TimeSpan.FromMinutes(1);
        var seconds = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds));
        context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        if (context.Request.Path.StartsWithSegments(PublicPages.CasesPath, StringComparison.OrdinalIgnoreCase))
        {
            await context.RequestServices.GetRequiredService<IProblemDetailsService>().RefuseAsync(
                context, StatusCodes.Status429TooManyRequests, "public.too-often", $"Too many requests from your address. Try again in {seconds} seconds.");
            return;
        }

        await TooOften(seconds).ExecuteAsync(context);
    }

    /// <summary>The node is full: nothing was done, and the form may be sent again.</summary>
    public static RazorComponentResult Busy() => new RazorComponentResult<TooOftenPage>(new { Minutes = 1, IsBusy = true }) { StatusCode = StatusCodes.Status429TooManyRequests };

    public static RazorComponentResult TooOften(int seconds) =>
        new RazorComponentResult<TooOftenPage>(new { Minutes = Math.Max(1, (seconds + 59) / 60) }) { StatusCode = StatusCodes.Status429TooManyRequests };
}
