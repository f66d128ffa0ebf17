using System.Globalization;
using GridGov.Workflow.Benchmarks;
using GridGov.Workflow.Benchmarks.Pages;
using GridGov.Workflow.Benchmarks.Steps;

return args.FirstOrDefault() switch
{
    "pipeline" => await PipelineBenchmark.RunAsync(PipelineSettings.Parse(args[1..])),
    "steps" => await StepsBenchmark.RunAsync(StepsSettings.Parse(args[1..])),
    "parts" => await PartsBenchmark.RunAsync(),
    "inbox" => await PagesBenchmark.InboxAsync(Count(10_000)),
    "casepage" => await PagesBenchmark.CasePageAsync(Count(500)),
    "live" => await PagesBenchmark.LiveAsync(),
    _ => Usage(),
};

int Count(int usual) => args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : usual;

static int Usage()
{
    Console.Error.WriteLine("""
        dotnet run -c Release --project tests/Benchmarks -- pipeline [clients=16] [seconds=10] [warmup=3] [tasks=40] [orleans]
            Durable steps a second: Sequence of RunTask, each completion one burst, on SQLite with synchronous=FULL.
        dotnet run -c Release --project tests/Benchmarks -- steps [--clients 16] [--seconds 15] [--warmup 20] [--loop bare|case] [--rate N] [--database sqlite|postgresql] [--connection TEXT] [--writers N]
            Durable steps a second over HTTP against a Host of its own process; with --rate an open loop at N steps/s;
            postgresql starts a server of its own from Debian's programs; TEXT is added to its connection string.
        dotnet run -c Release --project tests/Benchmarks -- parts
            Time and allocations of the parts of a step.
        dotnet run -c Release --project tests/Benchmarks -- inbox [tasks=10000]
            Server-side time of the page "my tasks" of a department desk with so many open tasks.
        dotnet run -c Release --project tests/Benchmarks -- casepage [bursts=500]
            Server-side time of the page of a case with so many bursts.
        dotnet run -c Release --project tests/Benchmarks -- live
            Time from a command's answer until an open page of its case is rendered anew.
        """);
    return 2;
}
