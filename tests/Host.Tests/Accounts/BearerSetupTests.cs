using System.Security.Claims;
using FluentAssertions;
using GridGov.Workflow.Activities.Directory.Persistence;
using GridGov.Workflow.Host.Accounts.Tokens;
using GridGov.Workflow.Host.Security.Keys;
using GridGov.Workflow.Host.Tests.Databases;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Time.Testing;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Xunit;

namespace GridGov.Workflow.Host.Tests.Accounts;

/// <summary>The rules of validation with the genuine signing key: only the one thing that a test changes can be the reason.</summary>
public sealed class BearerSetupTests : IDisposable
{
    private readonly OneFileDb _db = new();
    private readonly TokenSigningKey _key;
    private readonly TokenValidationParameters _rules;

    public BearerSetupTests()
    {
        _key = new TokenSigningKey(new DeploymentSecrets(_db), new EphemeralDataProtectionProvider());
        var options = new JwtBearerOptions();
        new BearerSetup(_key).Configure(options);
        _rules = options.TokenValidationParameters;
    }

    public void Dispose() => _db.Dispose();

    [Fact]
    public async Task Validate_IssuedToken_IsValid()
    {
        var token = new TokenIssuer(_key, TimeProvider.System).Issue(Key()).AccessToken;

        var result = await new JsonWebTokenHandler().ValidateTokenAsync(token, _rules);

        result.IsValid.Should().BeTrue(result.Exception?.Message);
        result.ClaimsIdentity.FindFirst(TokenIssuer.KeyClaim)!.Value.Should().Be(Key().Hash);
    }

    [Fact]
    public async Task Validate_IssuedAnHourAgo_IsExpired()
    {
        var time = new FakeTimeProvider(TimeProvider.System.GetUtcNow().AddHours(-1));
        var token = new TokenIssuer(_key, time).Issue(Key()).AccessToken;

        (await new JsonWebTokenHandler().ValidateTokenAsync(token, _rules)).Exception.Should().BeOfType<SecurityTokenExpiredException>();
    }

    [Theory]
    [InlineData("someone-else", TokenIssuer.Audience, SecurityAlgorithms.HmacSha256, typeof(SecurityTokenInvalidIssuerException))]
    [InlineData(TokenIssuer.Issuer, "another-api", SecurityAlgorithms.HmacSha256, typeof(SecurityTokenInvalidAudienceException))]
    [InlineData(TokenIssuer.Issuer, TokenIssuer.Audience, SecurityAlgorithms.HmacSha512, typeof(SecurityTokenInvalidSignatureException))]
    public async Task Validate_OtherIssuerAudienceOrAlgorithm_IsRefused(string issuer, string audience, string algorithm, Type why)
    {
        var token = new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Issuer = issuer,
            Audience = audience,
            Subject = new ClaimsIdentity([new Claim(TokenIssuer.KeyClaim, Key().Hash)]),
            SigningCredentials = new SigningCredentials(_key.Value, algorithm),
        });

        (await new JsonWebTokenHandler().ValidateTokenAsync(token, _rules)).Exception.Should().BeAssignableTo(why);
    }

    [Fact]
    public void Issue_KeyThatExpiresSoon_TokenEndsWithIt()
    {
        var time = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        var key = Key();
        key.ExpiresAt = time.GetUtcNow().AddSeconds(90);

        new TokenIssuer(_key, time).Issue(key).ExpiresIn.Should().Be(90);
    }

    private static ApiKeyRow Key() => new() { Hash = new string('a', 64), Name = "test", OwnerId = "system" };
}
