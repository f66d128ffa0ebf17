using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using FluentAssertions;
using GridGov.Workflow.Host.Tests.Hosting;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Xunit;

namespace GridGov.Workflow.Host.Tests.Accounts;

/// <summary>Tokens for systems: what an API key buys, and what is refused.</summary>
[Collection(HostCollection.Name)]
public sealed class TokenTests(HostFixture fixture)
{
    [Fact]
    public async Task Token_OfAKey_DoesWhatTheKeyMay()
    {
        var issued = (await new Api(fixture.Host).PostAsync("/api/tokens")).Ok();
        using var client = Client(issued["accessToken"]!.GetValue<string>());
        client.DefaultRequestHeaders.Add("X-Acting-User", "clerk-01");

        var number = (await new Api(client).PostAsync("/api/cases", City.Report())).Ok()["caseNumber"]!.GetValue<string>();

        issued["expiresIn"]!.GetValue<int>().Should().Be(900);
        number.Should().StartWith("410999");
        (await new Api(client).PostAsync("/api/tokens")).Status.Should().Be(403, "a token does not prolong itself");
    }

    [Theory]
    [InlineData("none", "wrong signature or form")]
    [InlineData("unsigned-tail", "wrong signature or form")]
    [InlineData("other-key", "wrong signature or form")]
    [InlineData("expired", "wrong signature or form")]
    [InlineData("garbage", "wrong signature or form")]
    public async Task Token_Forged_IsRefused(string kind, string reason)
    {
        var genuine = (await new Api(fixture.Host).PostAsync("/api/tokens")).Ok()["accessToken"]!.GetValue<string>();
        var parts = genuine.Split('.');
        var token = kind switch
        {
            "none" => $"{Encode("""{"alg":"none","typ":"JWT"}""")}.{parts[1]}.",
            "unsigned-tail" => $"{parts[0]}.{parts[1]}.",
            "other-key" => Signed(new string('k', 64), DateTime.UnixEpoch.AddYears(100)),
            "expired" => Signed(new string('k', 64), DateTime.UnixEpoch.AddYears(40)),
            _ => "a.b.c",
        };
        using var client = Client(token);

        var answer = await new Api(client).GetAsync("/api/accounts");

        answer.Status.Should().Be(401);
        answer.ContentType.Should().Be("application/problem+json");
        answer.Json["detail"]!.GetValue<string>().Should().Contain(reason).And.NotContain("IDX");
    }

    private static string Signed(string secret, DateTime expires) => new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
    {
        Issuer = "gridgov-workflow",
        Audience = "gridgov-workflow-api",
        Expires = expires,
        SigningCredentials = new SigningCredentials(new SymmetricSecurityKey(Encoding.UTF8.GetBytes(secret)), SecurityAlgorithms.HmacSha256),
    });

    private static string Encode(string json) => Base64UrlEncoder.Encode(JsonNode.Parse(json)!.ToJsonString());

    private HttpClient Client(string token)
    {
        var client = new HttpClient { BaseAddress = fixture.Host.Address };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }
}
