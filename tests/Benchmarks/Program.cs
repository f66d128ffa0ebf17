using System.Globalization;
using GridGov.Workflow.Benchmarks;
using GridGov.Workflow.Benchmarks.Dictionaries;
using GridGov.Workflow.Benchmarks.Memory;
using GridGov.Workflow.Benchmarks.Pages;
using GridGov.Workflow.Benchmarks.Scale;
using GridGov.Workflow.Benchmarks.Soak;
using GridGov.Workflow.Benchmarks.Starts;
using GridGov.Workflow.Benchmarks.Steps;
using GridGov.Workflow.Benchmarks.Timers;

return args.FirstOrDefault() switch
{
    "pipeline" => await PipelineBenchmark.RunAsync(PipelineSettings.Parse(args[1..])),
    "steps" => await StepsBenchmark.RunAsync(StepsSettings.Parse(args[1..])),
    "timers" => await TimersBenchmark.RunAsync(TimersSettings.Parse(args[1..])),
    "memory" => await MemoryBenchmark.RunAsync(args[1..]),
    "start" => await StartBenchmark.RunAsync(StartSettings.Parse(args[1..])),
    "scale" => await ScaleBenchmark.RunAsync(args[1..]),
    "soak" => await SoakBenchmark.RunAsync(SoakSettings.Parse(args[1..])),
    "stress" => await StressBenchmark.RunAsync(args[1..]),
    "parts" => await PartsBenchmark.RunAsync(),
    "dictionary" => await DictionaryTraining.RunAsync(args[1..]),
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
        dotnet run -c Release --project tests/Benchmarks -- timers [--timers 20000] [--warmup 8000] [--database sqlite|postgresql] [--connection TEXT] [--writers N]
            Timers due at one moment: how many a second are fired, and how late.
        dotnet run -c Release --project tests/Benchmarks -- memory [--cases 1000,4000] [--warmup 500] [--database …]
            Resident memory and managed heap per case in memory.
        dotnet run -c Release --project tests/Benchmarks -- start [--cases 100000] [--timers 25000] [--rate 50] [--models 100] [--database …]
            A start on a full database with past-due timers, and how long people wait meanwhile.
        dotnet run -c Release --project tests/Benchmarks -- scale [--stored 10000,1000000] [--clients 16] [--seconds 20] [--warmup 40] [--database …]
            The case loop with few and with many stored cases. A million take 9 GB of disk for the time of the run.
        dotnet run -c Release --project tests/Benchmarks -- soak [--minutes 120] [--rate 500] [--every 30] [--database …]
            A long run at a fixed rate, and the slope of all that may grow; in short: --minutes 2 --rate 200 --every 10.
        dotnet run -c Release --project tests/Benchmarks -- stress [--seconds 30] [--warmup 25] [--times 2] [--database …]
            More load than the Host can carry: who is turned away, how long the others wait, when all is well again.
        dotnet run -c Release --project tests/Benchmarks -- parts
            Time and allocations of the parts of a step.
        dotnet run -c Release --project tests/Benchmarks -- inbox [tasks=10000]
            Server-side time of the page "my tasks" of a department desk with so many open tasks.
        dotnet run -c Release --project tests/Benchmarks -- casepage [bursts=500]
            Server-side time of the page of a case with so many bursts.
        dotnet run -c Release --project tests/Benchmarks -- live
            Time from a command's answer until an open page of its case is rendered anew.
        dotnet run -c Release --project tests/Benchmarks -- dictionary DIR FILE
            Makes the dictionary that states and journals are packed with from a data folder, and tells sizes and times.
        GRIDGOV_BENCH_HOST names the dll of a published Host; without it the Host is published first.
        """);
    return 2;
}
