using GridGov.Workflow.Host.Accounts.Tokens;
using GridGov.Workflow.Host.Persistence;
using GridGov.Workflow.Host.Security;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace GridGov.Workflow.Host.Accounts;

/// <summary>Registers accounts of people, their sessions, and the three ways to sign in: key, token, cookie.</summary>
internal static class AccountServices
{
    private const string CookieName = "gridgov-session";

    public static IServiceCollection AddAccounts(this IServiceCollection services)
    {
        services.AddOptions<AccountOptions>().BindConfiguration(AccountOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.TryAddScoped(provider => provider.GetRequiredService<IDbContextFactory<HostDbContext>>().CreateDbContext());
        services.AddIdentityCore<Account>().AddEntityFrameworkStores<HostDbContext>().AddSignInManager()
            .AddClaimsPrincipalFactory<AccountPrincipal>().AddErrorDescriber<LocalizedIdentityErrors>();
        services.AddScoped<AccountGate>();
        services.AddScoped<IUserConfirmation<Account>>(provider => provider.GetRequiredService<AccountGate>());
        services.AddOptions<IdentityOptions>().Configure<IOptions<AccountOptions>>(Configure);
        services.AddOptions<SecurityStampValidatorOptions>().Configure<IOptions<AccountOptions>>((stamps, account) =>
            stamps.ValidationInterval = TimeSpan.FromSeconds(account.Value.SessionCheckSeconds));
        services.AddOptions<CookieAuthenticationOptions>(IdentityConstants.ApplicationScheme).Configure<IOptions<AccountOptions>>((cookie, account) =>
            cookie.ExpireTimeSpan = TimeSpan.FromHours(account.Value.SessionHours));
        services.AddScoped<SessionEvents>();
        services.AddScoped<AccountStore>();
        services.AddScoped<DevelopmentAccounts>();
        services.AddSingleton<TokenSigningKey>();
        services.AddSingleton<TokenIssuer>();
        services.AddScoped<KeyHolder>();
        services.AddSingleton<IConfigureOptions<JwtBearerOptions>, BearerSetup>();
        AddSchemes(services);
        return services;
    }

    private static void AddSchemes(IServiceCollection services) => services.AddAuthentication(SignInScheme.Any)
        .AddPolicyScheme(SignInScheme.Any, null, policy => policy.ForwardDefaultSelector = SignInScheme.Of)
        .AddScheme<AuthenticationSchemeOptions, ApiKeyAuthentication>(ApiKeyAuthentication.SchemeName, null)
        .AddJwtBearer()

        // Identity signs out of this one too when it ends a session; nothing signs in by it.
        .AddCookie(IdentityConstants.TwoFactorRememberMeScheme)
        .AddCookie(IdentityConstants.ApplicationScheme, cookie =>
        {
            cookie.CookieManager = new SessionCookies();
            cookie.Cookie.Name = CookieName;
            cookie.Cookie.Path = "/";
            cookie.Cookie.HttpOnly = true;
            cookie.Cookie.SameSite = SameSiteMode.Strict;
            cookie.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            cookie.SlidingExpiration = true;
            cookie.LoginPath = AccountPages.SignInPath;
            cookie.ReturnUrlParameter = "returnUrl";
            cookie.EventsType = typeof(SessionEvents);
        });

    private static void Configure(IdentityOptions options, IOptions<AccountOptions> account)
    {
        options.SignIn.RequireConfirmedAccount = true;
        options.Lockout.MaxFailedAccessAttempts = account.Value.LockOutAfter;
        options.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(account.Value.LockOutMinutes);
        options.Password.RequiredLength = 10;
        options.Password.RequiredUniqueChars = 5;
        options.Password.RequireNonAlphanumeric = false;
    }
}
