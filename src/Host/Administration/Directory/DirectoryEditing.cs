using GridGov.Workflow.Activities.DataFiles;
using GridGov.Workflow.Activities.Deadlines;
using GridGov.Workflow.Activities.Directory;
using GridGov.Workflow.Activities.Directory.Persistence;
using GridGov.Workflow.Engine.Runtime;
using GridGov.Workflow.Host.Administration.Log;
using GridGov.Workflow.Host.DirectoryData;
using GridGov.Workflow.Host.Problems;
using GridGov.Workflow.Host.Security;

namespace GridGov.Workflow.Host.Administration.Directory;

/// <summary>
/// Changes single units, people and grids. Each change is a new version of the whole directory, checked as a loaded file is:
/// cases that run go on with it, and replay with the old one. Who a person is and what it may do are set by two administrators.
/// </summary>
internal sealed class DirectoryEditing(DirectoryStore store, DirectoryUses uses, AdminRights rights, AdminLog log, CurrentUser user, IBusinessClock clock)
{
    // Rows are read, changed and stored as one: two changes in the same moment must not undo each other.
    private static readonly SemaphoreSlim OneAtATime = new(1, 1);

    public Task<DirectoryVersion> PutUnitAsync(string id, UnitRequest request, CancellationToken stop)
    {
        rights.RequireSystem();
        var unit = new Unit(id, request.Name, request.Kind, request.Parent, request.Area, request.Duty);
        return ChangeAsync(new AdminAct("unit.put", id, request), rows => rows with { Units = Put(rows.Units, unit, other => other.Id == id) }, stop);
    }

    /// <summary>Ends a unit as of today; its name stays for histories.</summary>
    /// <exception cref="ProblemException">409 while work or people depend on it; lists them.</exception>
    public async Task<DirectoryVersion> EndUnitAsync(string id, CancellationToken stop)
    {
        rights.RequireSystem();
        var unit = store.Current.UnitById(id) ?? throw ProblemException.NotFound("unit", id);
        if (unit.EndedOn is not null) return store.Info;
        DirectoryUses.Refuse("unit", id, await uses.OfUnitAsync(unit, stop));
        return await ChangeAsync(new AdminAct("unit.end", id), rows => rows with { Units = Put(rows.Units, unit with { EndedOn = Today }, other => other.Id == id) }, stop);
    }

    public Task<DirectoryVersion> PutPersonAsync(string id, PersonRequest request, CancellationToken stop)
    {
        rights.RequireSystem();
        return ChangeAsync(new AdminAct("person.put", id, new { unit = request.Unit }), rows =>
        {
            var person = rows.People.FirstOrDefault(other => other.Id == id) ?? new Person(id, request.Name, null, [Role.Citizen], [], [], IsSystem: false);
            return rows with { People = Put(rows.People, person with { Name = request.Name, UnitId = request.Unit, EndedOn = null }, other => other.Id == id) };
        }, stop);
    }

    /// <summary>Ends a person's time in office as of today: no roles and no signing in any more; the name stays for histories.</summary>
    /// <exception cref="ProblemException">409 while work depends on the person; lists it.</exception>
    public async Task<DirectoryVersion> EndPersonAsync(string id, CancellationToken stop)
    {
        rights.RequireSystem();
        var person = store.Current.PersonById(id) ?? throw ProblemException.NotFound("person", id);
        if (person.EndedOn is not null) return store.Info;
        if (id == user.Actor.Id) throw ProblemException.Forbidden("Person.Self", "Nobody ends the own time in office; another system administrator does.");
        DirectoryUses.Refuse("person", id, await uses.OfPersonAsync(person, stop));
        return await ChangeAsync(new AdminAct("person.end", id), rows => rows with
        {
            People = Put(rows.People, person with { Roles = [Role.Citizen], AreaScopes = [], GridCodes = [], EndedOn = Today }, other => other.Id == id),
        }, stop);
    }

    /// <exception cref="ProblemException">403 also for one's own roles: nobody grants rights to himself.</exception>
    public Task<DirectoryVersion> SetRolesAsync(string id, RolesRequest request, CancellationToken stop)
    {
        rights.RequireSecurity();
        if (id == user.Actor.Id) throw ProblemException.Forbidden("Role.OwnRoles", "Nobody changes the roles of himself; another security administrator does.");
        return ChangeAsync(new AdminAct("person.roles", id, request), rows =>
        {
            var person = rows.People.FirstOrDefault(other => other.Id == id) ?? throw ProblemException.NotFound("person", id);
            return rows with { People = Put(rows.People, person with { Roles = request.Roles, AreaScopes = request.Areas ?? [], GridCodes = request.Grids ?? [] }, other => other.Id == id) };
        }, stop);
    }

    public Task<DirectoryVersion> PutGridAsync(string code, GridRequest request, CancellationToken stop)
    {
        rights.RequireSystem();
        var grid = new Grid(code, request.Name, request.Kind, request.Community, request.Longitude, request.Latitude, request.From, request.To);
        return ChangeAsync(new AdminAct("grid.put", code, request), rows => rows with
        {
            Grids = Put(rows.Grids, grid, other => other.Code == code),
            People = [.. rows.People.Select(person => Assign(person, code, request))],
        }, stop);
    }

    private DateOnly Today => ChinaTime.DayOf(clock.Now);

    // Whoever is named works the grid; whoever was named before works it no more.
    private static Person Assign(Person person, string code, GridRequest request)
    {
        var isNamed = (person.Is(Role.GridLeader) && person.Id == request.Leader) || (person.Is(Role.GridWorker) && request.Workers.Contains(person.Id));
        if (isNamed == person.GridCodes.Contains(code)) return person;
        return person with { GridCodes = isNamed ? [.. person.GridCodes, code] : [.. person.GridCodes.Where(other => other != code)] };
    }

    private async Task<DirectoryVersion> ChangeAsync(AdminAct act, Func<Rows, Rows> change, CancellationToken stop)
    {
        await OneAtATime.WaitAsync(stop);
        try
        {
            await store.RefreshAsync(stop);
            var current = store.Current;
            var rows = change(new Rows(current.Units, current.Grids, current.People));
            var version = $"{Today:yyyy-MM-dd}.{store.Info.Version + 1}";
            var loaded = await store.LoadAsync(DirectoryFile.Write(version, rows.Units, rows.Grids, rows.People), user.Actor.Id, stop);
            await log.RecordAsync(act, stop);
            return loaded;
        }
        catch (DataFileException refused)
        {
            throw DirectoryFaults.ToProblem(refused);
        }
        finally
        {
            OneAtATime.Release();
        }
    }

    private static IReadOnlyList<T> Put<T>(IReadOnlyList<T> rows, T row, Func<T, bool> isIt) => rows.Any(isIt) ? [.. rows.Select(other => isIt(other) ? row : other)] : [.. rows, row];

    private sealed record Rows(IReadOnlyList<Unit> Units, IReadOnlyList<Grid> Grids, IReadOnlyList<Person> People);
}
