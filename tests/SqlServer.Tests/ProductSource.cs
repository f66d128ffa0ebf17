using System.Diagnostics;
using System.Globalization;

namespace GridGov.Workflow.SqlServer.Tests;

/// <summary>Places in the product's source.</summary>
internal static class ProductSource
{
    /// <summary>The innermost frame of the running thread that is the product's, such as <c>src/Host/Tasks/TaskInbox.cs:16</c>.</summary>
    public static string OfCaller()
    {
        foreach (var frame in new StackTrace(fNeedFileInfo: true).GetFrames())
        {
            if (frame.GetFileName() is not { } file) continue;
            file = file.Replace('\\', '/');
            var at = file.LastIndexOf("/src/", StringComparison.Ordinal);
            if (at >= 0 && !file.Contains("/tests/", StringComparison.Ordinal))
                return string.Create(CultureInfo.InvariantCulture, $"{file[(at + 1)..]}:{frame.GetFileLineNumber()}");
        }

        return "?";
    }
}
