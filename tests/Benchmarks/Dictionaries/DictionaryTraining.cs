using System.Diagnostics;
using System.Globalization;
using GridGov.Workflow.Engine.Execution;
using GridGov.Workflow.Engine.History;
using GridGov.Workflow.Engine.Persistence;
using GridGov.Workflow.Host;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ZstdSharp;

namespace GridGov.Workflow.Benchmarks.Dictionaries;

/// <summary>
/// Makes the dictionary of <see cref="Packing"/> from all journals of a data folder and the state after each burst. Every third
/// instance is kept out of it; sizes and times are told over those.
/// </summary>
internal static class DictionaryTraining
{
    private const int Size = 32 * 1024;
    private const int Rounds = 5;
    private static readonly int[] Levels = [-7, -5, -3, -1, 1, 3];

    /// <param name="args">Data folder with a SQLite database, such as <c>demo --data DIR</c> leaves; then the file to be written.</param>
    public static async Task<int> RunAsync(IReadOnlyList<string> args)
    {
        if (args is not [var folder, var file])
        {
            await Console.Error.WriteLineAsync("dictionary DIR FILE: a data folder and the file to be written.");
            return 2;
        }

        await using var app = HostApp.Build(["--data", folder, "--urls", "http://127.0.0.1:0"]);
        var (learnt, seen) = await ReadAsync(app.Services);
        var dictionary = DictBuilder.TrainFromBuffer([.. learnt.States, .. learnt.Payloads], Size);
        await File.WriteAllBytesAsync(file, dictionary);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{file}: {dictionary.Length} bytes from {learnt.States.Count} states and as many payloads"));
        Tell("states", seen.States, dictionary);
        Tell("payloads", seen.Payloads, dictionary);
        return 0;
    }

    private static async Task<(Samples Learnt, Samples Seen)> ReadAsync(IServiceProvider services)
    {
        var (replayer, codec) = (services.GetRequiredService<Replayer>(), services.GetRequiredService<IStateCodec>());
        var (learnt, seen) = (new Samples([], []), new Samples([], []));
        await using var db = services.GetRequiredService<IWorkflowDb>().Open();
        var instances = await db.Instances.OrderBy(row => row.CreatedAt).ThenBy(row => row.Id).Select(row => new { row.Id, row.Burst }).ToListAsync();
        foreach (var (index, instance) in instances.Index())
        {
            var samples = index % 3 == 2 ? seen : learnt;
            for (var step = 1; step <= instance.Burst; step++)
            {
                if (await replayer.ReplayAsync(instance.Id, step) is { State: { } state }) samples.States.Add(codec.Write(state));
            }

            foreach (var row in await db.Journal.Where(row => row.InstanceId == instance.Id).ToListAsync())
                samples.Payloads.Add(Packing.Unpack(row.Payload).ToArray());
        }

        return (learnt, seen);
    }

    private static void Tell(string name, List<byte[]> samples, byte[] dictionary)
    {
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}: {samples.Count}, {samples.Average(sample => sample.Length):0} bytes each"));
        var target = new byte[1024 * 1024];
        foreach (var level in Levels)
        {
            using var compressor = new Compressor(level);
            compressor.LoadDictionary(dictionary);
            var bytes = samples.Sum(sample => (long)compressor.Wrap(sample, target));
            var clock = Stopwatch.StartNew();
            for (var round = 0; round < Rounds; round++)
            {
                foreach (var sample in samples) compressor.Wrap(sample, target);
            }

            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"  level {level,2} {(double)bytes / samples.Count,8:0} bytes {clock.Elapsed.TotalMicroseconds / Rounds / samples.Count,8:0.0} µs"));
        }
    }

    private sealed record Samples(List<byte[]> States, List<byte[]> Payloads);
}
