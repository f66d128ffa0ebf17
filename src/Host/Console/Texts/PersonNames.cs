using GridGov.Workflow.Activities.Directory;
using GridGov.Workflow.Engine.Execution;
using GridGov.Workflow.Host.DirectoryData;
using GridGov.Workflow.Host.Texts;

namespace GridGov.Workflow.Host.Console.Texts;

/// <summary>Names of people and units for one reader, who sees a stranger's unit and office instead of the name.</summary>
internal sealed class PersonNames(IDirectory directory, UiTexts texts)
{
    private Person? _reader;

    public void ReadBy(Person reader) => _reader = reader;

    /// <summary>Name, or unit and office; the id of whoever is not in the directory.</summary>
    public string Of(string? personId)
    {
        if (personId is null) return "";
        if (personId == Actor.Engine.Id) return texts["Person.Engine"];
        if (directory.Current.PersonById(personId) is not { } person) return personId;
        if (person.IsSystem || NameSight.Sees(_reader, person)) return person.Name;
        return person.UnitId is null ? Office(person) : texts.Format("Person.OfUnit", Unit(person.UnitId), Office(person));
    }

    /// <summary>The one who acted, and for whom.</summary>
    public string Of(Actor actor) => actor.OnBehalfOf is null ? Of(actor.Id) : texts.Format("Person.For", Of(actor.Id), Of(actor.OnBehalfOf));

    public string Unit(string? unitId) => unitId is null ? "" : directory.Current.UnitById(unitId)?.Name ?? unitId;

    public string Grid(string? gridCode) => gridCode is null ? "" : directory.Current.GridByCode(gridCode)?.Name ?? gridCode;

    private string Office(Person person) => texts["Role." + person.Roles[0]];
}
