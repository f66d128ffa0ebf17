using MudBlazor;

namespace GridGov.Workflow.Host.Console.Shell;

/// <summary>MudBlazor in the colours and fonts of our other pages; every pair of text and ground has a contrast of 4.5 : 1 at least.</summary>
internal static class ConsoleTheme
{
    private static readonly string[] Fonts =
        ["PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", "system-ui", "sans-serif"];

    public static MudTheme Theme { get; } = new()
    {
        PaletteLight = new PaletteLight
        {
            Primary = "#0b5cad",
            PrimaryContrastText = "#ffffff",
            Secondary = "#56616d",
            Success = "#11653a",
            Warning = "#8a5300",
            Error = "#a61b1b",
            Info = "#0b5cad",
            TextPrimary = "#1c2733",
            TextSecondary = "#4c5763",
            Background = "#f2f5f8",
            Surface = "#ffffff",
            LinesDefault = "#dde4eb",
            ActionDefault = "#4c5763",
        },
        Typography = new Typography
        {
            Default = new DefaultTypography
            {
                FontFamily = Fonts,
                FontSize = "1rem",
                LineHeight = "1.5",
                LetterSpacing = "normal",
            },
            Button = new ButtonTypography
            {
                FontFamily = Fonts,
                FontSize = ".9375rem",
                FontWeight = "600",
                TextTransform = "none",
                LetterSpacing = "normal",
            },
        },
    };
}
