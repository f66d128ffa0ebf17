using System.Linq.Expressions;
using GridGov.Workflow.Engine.Execution;
using GridGov.Workflow.Engine.Persistence;
using GridGov.Workflow.Host.Elsa.Wire;

namespace GridGov.Workflow.Host.Elsa.Instances;

/// <summary>A condition on a time: column CreatedAt, UpdatedAt or FinishedAt, and a comparison by name.</summary>
public sealed record TimestampFilter(string? Column, string? Operator, DateTimeOffset Timestamp);

/// <summary>
/// Which instances are meant (elsa-studio-contract.md §7.3, ListInstancesRequest; §8, the filter of alterations). Empty lists and blank
/// texts are no condition.
/// </summary>
public record InstanceFilter
{
    public string? SearchTerm { get; init; }
    public string? DefinitionId { get; init; }
    public IReadOnlyList<string>? DefinitionIds { get; init; }
    public IReadOnlyList<string>? DefinitionVersionIds { get; init; }
    public IReadOnlyList<string>? WorkflowInstanceIds { get; init; }
    public IReadOnlyList<string>? CorrelationIds { get; init; }
    public IReadOnlyList<string>? Names { get; init; }
    public string? CorrelationId { get; init; }
    public int? Version { get; init; }
    public bool? HasIncidents { get; init; }
    public bool? IsSystem { get; init; }
    public string? Status { get; init; }
    public IReadOnlyList<string>? Statuses { get; init; }
    public string? SubStatus { get; init; }
    public IReadOnlyList<string>? SubStatuses { get; init; }
    public IReadOnlyList<TimestampFilter>? TimestampFilters { get; init; }

    /// <summary>The matching rows; deleted instances never match.</summary>
    /// <exception cref="Problems.ProblemException">400: a status, column or operator that does not exist.</exception>
    public IQueryable<InstanceRow> Apply(IQueryable<InstanceRow> rows)
    {
        rows = rows.Where(row => !row.IsDeleted);
        if (Given(DefinitionIds, DefinitionId) is { } definitions) rows = rows.Where(row => definitions.Contains(row.DefinitionId));
        if (Given(DefinitionVersionIds, null) is { } versions) rows = rows.Where(row => versions.Contains(row.VersionId));
        if (Given(WorkflowInstanceIds, null) is { } ids) rows = rows.Where(row => ids.Contains(row.Id));
        if (Given(CorrelationIds, CorrelationId) is { } correlations) rows = rows.Where(row => row.CorrelationId != null && correlations.Contains(row.CorrelationId));
        if (Given(Names, null) is { } names) rows = rows.Where(row => row.Name != null && names.Contains(row.Name));
        if (Version is { } version) rows = rows.Where(row => row.Version == version);
        if (HasIncidents is { } incidents) rows = rows.Where(row => row.IncidentCount > 0 == incidents);
        if (IsSystem is { } isSystem) rows = rows.Where(row => row.IsSystem == isSystem);
        if (Parsed<WorkflowStatus>("status", Statuses, Status) is { } statuses) rows = rows.Where(row => statuses.Contains(row.Status));
        if (Parsed<WorkflowSubStatus>("subStatus", SubStatuses, SubStatus) is { } subStatuses) rows = rows.Where(row => subStatuses.Contains(row.SubStatus));
        foreach (var filter in TimestampFilters ?? []) rows = rows.Where(TimeCondition(filter));
        return string.IsNullOrWhiteSpace(SearchTerm) ? rows : Search(rows, SearchTerm.Trim());
    }

    private static IQueryable<InstanceRow> Search(IQueryable<InstanceRow> rows, string term) => rows.Where(row =>
        row.Id == term || row.DefinitionId == term || row.VersionId == term
        || (row.Name != null && row.Name.Contains(term)) || (row.CorrelationId != null && row.CorrelationId.Contains(term)));

    private static List<string>? Given(IReadOnlyList<string>? many, string? one)
    {
        var all = (many ?? []).Append(one).Where(text => !string.IsNullOrWhiteSpace(text)).Select(text => text!).ToList();
        return all.Count == 0 ? null : all;
    }

    private static List<T>? Parsed<T>(string field, IReadOnlyList<string>? many, string? one)
        where T : struct, Enum
    {
        if (Given(many, one) is not { } texts) return null;
        return [.. texts.Select(text => Enum.TryParse<T>(text, ignoreCase: true, out var value) && Enum.IsDefined(value)
            ? value
            : throw ElsaErrors.Invalid("query.invalid", field, text, string.Join(", ", Enum.GetNames<T>())))];
    }

    private static Expression<Func<InstanceRow, bool>> TimeCondition(TimestampFilter filter)
    {
        var at = filter.Timestamp;
        Expression<Func<InstanceRow, DateTimeOffset?>> column = filter.Column?.ToUpperInvariant() switch
        {
            "CREATEDAT" => row => row.CreatedAt,
            "UPDATEDAT" => row => row.UpdatedAt,
            "FINISHEDAT" => row => row.FinishedAt,
            _ => throw ElsaErrors.Invalid("query.invalid", "timestampFilters.column", filter.Column, "CreatedAt, UpdatedAt, FinishedAt"),
        };
        Func<Expression, Expression, BinaryExpression> compare = filter.Operator?.ToUpperInvariant() switch
        {
            "IS" => Expression.Equal,
            "ISNOT" => Expression.NotEqual,
            "LESSTHAN" => Expression.LessThan,
            "GREATERTHAN" => Expression.GreaterThan,
            "LESSTHANOREQUAL" => Expression.LessThanOrEqual,
            "GREATERTHANOREQUAL" => Expression.GreaterThanOrEqual,
            _ => throw ElsaErrors.Invalid(
                "query.invalid", "timestampFilters.operator", filter.Operator, "Is, IsNot, LessThan, GreaterThan, LessThanOrEqual, GreaterThanOrEqual"),
        };
        return Expression.Lambda<Func<InstanceRow, bool>>(compare(column.Body, Expression.Constant(at, typeof(DateTimeOffset?))), column.Parameters);
    }
}
