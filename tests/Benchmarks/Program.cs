using GridGov.Workflow.Benchmarks;

return args.FirstOrDefault() switch
{
    "pipeline" => await PipelineBenchmark.RunAsync(PipelineSettings.Parse(args[1..])),
    "parts" => await PartsBenchmark.RunAsync(),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("""
        dotnet run -c Release --project tests/Benchmarks -- pipeline [clients=16] [seconds=10] [warmup=3] [tasks=40] [orleans]
            Durable steps a second: Sequence of RunTask, each completion one burst, on SQLite with synchronous=FULL.
        dotnet run -c Release --project tests/Benchmarks -- parts
            Time and allocations of the parts of a step.
        """);
    return 2;
}
