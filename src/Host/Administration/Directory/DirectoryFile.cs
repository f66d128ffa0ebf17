using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using GridGov.Workflow.Activities.Directory;

namespace GridGov.Workflow.Host.Administration.Directory;

/// <summary>Writes units, grids and people as the directory file that <see cref="DirectoryLoader"/> reads, and checks.</summary>
internal static class DirectoryFile
{
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(string version, IEnumerable<Unit> units, IEnumerable<Grid> grids, IEnumerable<Person> people) => new JsonObject
    {
        ["version"] = version,
        ["units"] = new JsonArray([.. units.Select(Write)]),
        ["grids"] = new JsonArray([.. grids.Select(Write)]),
        ["people"] = new JsonArray([.. people.Select(Write)]),
    }.ToJsonString(Json);

    private static JsonNode Write(Unit unit) => WithoutNulls(new JsonObject
    {
        ["id"] = unit.Id,
        ["name"] = unit.Name,
        ["kind"] = unit.Kind.ToString(),
        ["parent"] = unit.ParentId,
        ["area"] = unit.AreaCode,
        ["duty"] = unit.DutyCode,
        ["ended"] = unit.EndedOn is { } ended ? Day(ended) : null,
    });

    private static JsonNode Write(Grid grid) => WithoutNulls(new JsonObject
    {
        ["code"] = grid.Code,
        ["name"] = grid.Name,
        ["kind"] = grid.Kind.ToString(),
        ["community"] = grid.CommunityId,
        ["longitude"] = grid.Longitude,
        ["latitude"] = grid.Latitude,
        ["from"] = Day(grid.ValidFrom),
        ["to"] = grid.ValidTo is { } to ? Day(to) : null,
    });

    private static JsonNode Write(Person person) => WithoutNulls(new JsonObject
    {
        ["id"] = person.Id,
        ["name"] = person.Name,
        ["unit"] = person.UnitId,
        ["roles"] = Texts(person.Roles.Select(role => role.ToString())),
        ["areas"] = person.AreaScopes.Count > 0 ? Texts(person.AreaScopes) : null,
        ["grids"] = person.GridCodes.Count > 0 ? Texts(person.GridCodes) : null,
        ["system"] = person.IsSystem ? true : null,
        ["ended"] = person.EndedOn is { } ended ? Day(ended) : null,
    });

    private static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(text => (JsonNode)text)]);

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    private static JsonObject WithoutNulls(JsonObject row)
    {
        foreach (var name in row.Where(member => member.Value is null).Select(member => member.Key).ToList()) row.Remove(name);
        return row;
    }
}
