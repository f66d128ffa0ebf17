using System.Text;
using System.Text.Json;
using GridGov.Workflow.Activities.Directory;
using GridGov.Workflow.Host.Console.Forms;
using GridGov.Workflow.Host.Console.Session;
using GridGov.Workflow.Host.Console.Shell;
using GridGov.Workflow.Host.Problems;
using GridGov.Workflow.Host.Requests;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;

namespace GridGov.Workflow.Host.Console.Administration;

/// <summary>What the pages of the three administrators have in common: a form that is sent, and a line that says what was done.</summary>
public abstract class AdminPage : ConsolePage
{
    [Inject] private protected IDirectory Directory { get; set; } = null!;

    protected FormValues Values { get; set; } = new();

    /// <summary>What was done last, in words; null before.</summary>
    protected string? Done { get; set; }

    /// <summary>Key of the form that is shown: a second click is the same command.</summary>
    protected string Key { get; private set; } = FormKey.New();

    /// <summary>Runs what an administrator asks for, then clears the form and tells that it is done.</summary>
    protected async Task<bool> ActAsync(Func<Task> act, string doneKey)
    {
        Done = null;
        if (!await TryAsync(act)) return false;
        (Key, Values, Done) = (FormKey.New(), new FormValues(), Texts[doneKey]);
        return true;
    }

    /// <summary>The text of a chosen file, at most as long as a request's body.</summary>
    protected async Task<string> ReadTextAsync(InputFileChangeEventArgs chosen)
    {
        if (chosen.File.Size > RequestBody.MaxBytes) throw ProblemException.Invalid("file", chosen.File.Name, "at most 1 MB");
        await using var content = chosen.File.OpenReadStream(RequestBody.MaxBytes, Left);
        using var reader = new StreamReader(content, Encoding.UTF8);
        return await reader.ReadToEndAsync(Left);
    }

    /// <summary>A field of a form, labelled by <c>Admin.Field.{name}</c>.</summary>
    protected FormField Field(string name, FieldKind kind, bool isRequired = true, IEnumerable<FieldOption>? options = null) =>
        new(name, Texts[$"Admin.Field.{name}"], kind, isRequired, 200, [.. options ?? []], []);

    protected static string? Text(JsonElement data, string name) => data.TryGetProperty(name, out var value) ? value.GetString() : null;

    protected static IReadOnlyList<string> List(JsonElement data, string name) =>
        data.TryGetProperty(name, out var value) ? [.. value.EnumerateArray().Select(item => item.GetString()!)] : [];

    protected IEnumerable<FieldOption> UnitOptions() => Directory.Current.UnitsInUse.Select(unit => new FieldOption(unit.Id, unit.Name));

    protected static IEnumerable<FieldOption> Options<T>(Func<T, string> name) where T : struct, Enum => Enum.GetValues<T>().Select(value => new FieldOption(value.ToString(), name(value)));
}
