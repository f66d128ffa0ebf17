using System.ComponentModel.DataAnnotations;

namespace GridGov.Workflow.Host.Accounts;

/// <summary>How people sign in; section <c>GridGov:Accounts</c>.</summary>
public sealed class AccountOptions
{
    public const string Section = HostOptions.Section + ":Accounts";

    /// <summary>A session ends after so many hours without a request.</summary>
    [Range(1, 24)]
    public int SessionHours { get; set; } = 8;

    /// <summary>A locked account or a changed password ends open sessions after so many seconds at most.</summary>
    [Range(0, 60)]
    public int SessionCheckSeconds { get; set; } = 30;

    /// <summary>So many wrong passwords in a row lock an account out.</summary>
    [Range(3, 10)]
    public int LockOutAfter { get; set; } = 5;

    /// <summary>A lock-out lasts so many minutes.</summary>
    [Range(1, 1440)]
    public int LockOutMinutes { get; set; } = 15;
}
