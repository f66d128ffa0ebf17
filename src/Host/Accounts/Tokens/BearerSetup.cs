using GridGov.Workflow.Host.Problems;
using GridGov.Workflow.Host.Security;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;

namespace GridGov.Workflow.Host.Accounts.Tokens;

/// <summary>Accepts only what <see cref="TokenIssuer"/> made: one algorithm, one issuer, one audience, not expired, of a key still in force.</summary>
internal sealed class BearerSetup(TokenSigningKey key) : IConfigureNamedOptions<JwtBearerOptions>
{
    public void Configure(JwtBearerOptions options) => Configure(JwtBearerDefaults.AuthenticationScheme, options);

    public void Configure(string? name, JwtBearerOptions options)
    {
        options.MapInboundClaims = false;
        options.TokenValidationParameters = new TokenValidationParameters
        {
            ValidAlgorithms = [SecurityAlgorithms.HmacSha256],
            ValidIssuer = TokenIssuer.Issuer,
            ValidAudience = TokenIssuer.Audience,
            IssuerSigningKey = key.Value,
            RequireExpirationTime = true,
            RequireSignedTokens = true,
            ClockSkew = TimeSpan.FromSeconds(30),
        };
        options.Events = new JwtBearerEvents
        {
            OnMessageReceived = context =>
            {
                context.Token = SignInScheme.HubToken(context.Request);
                return Task.CompletedTask;
            },
            OnTokenValidated = SignInAsync,
            OnChallenge = context =>
            {
                context.HandleResponse();
                context.Response.Headers.WWWAuthenticate = JwtBearerDefaults.AuthenticationScheme;
                return Problems(context.HttpContext).RefuseAsync(context.HttpContext, StatusCodes.Status401Unauthorized, "auth.needed",
                    $"The token is not valid: {Reason(context.AuthenticateFailure)}. Draw a new one with POST /api/tokens.");
            },
        };
    }

    private static async Task SignInAsync(TokenValidatedContext context)
    {
        var services = context.HttpContext.RequestServices;
        var hash = context.Principal?.FindFirst(TokenIssuer.KeyClaim)?.Value ?? "";
        var row = await services.GetRequiredService<ApiKeys>().FindByHashAsync(hash, context.HttpContext.RequestAborted);
        if (row is null)
        {
            context.Fail("its key is unknown, expired or revoked");
            return;
        }

        var (_, refusal) = services.GetRequiredService<KeyHolder>().SignIn(row, context.Request);
        if (refusal is not null) context.Fail(refusal);
    }

    // The library's texts may carry parts of the token; the caller gets a word.
    private static string Reason(Exception? failure) => failure switch
    {
        SecurityTokenExpiredException => "expired",
        SecurityTokenInvalidAudienceException => "wrong audience",
        SecurityTokenInvalidIssuerException => "wrong issuer",
        AuthenticationFailureException ours => ours.Message.TrimEnd('.'),
        null => "missing",
        _ => "wrong signature or form",
    };

    private static IProblemDetailsService Problems(HttpContext context) => context.RequestServices.GetRequiredService<IProblemDetailsService>();
}
