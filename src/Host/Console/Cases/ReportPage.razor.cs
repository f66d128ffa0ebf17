using GridGov.Workflow.Activities.Cases;
using GridGov.Workflow.Activities.Deadlines;
using GridGov.Workflow.Activities.Directory;
using GridGov.Workflow.Host.Cases;
using GridGov.Workflow.Host.Console.Forms;
using GridGov.Workflow.Host.Console.Session;
using GridGov.Workflow.Host.Console.Shell;
using GridGov.Workflow.Host.Requests;
using Microsoft.AspNetCore.Components;

namespace GridGov.Workflow.Host.Console.Cases;

/// <summary>Staff report a case: what they saw themselves, or what somebody told them.</summary>
public partial class ReportPage
{
    private const int MostSimilar = 5;
    private IReadOnlyList<FormField> _what = [];
    private IReadOnlyList<FormField> _who = [];
    private FormValues _values = new();
    private IReadOnlyList<CaseSummary> _similar = [];
    private ReportCaseReply? _reply;
    private bool _isUrgent;
    private bool _isConfidential;
    private bool _wantsNoReply;
    private string _key = FormKey.New();

    [Inject] private FieldOptions Options { get; set; } = null!;

    [Inject] private FormFaults Faults { get; set; } = null!;

    [Inject] private ProblemTexts Problems { get; set; } = null!;

    protected override async Task OnInitializedAsync()
    {
        var person = await Session.PersonAsync();
        _what =
        [
            Choice("channel", Options.Of<IntakeChannel>(), isRequired: true),
            Choice("gridCode", person.GridCodes.Count > 0 ? [.. Options.Grids().Where(grid => person.GridCodes.Contains(grid.Value))] : Options.Grids(), isRequired: true),
            Text("spot", 200),
            Text("description", 2000, isRequired: true),
            new FormField("attachments", Texts["Attachment.Title"], FieldKind.Evidence, false, null, [], []),
            Choice("categoryCode", Options.Categories()),
            Choice("grade", Options.Of<CaseGrade>()),
            Text("title", 60),
        ];
        _who = [Text("name", 50), Text("phone", 20)];
        Suggest(person);
    }

    private FormField Text(string name, int longest, bool isRequired = false) =>
        new(name, Texts["Report." + name], longest > 200 ? FieldKind.LongText : FieldKind.Text, isRequired, longest, [], []);

    private FormField Choice(string name, IReadOnlyList<FieldOption> options, bool isRequired = false) =>
        new(name, Texts["Report." + name], FieldKind.Choice, isRequired, null, options, []);

    private void Suggest(Person person)
    {
        var channel = person.Is(Role.GridWorker) || person.Is(Role.GridLeader) ? IntakeChannel.GridPatrol : IntakeChannel.Hotline12345;
        _values.Set("channel", channel.ToString());
        if (person.GridCodes.Count == 1) _values.Set("gridCode", person.GridCodes[0]);
    }

    private Task LookForSimilarAsync() => TryAsync(async () =>
    {
        var filter = new CaseFilter(GridCode: Given("gridCode"), Category: Given("categoryCode"), Open: true);
        if (filter.GridCode is null) return;
        _similar = (await Session.RunAsync(services => services.GetRequiredService<CaseReader>().ListAsync(filter, null, MostSimilar, Left))).Items;
    });

    private async Task SendAsync()
    {
        IReadOnlyList<FormField> fields = [.. _what, .. _who];
        if (!Faults.Check(fields, _values)) return;
        var requester = Given("name") is null && Given("phone") is null ? null : new ReportedRequester(Given("name"), Given("phone"), _wantsNoReply, _isConfidential);
        var request = new ReportCaseRequest(
            Enum.Parse<IntakeChannel>(_values.Text("channel")), new ReportedPlace(_values.Text("gridCode"), Given("spot")), _values.Text("description"),
            Given("categoryCode"), Given("grade") is { } grade ? Enum.Parse<CaseGrade>(grade) : null, Given("title"), requester, _isUrgent,
            Attachments: _values.List("attachments") is { Count: > 0 } files ? files : null);
        if (await TryAsync(async () => _reply = await Session.SendAsync<ReportCaseRequest, ReportCaseReply>(
            "cases", _key, request, (services, command) => services.GetRequiredService<CaseIntake>().ReportAsync(command, Left)))) return;
        Faults.Show(Problem!, Problems.Of(Problem!), fields, _values);
    }

    private string? Given(string field) => _values.Text(field).Trim() is { Length: > 0 } text ? text : null;

    private async Task Again()
    {
        (_reply, _values, _similar, _key) = (null, new FormValues(), [], FormKey.New());
        (_isUrgent, _isConfidential, _wantsNoReply) = (false, false, false);
        Suggest(await Session.PersonAsync());
    }
}
