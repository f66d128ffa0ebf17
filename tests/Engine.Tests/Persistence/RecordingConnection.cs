using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using GridGov.Workflow.Engine.Persistence.Sinks;

namespace GridGov.Workflow.Engine.Tests.Persistence;

/// <summary>A connection that runs batches of <see cref="RecordingBatch"/> on a table in memory, and nothing else.</summary>
internal sealed class RecordingConnection(MemoryTable table) : DbConnection
{
    [AllowNull]
    public override string ConnectionString { get; set; } = "";
    public override string Database => "memory";
    public override string DataSource => "memory";
    public override string ServerVersion => "1";
    public override ConnectionState State => ConnectionState.Open;
    public override bool CanCreateBatch => true;

    public override void ChangeDatabase(string databaseName) => throw new NotSupportedException();

    public override void Close()
    {
    }

    public override void Open()
    {
    }

    protected override DbTransaction BeginDbTransaction(IsolationLevel isolationLevel) => new Transaction(this);

    protected override DbCommand CreateDbCommand() => throw new NotSupportedException();

    protected override DbBatch CreateDbBatch() => new Batch(table);

    private sealed class Transaction(DbConnection connection) : DbTransaction
    {
        public override IsolationLevel IsolationLevel => IsolationLevel.Serializable;
        protected override DbConnection DbConnection => connection;

        public override void Commit()
        {
        }

        public override void Rollback()
        {
        }
    }

    private sealed class Batch(MemoryTable table) : DbBatch
    {
        private readonly Commands _commands = [];

        public override int Timeout { get; set; }
        protected override DbBatchCommandCollection DbBatchCommands => _commands;
        protected override DbConnection? DbConnection { get; set; }
        protected override DbTransaction? DbTransaction { get; set; }

        public override int ExecuteNonQuery()
        {
            table.RoundTrips++;
            foreach (var command in _commands.OfType<RecordedCommand>()) command.Run(table);
            return 0;
        }

        public override Task<int> ExecuteNonQueryAsync(CancellationToken cancellationToken = default) => Task.FromResult(ExecuteNonQuery());

        public override void Cancel()
        {
        }

        public override object? ExecuteScalar() => throw new NotSupportedException();

        public override Task<object?> ExecuteScalarAsync(CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public override void Prepare()
        {
        }

        public override Task PrepareAsync(CancellationToken cancellationToken = default) => Task.CompletedTask;

        protected override DbBatchCommand CreateDbBatchCommand() => throw new NotSupportedException();

        protected override DbDataReader ExecuteDbDataReader(CommandBehavior behavior) => throw new NotSupportedException();

        protected override Task<DbDataReader> ExecuteDbDataReaderAsync(CommandBehavior behavior, CancellationToken cancellationToken) => throw new NotSupportedException();
    }

    private sealed class Commands : DbBatchCommandCollection
    {
        private readonly List<DbBatchCommand> _list = [];

        public override int Count => _list.Count;
        public override bool IsReadOnly => false;

        public override void Add(DbBatchCommand item) => _list.Add(item);

        public override void Clear() => _list.Clear();

        public override bool Contains(DbBatchCommand item) => _list.Contains(item);

        public override void CopyTo(DbBatchCommand[] array, int arrayIndex) => _list.CopyTo(array, arrayIndex);

        public override IEnumerator<DbBatchCommand> GetEnumerator() => _list.GetEnumerator();

        public override int IndexOf(DbBatchCommand item) => _list.IndexOf(item);

        public override void Insert(int index, DbBatchCommand item) => _list.Insert(index, item);

        public override bool Remove(DbBatchCommand item) => _list.Remove(item);

        public override void RemoveAt(int index) => _list.RemoveAt(index);

        protected override DbBatchCommand GetBatchCommand(int index) => _list[index];

        protected override void SetBatchCommand(int index, DbBatchCommand batchCommand) => _list[index] = batchCommand;
    }
}

/// <summary>One statement with all rows of a batch.</summary>
internal sealed class RecordedCommand(RecordingBatch batch) : DbBatchCommand
{
    private int _affected;

    [AllowNull]
    public override string CommandText { get; set; } = "";
    public override CommandType CommandType { get; set; }
    public override int RecordsAffected => _affected;
    protected override DbParameterCollection DbParameterCollection => throw new NotSupportedException();

    public void Run(MemoryTable table) => _affected = table.Run(batch.Plan, batch.Rows);
}

/// <summary>Keeps the rows that it is given.</summary>
internal sealed class RecordingBatch : IRowBatch
{
    private readonly RecordedCommand _command;

    public RecordingBatch(RowPlan plan)
    {
        Plan = plan;
        _command = new RecordedCommand(this);
    }

    public RowPlan Plan { get; }
    public List<(object Row, object? Expected)> Rows { get; } = [];

    public void Add(object row, object? expected) => Rows.Add((row, expected));

    public void AddTo(DbBatchCommandCollection commands) => commands.Add(_command);

    public void Check()
    {
        if (Plan.MayMiss || _command.RecordsAffected == Rows.Count) return;
        throw Rows.Count == 1 ? Plan.NotAsExpected(Rows[0].Row, Rows[0].Expected) : Plan.NotAllAsExpected(Rows.Count, _command.RecordsAffected);
    }

    public void Clear() => Rows.Clear();
}
