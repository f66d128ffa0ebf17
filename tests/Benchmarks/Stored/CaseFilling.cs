namespace GridGov.Workflow.Benchmarks.Stored;

/// <summary>Fills the database of a stopped Host with copies of cases that it made.</summary>
internal static class CaseFilling
{
    private const int Batch = 1000;

    public static async Task<IReadOnlyList<StoredCase>> ReadAsync(IFilling filling, IEnumerable<CaseIdentity> cases)
    {
        await using var connection = await filling.OpenAsync();
        var tables = await filling.ColumnsAsync(connection);
        var models = new List<StoredCase>();
        foreach (var identity in cases) models.Add(await StoredCase.ReadAsync(connection, tables, identity));
        return models;
    }

    /// <summary>Adds so many copies, of each model in turn; gives their identities.</summary>
    /// <param name="salt">Tells apart several fillings of one database.</param>
    public static async Task<IReadOnlyList<CaseIdentity>> AddAsync(IFilling filling, IReadOnlyList<StoredCase> models, int count, string salt)
    {
        await using var connection = await filling.OpenAsync();
        var indexes = await filling.DropIndexesAsync(connection);
        var division = models[0].Identity.CaseNumber[..6];
        List<CaseIdentity> identities = [.. Enumerable.Range(0, count).Select(n => CaseIdentity.Of(n, count, division, salt))];
        var written = Task.CompletedTask;
        for (var from = 0; from < count; from += Batch)
        {
            var rows = Make(models, identities, from, Math.Min(from + Batch, count));
            await written;
            written = Task.Run(async () =>
            {
                foreach (var ((table, columns), values) in rows) await filling.WriteAsync(connection, table, columns, values);
            });
        }

        await written;
        await filling.FinishAsync(connection, indexes);
        return identities;
    }

    private static Dictionary<(string Table, IReadOnlyList<string> Columns), List<object?[]>> Make(
        IReadOnlyList<StoredCase> models, IReadOnlyList<CaseIdentity> identities, int from, int to)
    {
        var rows = new Dictionary<(string, IReadOnlyList<string>), List<object?[]>>();
        for (var n = from; n < to; n++)
        {
            foreach (var (model, values) in CaseCopy.Make(models[n % models.Count], identities[n]))
            {
                if (!rows.TryGetValue((model.Table, model.Columns), out var list)) rows.Add((model.Table, model.Columns), list = []);
                list.Add(values);
            }
        }

        return rows;
    }
}
