using GridGov.Workflow.Engine.Tasks;
using GridGov.Workflow.Host.Problems;
using GridGov.Workflow.Host.Texts;

namespace GridGov.Workflow.Host.Console.Forms;

/// <summary>Puts what is wrong with a form's data beside the fields: what the page sees itself, and what the server refused.</summary>
internal sealed class FormFaults(UiTexts texts)
{
    private const string DataPath = "data.";

    /// <summary>True when nothing is missing.</summary>
    public bool Check(IReadOnlyList<FormField> fields, FormValues values)
    {
        values.Faults.Clear();
        foreach (var (field, key) in values.Missing(fields)) values.Faults[field.Name] = texts.Format(key, field.Label);
        return values.Faults.Count == 0;
    }

    /// <param name="message">The refusal in the reader's language.</param>
    public void Show(ProblemException problem, string message, IReadOnlyList<FormField> fields, FormValues values)
    {
        values.Faults.Clear();
        if (problem.More?.GetValueOrDefault("faults") is IReadOnlyList<FormFault> faults)
        {
            foreach (var fault in faults) Put(fault.Field, fault.Value is null ? null : texts.Format("Form.Allowed", fault.Allowed));
        }
        else if (problem.Field is { } field)
        {
            Put(field, message);
        }

        void Put(string path, string? text)
        {
            var name = (path.StartsWith(DataPath, StringComparison.Ordinal) ? path[DataPath.Length..] : path).Split('.', '[')[0];
            if (fields.FirstOrDefault(known => known.Name == name) is { } known) values.Faults[name] = text ?? texts.Format("Form.Required", known.Label);
        }
    }
}
