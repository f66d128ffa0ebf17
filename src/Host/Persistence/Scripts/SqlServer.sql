IF OBJECT_ID(N'[__EFMigrationsHistory]') IS NULL
BEGIN
    CREATE TABLE [__EFMigrationsHistory] (
        [MigrationId] nvarchar(150) NOT NULL,
        [ProductVersion] nvarchar(32) NOT NULL,
        CONSTRAINT [PK___EFMigrationsHistory] PRIMARY KEY ([MigrationId])
    );
END;
GO

BEGIN TRANSACTION;
IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261128041431_Initial'
)
BEGIN
    CREATE TABLE [Accounts] (
        [Id] nvarchar(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [IsDisabled] bit NOT NULL,
        [MustChangePassword] bit NOT NULL,
        [UserName] nvarchar(100) COLLATE Latin1_General_100_BIN2 NULL,
        [NormalizedUserName] nvarchar(100) COLLATE Latin1_General_100_BIN2 NULL,
        [PasswordHash] nvarchar(200) COLLATE Latin1_General_100_BIN2 NULL,
        [SecurityStamp] nvarchar(64) COLLATE Latin1_General_100_BIN2 NULL,
        [ConcurrencyStamp] nvarchar(64) COLLATE Latin1_General_100_BIN2 NULL,
        [TwoFactorEnabled] bit NOT NULL,
        [LockoutEnd] bigint NULL,
        [LockoutEnabled] bit NOT NULL,
        [AccessFailedCount] int NOT NULL,
        CONSTRAINT [PK_Accounts] PRIMARY KEY ([Id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261128041431_Initial'
)
BEGIN
    CREATE TABLE [AdminLog] (
        [Sequence] bigint NOT NULL,
        [At] bigint NOT NULL,
        [ActorId] nvarchar(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Via] nvarchar(100) COLLATE Latin1_General_100_BIN2 NULL,
        [Action] nvarchar(60) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Target] nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Details] nvarchar(4000) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [PreviousHash] nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Hash] nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
        CONSTRAINT [PK_AdminLog] PRIMARY KEY ([Sequence])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261128041431_Initial'
)
BEGIN
    CREATE TABLE [ApiKeys] (
        [Hash] nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Name] nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [OwnerId] nvarchar(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [ActFor] bit NOT NULL,
        [CreatedAt] bigint NOT NULL,
        [ExpiresAt] bigint NULL,
        [RevokedAt] bigint NULL,
        CONSTRAINT [PK_ApiKeys] PRIMARY KEY ([Hash])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261128041431_Initial'
)
BEGIN
    CREATE TABLE [Approvals] (
        [Id] nvarchar(60) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [CaseNumber] nvarchar(40) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [OrderId] nvarchar(60) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Kind] nvarchar(30) NOT NULL,
        [State] nvarchar(30) NOT NULL,
        [Unit] nvarchar(50) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [AreaCode] nvarchar(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [By] nvarchar(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [At] bigint NOT NULL,
        [DecideBy] bigint NOT NULL,
        [DecidedAt] bigint NULL,
        [ReasonCode] nvarchar(30) COLLATE Latin1_General_100_BIN2 NOT NULL,
        CONSTRAINT [PK_Approvals] PRIMARY KEY ([Id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261128041431_Initial'
)
BEGIN
    CREATE TABLE [ArchivedInstances] (
        [Id] nvarchar(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [RootId] nvarchar(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [CorrelationId] nvarchar(200) COLLATE Latin1_General_100_BIN2 NULL,
        [DefinitionId] nvarchar(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Bursts] bigint NOT NULL,
        [HeadHash] varbinary(32) NOT NULL,
        [Archive] nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [ArchiveHash] varbinary(32) NOT NULL,
        [ArchivedAt] bigint NOT NULL,
        [PurgedAt] bigint NULL,
        CONSTRAINT [PK_ArchivedInstances] PRIMARY KEY ([Id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261128041431_Initial'
)
BEGIN
    CREATE TABLE [Attachments] (
        [Hash] nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [ContentType] nvarchar(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Size] bigint NOT NULL,
        [StoredAt] bigint NOT NULL,
        CONSTRAINT [PK_Attachments] PRIMARY KEY ([Hash])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261128041431_Initial'
)
BEGIN
    CREATE TABLE [AuditAnchors] (
        [Sequence] bigint NOT NULL,
        [At] bigint NOT NULL,
        [Heads] int NOT NULL,
        [Root] varbinary(32) NOT NULL,
        [PreviousHash] varbinary(32) NOT NULL,
        [Hash] varbinary(32) NOT NULL,
        [Signature] varbinary(200) NOT NULL,
        [KeyId] nvarchar(16) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Leaves] varbinary(max) NOT NULL,
        CONSTRAINT [PK_AuditAnchors] PRIMARY KEY ([Sequence])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261128041431_Initial'
)
BEGIN
    CREATE TABLE [CaseNumbers] (
        [Prefix] nvarchar(14) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Next] int NOT NULL,
        CONSTRAINT [PK_CaseNumbers] PRIMARY KEY ([Prefix])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261128041431_Initial'
)
BEGIN
    CREATE TABLE [Cases] (
        [CaseNumber] nvarchar(40) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [InstanceId] nvarchar(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [QueryCode] nvarchar(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [State] nvarchar(30) NOT NULL,
        [Stage] nvarchar(30) NOT NULL,
        [Channel] nvarchar(30) NOT NULL,
        [Grade] nvarchar(30) NOT NULL,
        [Title] nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Category] nvarchar(20) COLLATE Latin1_General_100_BIN2 NULL,
        [StandardId] nvarchar(50) COLLATE Latin1_General_100_BIN2 NULL,
        [AreaCode] nvarchar(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [GridCode] nvarchar(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [PlaceText] nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Longitude] float NULL,
        [Latitude] float NULL,
        [Reporter] nvarchar(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [ReporterUnit] nvarchar(50) COLLATE Latin1_General_100_BIN2 NULL,
        [RequesterHash] nvarchar(128) COLLATE Latin1_General_100_BIN2 NULL,
        [IsConfidential] bit NOT NULL,
        [LeadUnit] nvarchar(50) COLLATE Latin1_General_100_BIN2 NULL,
        [DueAt] bigint NULL,
        [YellowAt] bigint NULL,
        [ReportedAt] bigint NOT NULL,
        [FiledAt] bigint NULL,
        [RepliedAt] bigint NULL,
        [VerifiedAt] bigint NULL,
        [EndedAt] bigint NULL,
        [ChangedAt] bigint NOT NULL,
        [ReworkCount] int NOT NULL,
        [RedoCount] int NOT NULL,
        [ShuffleCount] int NOT NULL,
        [EscalationLevel] int NOT NULL,
        [IsSelfHandled] bit NOT NULL,
        [Satisfaction] nvarchar(30) NULL,
        [Solved] bit NULL,
        [Contacted] bit NULL,
        [IsEvaluatedByRequester] bit NOT NULL,
        [CallbackTries] int NOT NULL,
        [SupervisionLevel] nvarchar(30) NULL,
        [IsTimeoutExempt] bit NOT NULL,
        [IsExcluded] bit NOT NULL,
        [IsFalseClosure] bit NOT NULL,
        [MergedInto] nvarchar(40) COLLATE Latin1_General_100_BIN2 NULL,
        [RepeatOf] nvarchar(40) COLLATE Latin1_General_100_BIN2 NULL,
        [ReopenedAs] nvarchar(40) COLLATE Latin1_General_100_BIN2 NULL,
        CONSTRAINT [PK_Cases] PRIMARY KEY ([CaseNumber])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261128041431_Initial'
)
BEGIN
    CREATE TABLE [ClusterMembers] (
        [ClusterId] nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Silo] nvarchar(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [ETag] bigint NOT NULL,
        [Status] int NOT NULL,
        [HostName] nvarchar(255) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [SiloName] nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [RoleName] nvarchar(200) COLLATE Latin1_General_100_BIN2 NULL,
        [GatewayPort] int NOT NULL,
        [UpdateZone] int NOT NULL,
        [FaultZone] int NOT NULL,
        [StartedAt] bigint NOT NULL,
        [AliveAt] bigint NOT NULL,
        [Suspicions] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        CONSTRAINT [PK_ClusterMembers] PRIMARY KEY ([ClusterId], [Silo])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261128041431_Initial'
)
BEGIN
    CREATE TABLE [ClusterVersions] (
        [ClusterId] nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Version] int NOT NULL,
        [ETag] bigint NOT NULL,
        CONSTRAINT [PK_ClusterVersions] PRIMARY KEY ([ClusterId])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261128041431_Initial'
)
BEGIN
    CREATE TABLE [DataProtectionKeys] (
        [Name] nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Xml] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [CreatedAt] bigint NOT NULL,
        CONSTRAINT [PK_DataProtectionKeys] PRIMARY KEY ([Name])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261128041431_Initial'
)
BEGIN
    CREATE TABLE [DefinitionContents] (
        [Hash] nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Document] varbinary(max) NOT NULL,
        [Pins] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        CONSTRAINT [PK_DefinitionContents] PRIMARY KEY ([Hash])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261128041431_Initial'
)
BEGIN
    CREATE TABLE [DefinitionVersions] (
        [Id] nvarchar(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [DefinitionId] nvarchar(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Version] int NOT NULL,
        [Name] nvarchar(200) COLLATE Latin1_General_100_BIN2 NULL,
        [Description] nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL,
        [IsLatest] bit NOT NULL,
        [IsPublished] bit NOT NULL,
        [IsReadonly] bit NOT NULL,
        [IsSystem] bit NOT NULL,
        [IsHidden] bit NOT NULL,
        [ActivityType] nvarchar(200) COLLATE Latin1_General_100_BIN2 NULL,
        [CreatedAt] bigint NOT NULL,
        [ToolVersion] nvarchar(50) COLLATE Latin1_General_100_BIN2 NULL,
        [ContentHash] nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Document] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [SavedBy] nvarchar(100) COLLATE Latin1_General_100_BIN2 NULL,
        [SavedAt] bigint NOT NULL,
        [EditSession] nvarchar(40) COLLATE Latin1_General_100_BIN2 NULL,
        [RowVersion] bigint NOT NULL,
        CONSTRAINT [PK_DefinitionVersions] PRIMARY KEY ([Id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261128041431_Initial'
)
BEGIN
    CREATE TABLE [DeploymentSecrets] (
        [Name] nvarchar(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Value] varbinary(max) NOT NULL,
        CONSTRAINT [PK_DeploymentSecrets] PRIMARY KEY ([Name])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261128041431_Initial'
)
BEGIN
    CREATE TABLE [DirectoryVersions] (
        [Version] int NOT NULL,
        [Hash] nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Document] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [LoadedBy] nvarchar(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [LoadedAt] bigint NOT NULL,
        CONSTRAINT [PK_DirectoryVersions] PRIMARY KEY ([Version])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261128041431_Initial'
)
BEGIN
    CREATE TABLE [EventWaits] (
        [BookmarkId] nvarchar(150) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [InstanceId] nvarchar(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Hash] nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [CorrelationId] nvarchar(200) COLLATE Latin1_General_100_BIN2 NULL,
        [Burst] bigint NOT NULL,
        CONSTRAINT [PK_EventWaits] PRIMARY KEY ([BookmarkId])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261128041431_Initial'
)
BEGIN
    CREATE TABLE [Events] (
        [Id] nvarchar(150) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Name] nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Hash] nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [CorrelationId] nvarchar(200) COLLATE Latin1_General_100_BIN2 NULL,
        [LocalInstanceId] nvarchar(100) COLLATE Latin1_General_100_BIN2 NULL,
        [Payload] nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL,
        [At] bigint NOT NULL,
        [CommittedAt] bigint NOT NULL,
        [ActorId] nvarchar(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [OnBehalfOf] nvarchar(100) COLLATE Latin1_General_100_BIN2 NULL,
        [Via] nvarchar(100) COLLATE Latin1_General_100_BIN2 NULL,
        [Matched] bit NOT NULL,
        [Settled] bit NOT NULL,
        CONSTRAINT [PK_Events] PRIMARY KEY ([Id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261128041431_Initial'
)
BEGIN
    CREATE TABLE [IdempotencyKeys] (
        [Principal] nvarchar(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Route] nvarchar(150) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Key] nvarchar(150) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [BodyHash] nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Status] int NOT NULL,
        [Response] nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL,
        [ExpiresAt] bigint NOT NULL,
        CONSTRAINT [PK_IdempotencyKeys] PRIMARY KEY ([Principal], [Route], [Key])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261128041431_Initial'
)
BEGIN
    CREATE TABLE [Instances] (
        [Id] nvarchar(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [DefinitionId] nvarchar(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [VersionId] nvarchar(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Version] int NOT NULL,
        [ContentHash] nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Status] int NOT NULL,
        [SubStatus] int NOT NULL,
        [Name] nvarchar(200) COLLATE Latin1_General_100_BIN2 NULL,
        [CorrelationId] nvarchar(200) COLLATE Latin1_General_100_BIN2 NULL,
        [ParentInstanceId] nvarchar(100) COLLATE Latin1_General_100_BIN2 NULL,
        [CreatedAt] bigint NOT NULL,
        [UpdatedAt] bigint NOT NULL,
        [FinishedAt] bigint NULL,
        [Burst] bigint NOT NULL,
        [IncidentCount] int NOT NULL,
        [HeadHash] varbinary(32) NOT NULL,
        [State] varbinary(max) NOT NULL,
        [IsSystem] bit NOT NULL,
        [IsDeleted] bit NOT NULL,
        CONSTRAINT [PK_Instances] PRIMARY KEY ([Id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261128041431_Initial'
)
BEGIN
    CREATE TABLE [Journal] (
        [InstanceId] nvarchar(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Sequence] bigint NOT NULL,
        [StimulusId] nvarchar(400) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [BodyHash] nvarchar(64) COLLATE Latin1_General_100_BIN2 NULL,
        [Kind] nvarchar(50) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [At] bigint NOT NULL,
        [CommittedAt] bigint NOT NULL,
        [ActorId] nvarchar(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [OnBehalfOf] nvarchar(100) COLLATE Latin1_General_100_BIN2 NULL,
        [Via] nvarchar(100) COLLATE Latin1_General_100_BIN2 NULL,
        [FirstEntry] bigint NOT NULL,
        [EntryCount] int NOT NULL,
        [ContentHash] nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [CoreVersion] nvarchar(50) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Status] int NOT NULL,
        [SubStatus] int NOT NULL,
        [StateHash] varbinary(32) NOT NULL,
        [PreviousHash] varbinary(32) NOT NULL,
        [Hash] varbinary(32) NOT NULL,
        [Payload] varbinary(max) NOT NULL,
        CONSTRAINT [PK_Journal] PRIMARY KEY ([InstanceId], [Sequence])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261128041431_Initial'
)
BEGIN
    CREATE TABLE [LegalHolds] (
        [Id] nvarchar(40) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [CaseNumber] nvarchar(40) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Reason] nvarchar(500) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [SetBy] nvarchar(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [SetAs] nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [SetAt] bigint NOT NULL,
        [LiftedBy] nvarchar(100) COLLATE Latin1_General_100_BIN2 NULL,
        [LiftReason] nvarchar(500) COLLATE Latin1_General_100_BIN2 NULL,
        [LiftedAt] bigint NULL,
        CONSTRAINT [PK_LegalHolds] PRIMARY KEY ([Id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261128041431_Initial'
)
BEGIN
    CREATE TABLE [MigrationBatches] (
        [Id] nvarchar(40) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [DefinitionId] nvarchar(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [ToVersionId] nvarchar(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [ToVersion] int NOT NULL,
        [ToContentHash] nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Mapping] nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL,
        [Reason] nvarchar(1000) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [DryRun] bit NOT NULL,
        [ActorId] nvarchar(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [OnBehalfOf] nvarchar(100) COLLATE Latin1_General_100_BIN2 NULL,
        [Via] nvarchar(100) COLLATE Latin1_General_100_BIN2 NULL,
        [BodyHash] nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [At] bigint NOT NULL,
        [EndedAt] bigint NULL,
        [IsCancelled] bit NOT NULL,
        CONSTRAINT [PK_MigrationBatches] PRIMARY KEY ([Id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261128041431_Initial'
)
BEGIN
    CREATE TABLE [MigrationItems] (
        [BatchId] nvarchar(40) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [InstanceId] nvarchar(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Outcome] nvarchar(20) NOT NULL,
        [Code] nvarchar(100) COLLATE Latin1_General_100_BIN2 NULL,
        [Faults] nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL,
        CONSTRAINT [PK_MigrationItems] PRIMARY KEY ([BatchId], [InstanceId])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261128041431_Initial'
)
BEGIN
    CREATE TABLE [NoticeMarks] (
        [PersonId] nvarchar(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Key] nvarchar(160) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [At] bigint NOT NULL,
        CONSTRAINT [PK_NoticeMarks] PRIMARY KEY ([PersonId], [Key])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261128041431_Initial'
)
BEGIN
    CREATE TABLE [NoticesSent] (
        [Key] nvarchar(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [At] bigint NOT NULL,
        CONSTRAINT [PK_NoticesSent] PRIMARY KEY ([Key])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261128041431_Initial'
)
BEGIN
    CREATE TABLE [Outbox] (
        [Key] nvarchar(250) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [InstanceId] nvarchar(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Kind] nvarchar(50) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Payload] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Answered] bit NOT NULL,
        [Attempts] int NOT NULL,
        [Round] int NOT NULL,
        [NextAttemptAt] bigint NOT NULL,
        [LeaseOwner] nvarchar(100) COLLATE Latin1_General_100_BIN2 NULL,
        [LeaseUntil] bigint NULL,
        [Status] int NOT NULL,
        [LastError] nvarchar(1000) COLLATE Latin1_General_100_BIN2 NULL,
        CONSTRAINT [PK_Outbox] PRIMARY KEY ([Key])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261128041431_Initial'
)
BEGIN
    CREATE TABLE [PersonalData] (
        [Id] nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Kind] nvarchar(50) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Cipher] varbinary(max) NULL,
        [CreatedAt] bigint NOT NULL,
        [ErasedAt] bigint NULL,
        CONSTRAINT [PK_PersonalData] PRIMARY KEY ([Id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261128041431_Initial'
)
BEGIN
    CREATE TABLE [PersonalDataAccess] (
        [Id] bigint NOT NULL IDENTITY,
        [PersonalDataId] nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [ActorId] nvarchar(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Purpose] nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [At] bigint NOT NULL,
        CONSTRAINT [PK_PersonalDataAccess] PRIMARY KEY ([Id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261128041431_Initial'
)
BEGIN
    CREATE TABLE [RetentionRuns] (
        [Id] nvarchar(40) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [At] bigint NOT NULL,
        [ActorId] nvarchar(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Reason] nvarchar(500) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [DryRun] bit NOT NULL,
        [Cutoff] bigint NOT NULL,
        [EndedAt] bigint NULL,
        [Due] int NOT NULL,
        [Held] int NOT NULL,
        [Archived] int NOT NULL,
        [Skipped] int NOT NULL,
        [Rows] bigint NOT NULL,
        [Trouble] nvarchar(1000) COLLATE Latin1_General_100_BIN2 NULL,
        CONSTRAINT [PK_RetentionRuns] PRIMARY KEY ([Id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261128041431_Initial'
)
BEGIN
    CREATE TABLE [Substitutions] (
        [Id] nvarchar(40) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [AbsentId] nvarchar(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [DeputyId] nvarchar(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [From] bigint NOT NULL,
        [To] bigint NOT NULL,
        [Reason] nvarchar(500) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [SetBy] nvarchar(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [SetAt] bigint NOT NULL,
        [EndedBy] nvarchar(100) COLLATE Latin1_General_100_BIN2 NULL,
        [EndedAt] bigint NULL,
        CONSTRAINT [PK_Substitutions] PRIMARY KEY ([Id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261128041431_Initial'
)
BEGIN
    CREATE TABLE [Supervisions] (
        [Id] nvarchar(60) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [CaseNumber] nvarchar(40) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [OrderId] nvarchar(60) COLLATE Latin1_General_100_BIN2 NULL,
        [Unit] nvarchar(50) COLLATE Latin1_General_100_BIN2 NULL,
        [Level] nvarchar(30) NOT NULL,
        [Cause] nvarchar(50) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [AreaCode] nvarchar(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [At] bigint NOT NULL,
        [AnsweredAt] bigint NULL,
        CONSTRAINT [PK_Supervisions] PRIMARY KEY ([Id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261128041431_Initial'
)
BEGIN
    CREATE TABLE [TaskCandidates] (
        [Candidate] nvarchar(150) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [TaskId] nvarchar(150) COLLATE Latin1_General_100_BIN2 NOT NULL,
        CONSTRAINT [PK_TaskCandidates] PRIMARY KEY ([Candidate], [TaskId])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261128041431_Initial'
)
BEGIN
    CREATE TABLE [TaskForms] (
        [Hash] nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Form] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        CONSTRAINT [PK_TaskForms] PRIMARY KEY ([Hash])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261128041431_Initial'
)
BEGIN
    CREATE TABLE [Tasks] (
        [Id] nvarchar(150) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [InstanceId] nvarchar(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [NodeId] nvarchar(400) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Name] nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Title] nvarchar(400) COLLATE Latin1_General_100_BIN2 NULL,
        [Status] int NOT NULL,
        [Assignee] nvarchar(100) COLLATE Latin1_General_100_BIN2 NULL,
        [Outcome] nvarchar(200) COLLATE Latin1_General_100_BIN2 NULL,
        [CompletedBy] nvarchar(100) COLLATE Latin1_General_100_BIN2 NULL,
        [CreatedAt] bigint NOT NULL,
        [DueAt] bigint NULL,
        [RemindAt] bigint NULL,
        [CompletedAt] bigint NULL,
        [AreaCode] nvarchar(30) COLLATE Latin1_General_100_BIN2 NULL,
        [UnitId] nvarchar(100) COLLATE Latin1_General_100_BIN2 NULL,
        [SubjectKey] nvarchar(100) COLLATE Latin1_General_100_BIN2 NULL,
        [FormHash] nvarchar(64) COLLATE Latin1_General_100_BIN2 NULL,
        [Details] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        CONSTRAINT [PK_Tasks] PRIMARY KEY ([Id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261128041431_Initial'
)
BEGIN
    CREATE TABLE [Timers] (
        [InstanceId] nvarchar(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [DueAt] bigint NOT NULL,
        CONSTRAINT [PK_Timers] PRIMARY KEY ([InstanceId])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261128041431_Initial'
)
BEGIN
    CREATE TABLE [Triggers] (
        [Id] nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [DefinitionId] nvarchar(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [ContentHash] nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [ActivityId] nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Kind] int NOT NULL,
        [Expression] nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Hash] nvarchar(64) COLLATE Latin1_General_100_BIN2 NULL,
        [NextAt] bigint NULL,
        CONSTRAINT [PK_Triggers] PRIMARY KEY ([Id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261128041431_Initial'
)
BEGIN
    CREATE TABLE [WorkOrders] (
        [Id] nvarchar(60) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [CaseNumber] nvarchar(40) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Unit] nvarchar(50) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Kind] nvarchar(30) NOT NULL,
        [State] nvarchar(30) NOT NULL,
        [IsDesignated] bit NOT NULL,
        [Whistle] nvarchar(30) NULL,
        [Handler] nvarchar(100) COLLATE Latin1_General_100_BIN2 NULL,
        [AreaCode] nvarchar(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [GridCode] nvarchar(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [SentAt] bigint NOT NULL,
        [ReceiveDueAt] bigint NOT NULL,
        [ReceivedAt] bigint NULL,
        [DisposeDueAt] bigint NOT NULL,
        [DisposeYellowAt] bigint NOT NULL,
        [IsProvisional] bit NOT NULL,
        [SuspendedAt] bigint NULL,
        [SuspendedUntil] bigint NULL,
        [Extensions] int NOT NULL,
        [RepliedAt] bigint NULL,
        [Result] nvarchar(30) NULL,
        [EndedAt] bigint NULL,
        [IsReceiveOverdue] bit NOT NULL,
        [IsDisposeOverdue] bit NOT NULL,
        [ReturnedAt] bigint NULL,
        [ReturnsRejected] int NOT NULL,
        [Fact] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        CONSTRAINT [PK_WorkOrders] PRIMARY KEY ([Id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261128041431_Initial'
)
BEGIN
    CREATE TABLE [AccountClaims] (
        [Id] int NOT NULL IDENTITY,
        [UserId] nvarchar(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [ClaimType] nvarchar(200) COLLATE Latin1_General_100_BIN2 NULL,
        [ClaimValue] nvarchar(1000) COLLATE Latin1_General_100_BIN2 NULL,
        CONSTRAINT [PK_AccountClaims] PRIMARY KEY ([Id]),
        CONSTRAINT [FK_AccountClaims_Accounts_UserId] FOREIGN KEY ([UserId]) REFERENCES [Accounts] ([Id]) ON DELETE CASCADE
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261128041431_Initial'
)
BEGIN
    CREATE TABLE [AccountLogins] (
        [LoginProvider] nvarchar(128) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [ProviderKey] nvarchar(128) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [ProviderDisplayName] nvarchar(200) COLLATE Latin1_General_100_BIN2 NULL,
        [UserId] nvarchar(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
        CONSTRAINT [PK_AccountLogins] PRIMARY KEY ([LoginProvider], [ProviderKey]),
        CONSTRAINT [FK_AccountLogins_Accounts_UserId] FOREIGN KEY ([UserId]) REFERENCES [Accounts] ([Id]) ON DELETE CASCADE
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261128041431_Initial'
)
BEGIN
    CREATE TABLE [AccountTokens] (
        [UserId] nvarchar(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [LoginProvider] nvarchar(128) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Name] nvarchar(128) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Value] nvarchar(2000) COLLATE Latin1_General_100_BIN2 NULL,
        CONSTRAINT [PK_AccountTokens] PRIMARY KEY ([UserId], [LoginProvider], [Name]),
        CONSTRAINT [FK_AccountTokens_Accounts_UserId] FOREIGN KEY ([UserId]) REFERENCES [Accounts] ([Id]) ON DELETE CASCADE
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261128041431_Initial'
)
BEGIN
    CREATE TABLE [AttachmentUses] (
        [Hash] nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Holder] nvarchar(110) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Name] nvarchar(120) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [By] nvarchar(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [At] bigint NOT NULL,
        CONSTRAINT [PK_AttachmentUses] PRIMARY KEY ([Hash], [Holder]),
        CONSTRAINT [FK_AttachmentUses_Attachments_Hash] FOREIGN KEY ([Hash]) REFERENCES [Attachments] ([Hash]) ON DELETE CASCADE
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261128041431_Initial'
)
BEGIN
    CREATE INDEX [IX_AccountClaims_UserId] ON [AccountClaims] ([UserId]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261128041431_Initial'
)
BEGIN
    CREATE INDEX [IX_AccountLogins_UserId] ON [AccountLogins] ([UserId]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261128041431_Initial'
)
BEGIN
    EXEC(N'CREATE UNIQUE INDEX [IX_Accounts_NormalizedUserName] ON [Accounts] ([NormalizedUserName]) WHERE [NormalizedUserName] IS NOT NULL');
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261128041431_Initial'
)
BEGIN
    CREATE INDEX [IX_AdminLog_Action_Sequence] ON [AdminLog] ([Action], [Sequence]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261128041431_Initial'
)
BEGIN
    CREATE INDEX [IX_Approvals_By_DecidedAt] ON [Approvals] ([By], [DecidedAt]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261128041431_Initial'
)
BEGIN
    CREATE INDEX [IX_Approvals_CaseNumber] ON [Approvals] ([CaseNumber]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261128041431_Initial'
)
BEGIN
    CREATE INDEX [IX_Approvals_State_DecideBy] ON [Approvals] ([State], [DecideBy]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261128041431_Initial'
)
BEGIN
    CREATE INDEX [IX_Approvals_Unit_Kind_At] ON [Approvals] ([Unit], [Kind], [At]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261128041431_Initial'
)
BEGIN
    CREATE INDEX [IX_ArchivedInstances_CorrelationId] ON [ArchivedInstances] ([CorrelationId]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261128041431_Initial'
)
BEGIN
    CREATE INDEX [IX_ArchivedInstances_PurgedAt] ON [ArchivedInstances] ([PurgedAt]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261128041431_Initial'
)
BEGIN
    CREATE INDEX [IX_ArchivedInstances_RootId] ON [ArchivedInstances] ([RootId]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261128041431_Initial'
)
BEGIN
    CREATE INDEX [IX_AttachmentUses_Holder] ON [AttachmentUses] ([Holder]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261128041431_Initial'
)
BEGIN
    CREATE INDEX [IX_Cases_AreaCode_ReportedAt] ON [Cases] ([AreaCode], [ReportedAt]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261128041431_Initial'
)
BEGIN
    CREATE INDEX [IX_Cases_EndedAt_ReportedAt] ON [Cases] ([EndedAt], [ReportedAt]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261128041431_Initial'
)
BEGIN
    CREATE INDEX [IX_Cases_GridCode_ReportedAt] ON [Cases] ([GridCode], [ReportedAt]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261128041431_Initial'
)
BEGIN
    CREATE UNIQUE INDEX [IX_Cases_InstanceId] ON [Cases] ([InstanceId]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261128041431_Initial'
)
BEGIN
    CREATE INDEX [IX_Cases_LeadUnit_ReportedAt] ON [Cases] ([LeadUnit], [ReportedAt]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261128041431_Initial'
)
BEGIN
    CREATE INDEX [IX_Cases_QueryCode] ON [Cases] ([QueryCode]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261128041431_Initial'
)
BEGIN
    CREATE INDEX [IX_Cases_ReportedAt_CaseNumber] ON [Cases] ([ReportedAt], [CaseNumber]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261128041431_Initial'
)
BEGIN
    CREATE INDEX [IX_Cases_RequesterHash_ReportedAt] ON [Cases] ([RequesterHash], [ReportedAt]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261128041431_Initial'
)
BEGIN
    CREATE INDEX [IX_DefinitionVersions_ActivityType] ON [DefinitionVersions] ([ActivityType]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261128041431_Initial'
)
BEGIN
    CREATE UNIQUE INDEX [IX_DefinitionVersions_DefinitionId_Version] ON [DefinitionVersions] ([DefinitionId], [Version]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261128041431_Initial'
)
BEGIN
    CREATE INDEX [IX_DefinitionVersions_Name] ON [DefinitionVersions] ([Name]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261128041431_Initial'
)
BEGIN
    CREATE INDEX [IX_EventWaits_Hash_CorrelationId] ON [EventWaits] ([Hash], [CorrelationId]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261128041431_Initial'
)
BEGIN
    CREATE INDEX [IX_Events_Hash_Matched_CommittedAt] ON [Events] ([Hash], [Matched], [CommittedAt]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261128041431_Initial'
)
BEGIN
    CREATE INDEX [IX_Events_Settled_CommittedAt] ON [Events] ([Settled], [CommittedAt]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261128041431_Initial'
)
BEGIN
    CREATE INDEX [IX_IdempotencyKeys_ExpiresAt] ON [IdempotencyKeys] ([ExpiresAt]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261128041431_Initial'
)
BEGIN
    CREATE INDEX [IX_Instances_CorrelationId] ON [Instances] ([CorrelationId]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261128041431_Initial'
)
BEGIN
    CREATE INDEX [IX_Instances_CreatedAt] ON [Instances] ([CreatedAt]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261128041431_Initial'
)
BEGIN
    CREATE INDEX [IX_Instances_DefinitionId_CreatedAt] ON [Instances] ([DefinitionId], [CreatedAt]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261128041431_Initial'
)
BEGIN
    CREATE INDEX [IX_Instances_ParentInstanceId] ON [Instances] ([ParentInstanceId]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261128041431_Initial'
)
BEGIN
    CREATE INDEX [IX_Journal_CommittedAt] ON [Journal] ([CommittedAt]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261128041431_Initial'
)
BEGIN
    CREATE UNIQUE INDEX [IX_Journal_InstanceId_StimulusId] ON [Journal] ([InstanceId], [StimulusId]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261128041431_Initial'
)
BEGIN
    EXEC(N'CREATE UNIQUE INDEX [IX_Journal_StimulusId] ON [Journal] ([StimulusId]) WHERE "Sequence" = 1');
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261128041431_Initial'
)
BEGIN
    CREATE INDEX [IX_LegalHolds_CaseNumber_LiftedAt] ON [LegalHolds] ([CaseNumber], [LiftedAt]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261128041431_Initial'
)
BEGIN
    CREATE INDEX [IX_MigrationBatches_EndedAt] ON [MigrationBatches] ([EndedAt]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261128041431_Initial'
)
BEGIN
    CREATE INDEX [IX_MigrationItems_BatchId_Outcome] ON [MigrationItems] ([BatchId], [Outcome]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261128041431_Initial'
)
BEGIN
    CREATE INDEX [IX_NoticesSent_At] ON [NoticesSent] ([At]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261128041431_Initial'
)
BEGIN
    CREATE INDEX [IX_Outbox_InstanceId] ON [Outbox] ([InstanceId]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261128041431_Initial'
)
BEGIN
    CREATE INDEX [IX_Outbox_Status_NextAttemptAt] ON [Outbox] ([Status], [NextAttemptAt]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261128041431_Initial'
)
BEGIN
    CREATE INDEX [IX_PersonalDataAccess_PersonalDataId_At] ON [PersonalDataAccess] ([PersonalDataId], [At]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261128041431_Initial'
)
BEGIN
    CREATE INDEX [IX_RetentionRuns_At] ON [RetentionRuns] ([At]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261128041431_Initial'
)
BEGIN
    CREATE INDEX [IX_RetentionRuns_EndedAt] ON [RetentionRuns] ([EndedAt]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261128041431_Initial'
)
BEGIN
    CREATE INDEX [IX_Substitutions_AbsentId_To] ON [Substitutions] ([AbsentId], [To]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261128041431_Initial'
)
BEGIN
    CREATE INDEX [IX_Substitutions_DeputyId_To] ON [Substitutions] ([DeputyId], [To]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261128041431_Initial'
)
BEGIN
    CREATE INDEX [IX_Supervisions_CaseNumber] ON [Supervisions] ([CaseNumber]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261128041431_Initial'
)
BEGIN
    CREATE INDEX [IX_Supervisions_Unit_At] ON [Supervisions] ([Unit], [At]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261128041431_Initial'
)
BEGIN
    EXEC(N'CREATE INDEX [IX_Tasks_Assignee_Status] ON [Tasks] ([Assignee], [Status]) WHERE "Assignee" IS NOT NULL');
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261128041431_Initial'
)
BEGIN
    CREATE INDEX [IX_Tasks_InstanceId] ON [Tasks] ([InstanceId]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261128041431_Initial'
)
BEGIN
    CREATE INDEX [IX_Tasks_SubjectKey_CreatedAt] ON [Tasks] ([SubjectKey], [CreatedAt]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261128041431_Initial'
)
BEGIN
    CREATE INDEX [IX_Timers_DueAt] ON [Timers] ([DueAt]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261128041431_Initial'
)
BEGIN
    CREATE INDEX [IX_Triggers_DefinitionId] ON [Triggers] ([DefinitionId]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261128041431_Initial'
)
BEGIN
    CREATE INDEX [IX_Triggers_Hash] ON [Triggers] ([Hash]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261128041431_Initial'
)
BEGIN
    CREATE INDEX [IX_Triggers_NextAt] ON [Triggers] ([NextAt]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261128041431_Initial'
)
BEGIN
    CREATE INDEX [IX_WorkOrders_CaseNumber] ON [WorkOrders] ([CaseNumber]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261128041431_Initial'
)
BEGIN
    CREATE INDEX [IX_WorkOrders_Unit_SentAt] ON [WorkOrders] ([Unit], [SentAt]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261128041431_Initial'
)
BEGIN
    INSERT INTO [__EFMigrationsHistory] ([MigrationId], [ProductVersion])
    VALUES (N'20261128041431_Initial', N'10.0.14');
END;

COMMIT;
GO

