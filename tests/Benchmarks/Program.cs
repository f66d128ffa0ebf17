using GridGov.Workflow.Benchmarks;
using GridGov.Workflow.Benchmarks.Steps;

return args.FirstOrDefault() switch
{
    "pipeline" => await PipelineBenchmark.RunAsync(PipelineSettings.Parse(args[1..])),
    "steps" => await StepsBenchmark.RunAsync(StepsSettings.Parse(args[1..])),
    "parts" => await PartsBenchmark.RunAsync(),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("""
        dotnet run -c Release --project tests/Benchmarks -- pipeline [clients=16] [seconds=10] [warmup=3] [tasks=40] [orleans]
            Durable steps a second: Sequence of RunTask, each completion one burst, on SQLite with synchronous=FULL.
        dotnet run -c Release --project tests/Benchmarks -- steps [--clients 16] [--seconds 15] [--warmup 20] [--loop bare|case] [--rate N]
            Durable steps a second over HTTP against a Host of its own process; with --rate an open loop at N steps/s.
        dotnet run -c Release --project tests/Benchmarks -- parts
            Time and allocations of the parts of a step.
        """);
    return 2;
}
