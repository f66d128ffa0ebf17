using System.ComponentModel.DataAnnotations;
using System.Reflection;
using Microsoft.Extensions.Options;

namespace GridGov.Workflow.Engine.Runtime.Hosting;

/// <summary>Checks ranges of the options and of their groups, all at once; the messages name option, value and range.</summary>
internal static class OptionsCheck
{
    /// <exception cref="OptionsValidationException">At least one value is out of its range.</exception>
    public static void Throw(WorkflowEngineOptions options)
    {
        var faults = new List<string>();
        Find("WorkflowEngine", options, faults);
        if (options.Outbox.AttemptTimeout >= options.Outbox.Lease)
        {
            faults.Add($"WorkflowEngine:Outbox:AttemptTimeout is {options.Outbox.AttemptTimeout}; it must be shorter than Lease, which is {options.Outbox.Lease}, "
                + "or an effect could be delivered by two nodes at once.");
        }

        if (options.Timers.Horizon < options.SweepInterval * 2)
        {
            faults.Add($"WorkflowEngine:Timers:Horizon is {options.Timers.Horizon}; it must be at least twice SweepInterval, which is {options.SweepInterval}, "
                + "or timers would be late.");
        }

        if (faults.Count > 0) throw new OptionsValidationException("WorkflowEngine", typeof(WorkflowEngineOptions), faults);
    }

    private static void Find(string path, object options, List<string> faults)
    {
        foreach (var property in options.GetType().GetProperties())
        {
            var value = property.GetValue(options);
            foreach (var rule in property.GetCustomAttributes<ValidationAttribute>())
            {
                if (!rule.IsValid(value)) faults.Add($"{path}:{property.Name} is {value ?? "not set"}; {Allowed(rule)}.");
            }

            if (value is not null && property.PropertyType.IsClass && property.PropertyType.Namespace?.StartsWith("GridGov", StringComparison.Ordinal) == true)
                Find($"{path}:{property.Name}", value, faults);
        }
    }

    private static string Allowed(ValidationAttribute rule) => rule switch
    {
        RangeAttribute range => $"allowed is {range.Minimum} to {range.Maximum}",
        RequiredAttribute => "a value is required",
        _ => rule.FormatErrorMessage("it"),
    };
}
