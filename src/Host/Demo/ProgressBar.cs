namespace GridGov.Workflow.Host.Demo;

/// <summary>One line that fills; on output that is no terminal, a line at each tenth.</summary>
internal sealed class ProgressBar(TextWriter output, bool isTerminal, string title)
{
    private const int Width = 40;
    private int _shown = -1;

    /// <param name="share">0 to 1; smaller than before is not shown.</param>
    /// <param name="note">A few words behind the bar.</param>
    public void Show(double share, string note)
    {
        var percent = (int)(Math.Clamp(share, 0, 1) * 100);
        if (percent <= _shown || (!isTerminal && percent / 10 <= _shown / 10 && _shown >= 0)) return;
        _shown = percent;
        var filled = percent * Width / 100;
        var line = $"{title} [{new string('█', filled)}{new string('░', Width - filled)}] {percent,3}%  {note}";
        if (isTerminal) output.Write("\r" + line + "   ");
        else output.WriteLine(line);
    }

    public void Finish()
    {
        if (isTerminal) output.WriteLine();
    }
}
