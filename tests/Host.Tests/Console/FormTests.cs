using System.Text.Json;
using Bunit;
using FluentAssertions;
using GridGov.Workflow.Activities.Cases;
using GridGov.Workflow.Activities.Directory;
using GridGov.Workflow.Engine.Runtime;
using GridGov.Workflow.Host.Console.Forms;
using GridGov.Workflow.Host.Console.Session;
using GridGov.Workflow.Host.Console.Shell;
using GridGov.Workflow.Host.Console.Texts;
using GridGov.Workflow.Host.Texts;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace GridGov.Workflow.Host.Tests.Console;

/// <summary>Forms made from the schema of a task: the right input for each field, and the data that they give.</summary>
public sealed class FormTests : BunitContext
{
    private const string Schema = """
        {
          "type": "object", "required": ["text"],
          "properties": {
            "text": { "type": "string", "maxLength": 2000 },
            "leadUnit": { "type": "string", "maxLength": 50 },
            "assistUnits": { "type": "array", "items": { "type": "string" } },
            "reasonCode": { "type": "string", "enum": ["NotDone", "Partly", "OutOfScope"] },
            "until": { "type": "string", "format": "date-time" },
            "solved": { "type": "boolean" },
            "evidence": { "type": "array", "items": { "type": "string", "format": "attachment" } },
            "delay": { "type": "object", "properties": { "amount": { "type": "number" }, "unit": { "type": "string", "enum": ["WorkDay", "WorkHour"] } } }
          }
        }
        """;

    private readonly FormReader _reader;

    public FormTests()
    {
        Services.AddSingleton<IHttpContextAccessor, HttpContextAccessor>();
        Services.AddSingleton<IDirectory, DemoDirectory>();
        Services.AddSingleton<ICaseDataSource>(CaseData.Default);
        this.AddAuthorization();
        Services.AddOptions();
        Services.AddSingleton<IBusinessClock, StandingClock>();
        Services.AddScoped<ConsoleSession>();
        Services.AddScoped<PersonNames>();
        Services.AddScoped<ProblemTexts>();
        Services.AddScoped<UiTexts>();
        Services.AddScoped<Names>();
        Services.AddScoped<FieldOptions>();
        Services.AddScoped<FormReader>();
        Services.AddScoped<FormFaults>();
        _reader = Services.GetRequiredService<FormReader>();
    }

    [Fact]
    public void Fields_OfAnOutcome_AreThoseItUsesWithTheRequiredOnesMarked()
    {
        var fields = Fields(new FieldUse(["leadUnit!", "assistUnits"], "Rework"));

        fields.Select(field => (field.Name, field.Kind, field.IsRequired)).Should().Equal(
            ("leadUnit", FieldKind.Choice, true), ("assistUnits", FieldKind.Choices, false),
            ("reasonCode", FieldKind.Choice, true), ("reason", FieldKind.LongText, true), ("text", FieldKind.LongText, true));
        fields[0].Options.Should().Contain(option => option.Value == "410999-SW" && option.Group == "部门");
        fields[2].Options.Select(option => option.Text).Should().Equal("未整改", "整改不到位");
    }

    [Fact]
    public void Form_Rendered_HasALabelForEveryInput()
    {
        var form = Render<SchemaForm>(parameters => parameters.Add(p => p.Fields, Fields(null)).Add(p => p.Values, new FormValues()).Add(p => p.Prefix, "t"));

        foreach (var input in form.FindAll("input, select, textarea"))
        {
            var isNamed = input.HasAttribute("aria-label") || form.FindAll($"label[for='{input.Id}']").Count == 1 || input.Closest("label") is not null;
            isNamed.Should().BeTrue(input.OuterHtml);
        }

        form.Find("#t-until").GetAttribute("type").Should().Be("datetime-local");
    }

    [Fact]
    public void Values_AsEntered_BecomeTheDataOfTheTask()
    {
        var (values, fields) = (new FormValues(), Fields(null));
        var form = Render<SchemaForm>(parameters => parameters.Add(p => p.Fields, fields).Add(p => p.Values, values).Add(p => p.Prefix, "t"));

        form.Find("#t-text").Change(" 已更换 ");
        form.Find("#t-leadUnit").Change("410999-SW");
        form.Find("#t-assistUnits").Change("410999-CG");
        form.Find("#t-until").Change("2026-12-01T09:30");
        form.Find("#t-solved").Change("true");
        form.Find("#t-delay-amount").Change("1.5");
        form.Find("#t-delay-unit").Change("WorkDay");

        values.ToJson(fields).GetRawText().Should().Be(
            """{"text":"已更换","leadUnit":"410999-SW","assistUnits":["410999-CG"],"until":"2026-12-01T09:30:00+08:00","solved":true,"delay":{"amount":1.5,"unit":"WorkDay"}}""".Replace("已更换", "\\u5DF2\\u66F4\\u6362", StringComparison.Ordinal));
    }

    [Fact]
    public void Check_WithoutARequiredField_SaysSoAtTheField()
    {
        var (values, fields) = (new FormValues(), Fields(null));

        Services.GetRequiredService<FormFaults>().Check(fields, values).Should().BeFalse();
        var form = Render<SchemaForm>(parameters => parameters.Add(p => p.Fields, fields).Add(p => p.Values, values).Add(p => p.Prefix, "t"));

        form.Find("#t-text").GetAttribute("aria-describedby").Should().Be("t-text-fault");
        form.Find("#t-text-fault").TextContent.Should().Be("请填写“内容”。");
    }

    private IReadOnlyList<FormField> Fields(FieldUse? use)
    {
        var schema = Schema.Replace("\"until\":", "\"reason\": { \"type\": \"string\", \"maxLength\": 2000 }, \"until\":", StringComparison.Ordinal);
        return _reader.Fields(JsonElement.Parse(schema), use, FormContext.Of(null, reason: use?.Reason));
    }

    private sealed class DemoDirectory : IDirectory
    {
        public DirectorySnapshot Current => DirectorySnapshot.Demo;
    }

    private sealed class StandingClock : IBusinessClock
    {
        public DateTimeOffset Now { get; } = new(2026, 3, 10, 9, 0, 0, TimeSpan.FromHours(8));
    }
}
