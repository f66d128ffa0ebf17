using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace GridGov.Workflow.Benchmarks.Stored;

/// <summary>The texts by which a case is known; what else is unique contains one of them.</summary>
internal sealed record CaseIdentity(string InstanceId, string CaseNumber, string QueryCode)
{
    private const string QueryAlphabet = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";
    private const int NumbersADay = 999_999;
    private static readonly DateOnly FirstDay = new(2020, 1, 1);

    public IReadOnlyList<string> Texts => [InstanceId, CaseNumber, QueryCode];

    /// <summary>
    /// The n-th of so many: instance ids (20 hex digits, as those that commands make) spread evenly over all that there can be and ascend, so that rows are appended to their tables,
    /// while those that come later find their places anywhere between. Numbers are of days before the product existed.
    /// </summary>
    /// <param name="salt">Tells apart several fillings of one database.</param>
    public static CaseIdentity Of(int n, int count, string division, string salt)
    {
        var digest = SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{salt}/{n}")));
        var place = (long)(n * ((1L << 48) / (double)count));
        var day = FirstDay.AddDays((n / NumbersADay) + (int)(BitConverter.ToUInt32(SHA256.HashData(Encoding.UTF8.GetBytes(salt))) % 1000 * 2));
        var code = string.Concat(digest.Take(8).Select(value => QueryAlphabet[value % QueryAlphabet.Length]));
        return new CaseIdentity(
            place.ToString("x12", CultureInfo.InvariantCulture) + Convert.ToHexStringLower(digest.AsSpan(8, 4)),
            division + day.ToString("yyyyMMdd", CultureInfo.InvariantCulture) + ((n % NumbersADay) + 1).ToString("D6", CultureInfo.InvariantCulture), code);
    }
}
