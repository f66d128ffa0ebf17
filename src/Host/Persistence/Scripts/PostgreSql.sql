CREATE TABLE IF NOT EXISTS "__EFMigrationsHistory" (
    "MigrationId" character varying(150) NOT NULL,
    "ProductVersion" character varying(32) NOT NULL,
    CONSTRAINT "PK___EFMigrationsHistory" PRIMARY KEY ("MigrationId")
);

START TRANSACTION;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261128041426_Initial') THEN
    CREATE TABLE "Accounts" (
        "Id" character varying(100) COLLATE "C" NOT NULL,
        "IsDisabled" boolean NOT NULL,
        "MustChangePassword" boolean NOT NULL,
        "UserName" character varying(100) COLLATE "C",
        "NormalizedUserName" character varying(100) COLLATE "C",
        "PasswordHash" character varying(200) COLLATE "C",
        "SecurityStamp" character varying(64) COLLATE "C",
        "ConcurrencyStamp" character varying(64) COLLATE "C",
        "TwoFactorEnabled" boolean NOT NULL,
        "LockoutEnd" bigint,
        "LockoutEnabled" boolean NOT NULL,
        "AccessFailedCount" integer NOT NULL,
        CONSTRAINT "PK_Accounts" PRIMARY KEY ("Id")
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261128041426_Initial') THEN
    CREATE TABLE "AdminLog" (
        "Sequence" bigint NOT NULL,
        "At" bigint NOT NULL,
        "ActorId" character varying(100) COLLATE "C" NOT NULL,
        "Via" character varying(100) COLLATE "C",
        "Action" character varying(60) COLLATE "C" NOT NULL,
        "Target" character varying(200) COLLATE "C" NOT NULL,
        "Details" character varying(4000) COLLATE "C" NOT NULL,
        "PreviousHash" character varying(64) COLLATE "C" NOT NULL,
        "Hash" character varying(64) COLLATE "C" NOT NULL,
        CONSTRAINT "PK_AdminLog" PRIMARY KEY ("Sequence")
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261128041426_Initial') THEN
    CREATE TABLE "ApiKeys" (
        "Hash" character varying(64) COLLATE "C" NOT NULL,
        "Name" character varying(200) COLLATE "C" NOT NULL,
        "OwnerId" character varying(100) COLLATE "C" NOT NULL,
        "ActFor" boolean NOT NULL,
        "CreatedAt" bigint NOT NULL,
        "ExpiresAt" bigint,
        "RevokedAt" bigint,
        CONSTRAINT "PK_ApiKeys" PRIMARY KEY ("Hash")
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261128041426_Initial') THEN
    CREATE TABLE "Approvals" (
        "Id" character varying(60) COLLATE "C" NOT NULL,
        "CaseNumber" character varying(40) COLLATE "C" NOT NULL,
        "OrderId" character varying(60) COLLATE "C" NOT NULL,
        "Kind" character varying(30) NOT NULL,
        "State" character varying(30) NOT NULL,
        "Unit" character varying(50) COLLATE "C" NOT NULL,
        "AreaCode" character varying(20) COLLATE "C" NOT NULL,
        "By" character varying(100) COLLATE "C" NOT NULL,
        "At" bigint NOT NULL,
        "DecideBy" bigint NOT NULL,
        "DecidedAt" bigint,
        "ReasonCode" character varying(30) COLLATE "C" NOT NULL,
        CONSTRAINT "PK_Approvals" PRIMARY KEY ("Id")
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261128041426_Initial') THEN
    CREATE TABLE "ArchivedInstances" (
        "Id" character varying(100) COLLATE "C" NOT NULL,
        "RootId" character varying(100) COLLATE "C" NOT NULL,
        "CorrelationId" character varying(200) COLLATE "C",
        "DefinitionId" character varying(100) COLLATE "C" NOT NULL,
        "Bursts" bigint NOT NULL,
        "HeadHash" bytea NOT NULL,
        "Archive" character varying(200) COLLATE "C" NOT NULL,
        "ArchiveHash" bytea NOT NULL,
        "ArchivedAt" bigint NOT NULL,
        "PurgedAt" bigint,
        CONSTRAINT "PK_ArchivedInstances" PRIMARY KEY ("Id")
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261128041426_Initial') THEN
    CREATE TABLE "Attachments" (
        "Hash" character varying(64) COLLATE "C" NOT NULL,
        "ContentType" character varying(100) COLLATE "C" NOT NULL,
        "Size" bigint NOT NULL,
        "StoredAt" bigint NOT NULL,
        CONSTRAINT "PK_Attachments" PRIMARY KEY ("Hash")
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261128041426_Initial') THEN
    CREATE TABLE "AuditAnchors" (
        "Sequence" bigint NOT NULL,
        "At" bigint NOT NULL,
        "Heads" integer NOT NULL,
        "Root" bytea NOT NULL,
        "PreviousHash" bytea NOT NULL,
        "Hash" bytea NOT NULL,
        "Signature" bytea NOT NULL,
        "KeyId" character varying(16) COLLATE "C" NOT NULL,
        "Leaves" bytea NOT NULL,
        CONSTRAINT "PK_AuditAnchors" PRIMARY KEY ("Sequence")
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261128041426_Initial') THEN
    CREATE TABLE "CaseNumbers" (
        "Prefix" character varying(14) COLLATE "C" NOT NULL,
        "Next" integer NOT NULL,
        CONSTRAINT "PK_CaseNumbers" PRIMARY KEY ("Prefix")
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261128041426_Initial') THEN
    CREATE TABLE "Cases" (
        "CaseNumber" character varying(40) COLLATE "C" NOT NULL,
        "InstanceId" character varying(100) COLLATE "C" NOT NULL,
        "QueryCode" character varying(20) COLLATE "C" NOT NULL,
        "State" character varying(30) NOT NULL,
        "Stage" character varying(30) NOT NULL,
        "Channel" character varying(30) NOT NULL,
        "Grade" character varying(30) NOT NULL,
        "Title" character varying(200) COLLATE "C" NOT NULL,
        "Category" character varying(20) COLLATE "C",
        "StandardId" character varying(50) COLLATE "C",
        "AreaCode" character varying(20) COLLATE "C" NOT NULL,
        "GridCode" character varying(20) COLLATE "C" NOT NULL,
        "PlaceText" character varying(200) COLLATE "C" NOT NULL,
        "Longitude" double precision,
        "Latitude" double precision,
        "Reporter" character varying(100) COLLATE "C" NOT NULL,
        "ReporterUnit" character varying(50) COLLATE "C",
        "RequesterHash" character varying(128) COLLATE "C",
        "IsConfidential" boolean NOT NULL,
        "LeadUnit" character varying(50) COLLATE "C",
        "DueAt" bigint,
        "YellowAt" bigint,
        "ReportedAt" bigint NOT NULL,
        "FiledAt" bigint,
        "RepliedAt" bigint,
        "VerifiedAt" bigint,
        "EndedAt" bigint,
        "ChangedAt" bigint NOT NULL,
        "ReworkCount" integer NOT NULL,
        "RedoCount" integer NOT NULL,
        "ShuffleCount" integer NOT NULL,
        "EscalationLevel" integer NOT NULL,
        "IsSelfHandled" boolean NOT NULL,
        "Satisfaction" character varying(30),
        "Solved" boolean,
        "Contacted" boolean,
        "IsEvaluatedByRequester" boolean NOT NULL,
        "CallbackTries" integer NOT NULL,
        "SupervisionLevel" character varying(30),
        "IsTimeoutExempt" boolean NOT NULL,
        "IsExcluded" boolean NOT NULL,
        "IsFalseClosure" boolean NOT NULL,
        "MergedInto" character varying(40) COLLATE "C",
        "RepeatOf" character varying(40) COLLATE "C",
        "ReopenedAs" character varying(40) COLLATE "C",
        CONSTRAINT "PK_Cases" PRIMARY KEY ("CaseNumber")
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261128041426_Initial') THEN
    CREATE TABLE "ClusterMembers" (
        "ClusterId" character varying(200) COLLATE "C" NOT NULL,
        "Silo" character varying(100) COLLATE "C" NOT NULL,
        "ETag" bigint NOT NULL,
        "Status" integer NOT NULL,
        "HostName" character varying(255) COLLATE "C" NOT NULL,
        "SiloName" character varying(200) COLLATE "C" NOT NULL,
        "RoleName" character varying(200) COLLATE "C",
        "GatewayPort" integer NOT NULL,
        "UpdateZone" integer NOT NULL,
        "FaultZone" integer NOT NULL,
        "StartedAt" bigint NOT NULL,
        "AliveAt" bigint NOT NULL,
        "Suspicions" text COLLATE "C" NOT NULL,
        CONSTRAINT "PK_ClusterMembers" PRIMARY KEY ("ClusterId", "Silo")
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261128041426_Initial') THEN
    CREATE TABLE "ClusterVersions" (
        "ClusterId" character varying(200) COLLATE "C" NOT NULL,
        "Version" integer NOT NULL,
        "ETag" bigint NOT NULL,
        CONSTRAINT "PK_ClusterVersions" PRIMARY KEY ("ClusterId")
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261128041426_Initial') THEN
    CREATE TABLE "DataProtectionKeys" (
        "Name" character varying(200) COLLATE "C" NOT NULL,
        "Xml" text COLLATE "C" NOT NULL,
        "CreatedAt" bigint NOT NULL,
        CONSTRAINT "PK_DataProtectionKeys" PRIMARY KEY ("Name")
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261128041426_Initial') THEN
    CREATE TABLE "DefinitionContents" (
        "Hash" character varying(64) COLLATE "C" NOT NULL,
        "Document" bytea NOT NULL,
        "Pins" text COLLATE "C" NOT NULL,
        CONSTRAINT "PK_DefinitionContents" PRIMARY KEY ("Hash")
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261128041426_Initial') THEN
    CREATE TABLE "DefinitionVersions" (
        "Id" character varying(100) COLLATE "C" NOT NULL,
        "DefinitionId" character varying(100) COLLATE "C" NOT NULL,
        "Version" integer NOT NULL,
        "Name" character varying(200) COLLATE "C",
        "Description" text COLLATE "C",
        "IsLatest" boolean NOT NULL,
        "IsPublished" boolean NOT NULL,
        "IsReadonly" boolean NOT NULL,
        "IsSystem" boolean NOT NULL,
        "IsHidden" boolean NOT NULL,
        "ActivityType" character varying(200) COLLATE "C",
        "CreatedAt" bigint NOT NULL,
        "ToolVersion" character varying(50) COLLATE "C",
        "ContentHash" character varying(64) COLLATE "C" NOT NULL,
        "Document" text COLLATE "C" NOT NULL,
        "SavedBy" character varying(100) COLLATE "C",
        "SavedAt" bigint NOT NULL,
        "EditSession" character varying(40) COLLATE "C",
        "RowVersion" bigint NOT NULL,
        CONSTRAINT "PK_DefinitionVersions" PRIMARY KEY ("Id")
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261128041426_Initial') THEN
    CREATE TABLE "DeploymentSecrets" (
        "Name" character varying(100) COLLATE "C" NOT NULL,
        "Value" bytea NOT NULL,
        CONSTRAINT "PK_DeploymentSecrets" PRIMARY KEY ("Name")
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261128041426_Initial') THEN
    CREATE TABLE "DirectoryVersions" (
        "Version" integer NOT NULL,
        "Hash" character varying(64) COLLATE "C" NOT NULL,
        "Document" text COLLATE "C" NOT NULL,
        "LoadedBy" character varying(100) COLLATE "C" NOT NULL,
        "LoadedAt" bigint NOT NULL,
        CONSTRAINT "PK_DirectoryVersions" PRIMARY KEY ("Version")
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261128041426_Initial') THEN
    CREATE TABLE "EventWaits" (
        "BookmarkId" character varying(150) COLLATE "C" NOT NULL,
        "InstanceId" character varying(100) COLLATE "C" NOT NULL,
        "Hash" character varying(64) COLLATE "C" NOT NULL,
        "CorrelationId" character varying(200) COLLATE "C",
        "Burst" bigint NOT NULL,
        CONSTRAINT "PK_EventWaits" PRIMARY KEY ("BookmarkId")
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261128041426_Initial') THEN
    CREATE TABLE "Events" (
        "Id" character varying(150) COLLATE "C" NOT NULL,
        "Name" character varying(200) COLLATE "C" NOT NULL,
        "Hash" character varying(64) COLLATE "C" NOT NULL,
        "CorrelationId" character varying(200) COLLATE "C",
        "LocalInstanceId" character varying(100) COLLATE "C",
        "Payload" text COLLATE "C",
        "At" bigint NOT NULL,
        "CommittedAt" bigint NOT NULL,
        "ActorId" character varying(100) COLLATE "C" NOT NULL,
        "OnBehalfOf" character varying(100) COLLATE "C",
        "Via" character varying(100) COLLATE "C",
        "Matched" boolean NOT NULL,
        "Settled" boolean NOT NULL,
        CONSTRAINT "PK_Events" PRIMARY KEY ("Id")
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261128041426_Initial') THEN
    CREATE TABLE "IdempotencyKeys" (
        "Principal" character varying(100) COLLATE "C" NOT NULL,
        "Route" character varying(150) COLLATE "C" NOT NULL,
        "Key" character varying(150) COLLATE "C" NOT NULL,
        "BodyHash" character varying(64) COLLATE "C" NOT NULL,
        "Status" integer NOT NULL,
        "Response" text COLLATE "C",
        "ExpiresAt" bigint NOT NULL,
        CONSTRAINT "PK_IdempotencyKeys" PRIMARY KEY ("Principal", "Route", "Key")
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261128041426_Initial') THEN
    CREATE TABLE "Instances" (
        "Id" character varying(100) COLLATE "C" NOT NULL,
        "DefinitionId" character varying(100) COLLATE "C" NOT NULL,
        "VersionId" character varying(100) COLLATE "C" NOT NULL,
        "Version" integer NOT NULL,
        "ContentHash" character varying(64) COLLATE "C" NOT NULL,
        "Status" integer NOT NULL,
        "SubStatus" integer NOT NULL,
        "Name" character varying(200) COLLATE "C",
        "CorrelationId" character varying(200) COLLATE "C",
        "ParentInstanceId" character varying(100) COLLATE "C",
        "CreatedAt" bigint NOT NULL,
        "UpdatedAt" bigint NOT NULL,
        "FinishedAt" bigint,
        "Burst" bigint NOT NULL,
        "IncidentCount" integer NOT NULL,
        "HeadHash" bytea NOT NULL,
        "State" bytea NOT NULL,
        "IsSystem" boolean NOT NULL,
        "IsDeleted" boolean NOT NULL,
        CONSTRAINT "PK_Instances" PRIMARY KEY ("Id")
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261128041426_Initial') THEN
    CREATE TABLE "Journal" (
        "InstanceId" character varying(100) COLLATE "C" NOT NULL,
        "Sequence" bigint NOT NULL,
        "StimulusId" character varying(400) COLLATE "C" NOT NULL,
        "BodyHash" character varying(64) COLLATE "C",
        "Kind" character varying(50) COLLATE "C" NOT NULL,
        "At" bigint NOT NULL,
        "CommittedAt" bigint NOT NULL,
        "ActorId" character varying(100) COLLATE "C" NOT NULL,
        "OnBehalfOf" character varying(100) COLLATE "C",
        "Via" character varying(100) COLLATE "C",
        "FirstEntry" bigint NOT NULL,
        "EntryCount" integer NOT NULL,
        "ContentHash" character varying(64) COLLATE "C" NOT NULL,
        "CoreVersion" character varying(50) COLLATE "C" NOT NULL,
        "Status" integer NOT NULL,
        "SubStatus" integer NOT NULL,
        "StateHash" bytea NOT NULL,
        "PreviousHash" bytea NOT NULL,
        "Hash" bytea NOT NULL,
        "Payload" bytea NOT NULL,
        CONSTRAINT "PK_Journal" PRIMARY KEY ("InstanceId", "Sequence")
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261128041426_Initial') THEN
    CREATE TABLE "LegalHolds" (
        "Id" character varying(40) COLLATE "C" NOT NULL,
        "CaseNumber" character varying(40) COLLATE "C" NOT NULL,
        "Reason" character varying(500) COLLATE "C" NOT NULL,
        "SetBy" character varying(100) COLLATE "C" NOT NULL,
        "SetAs" character varying(200) COLLATE "C" NOT NULL,
        "SetAt" bigint NOT NULL,
        "LiftedBy" character varying(100) COLLATE "C",
        "LiftReason" character varying(500) COLLATE "C",
        "LiftedAt" bigint,
        CONSTRAINT "PK_LegalHolds" PRIMARY KEY ("Id")
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261128041426_Initial') THEN
    CREATE TABLE "MigrationBatches" (
        "Id" character varying(40) COLLATE "C" NOT NULL,
        "DefinitionId" character varying(100) COLLATE "C" NOT NULL,
        "ToVersionId" character varying(100) COLLATE "C" NOT NULL,
        "ToVersion" integer NOT NULL,
        "ToContentHash" character varying(64) COLLATE "C" NOT NULL,
        "Mapping" text COLLATE "C",
        "Reason" character varying(1000) COLLATE "C" NOT NULL,
        "DryRun" boolean NOT NULL,
        "ActorId" character varying(100) COLLATE "C" NOT NULL,
        "OnBehalfOf" character varying(100) COLLATE "C",
        "Via" character varying(100) COLLATE "C",
        "BodyHash" character varying(64) COLLATE "C" NOT NULL,
        "At" bigint NOT NULL,
        "EndedAt" bigint,
        "IsCancelled" boolean NOT NULL,
        CONSTRAINT "PK_MigrationBatches" PRIMARY KEY ("Id")
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261128041426_Initial') THEN
    CREATE TABLE "MigrationItems" (
        "BatchId" character varying(40) COLLATE "C" NOT NULL,
        "InstanceId" character varying(100) COLLATE "C" NOT NULL,
        "Outcome" character varying(20) NOT NULL,
        "Code" character varying(100) COLLATE "C",
        "Faults" text COLLATE "C",
        CONSTRAINT "PK_MigrationItems" PRIMARY KEY ("BatchId", "InstanceId")
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261128041426_Initial') THEN
    CREATE TABLE "NoticeMarks" (
        "PersonId" character varying(100) COLLATE "C" NOT NULL,
        "Key" character varying(160) COLLATE "C" NOT NULL,
        "At" bigint NOT NULL,
        CONSTRAINT "PK_NoticeMarks" PRIMARY KEY ("PersonId", "Key")
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261128041426_Initial') THEN
    CREATE TABLE "NoticesSent" (
        "Key" character varying(100) COLLATE "C" NOT NULL,
        "At" bigint NOT NULL,
        CONSTRAINT "PK_NoticesSent" PRIMARY KEY ("Key")
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261128041426_Initial') THEN
    CREATE TABLE "Outbox" (
        "Key" character varying(250) COLLATE "C" NOT NULL,
        "InstanceId" character varying(100) COLLATE "C" NOT NULL,
        "Kind" character varying(50) COLLATE "C" NOT NULL,
        "Payload" text COLLATE "C" NOT NULL,
        "Answered" boolean NOT NULL,
        "Attempts" integer NOT NULL,
        "Round" integer NOT NULL,
        "NextAttemptAt" bigint NOT NULL,
        "LeaseOwner" character varying(100) COLLATE "C",
        "LeaseUntil" bigint,
        "Status" integer NOT NULL,
        "LastError" character varying(1000) COLLATE "C",
        CONSTRAINT "PK_Outbox" PRIMARY KEY ("Key")
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261128041426_Initial') THEN
    CREATE TABLE "PersonalData" (
        "Id" character varying(64) COLLATE "C" NOT NULL,
        "Kind" character varying(50) COLLATE "C" NOT NULL,
        "Cipher" bytea,
        "CreatedAt" bigint NOT NULL,
        "ErasedAt" bigint,
        CONSTRAINT "PK_PersonalData" PRIMARY KEY ("Id")
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261128041426_Initial') THEN
    CREATE TABLE "PersonalDataAccess" (
        "Id" bigint GENERATED BY DEFAULT AS IDENTITY,
        "PersonalDataId" character varying(64) COLLATE "C" NOT NULL,
        "ActorId" character varying(100) COLLATE "C" NOT NULL,
        "Purpose" character varying(200) COLLATE "C" NOT NULL,
        "At" bigint NOT NULL,
        CONSTRAINT "PK_PersonalDataAccess" PRIMARY KEY ("Id")
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261128041426_Initial') THEN
    CREATE TABLE "RetentionRuns" (
        "Id" character varying(40) COLLATE "C" NOT NULL,
        "At" bigint NOT NULL,
        "ActorId" character varying(100) COLLATE "C" NOT NULL,
        "Reason" character varying(500) COLLATE "C" NOT NULL,
        "DryRun" boolean NOT NULL,
        "Cutoff" bigint NOT NULL,
        "EndedAt" bigint,
        "Due" integer NOT NULL,
        "Held" integer NOT NULL,
        "Archived" integer NOT NULL,
        "Skipped" integer NOT NULL,
        "Rows" bigint NOT NULL,
        "Trouble" character varying(1000) COLLATE "C",
        CONSTRAINT "PK_RetentionRuns" PRIMARY KEY ("Id")
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261128041426_Initial') THEN
    CREATE TABLE "Substitutions" (
        "Id" character varying(40) COLLATE "C" NOT NULL,
        "AbsentId" character varying(100) COLLATE "C" NOT NULL,
        "DeputyId" character varying(100) COLLATE "C" NOT NULL,
        "From" bigint NOT NULL,
        "To" bigint NOT NULL,
        "Reason" character varying(500) COLLATE "C" NOT NULL,
        "SetBy" character varying(100) COLLATE "C" NOT NULL,
        "SetAt" bigint NOT NULL,
        "EndedBy" character varying(100) COLLATE "C",
        "EndedAt" bigint,
        CONSTRAINT "PK_Substitutions" PRIMARY KEY ("Id")
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261128041426_Initial') THEN
    CREATE TABLE "Supervisions" (
        "Id" character varying(60) COLLATE "C" NOT NULL,
        "CaseNumber" character varying(40) COLLATE "C" NOT NULL,
        "OrderId" character varying(60) COLLATE "C",
        "Unit" character varying(50) COLLATE "C",
        "Level" character varying(30) NOT NULL,
        "Cause" character varying(50) COLLATE "C" NOT NULL,
        "AreaCode" character varying(20) COLLATE "C" NOT NULL,
        "At" bigint NOT NULL,
        "AnsweredAt" bigint,
        CONSTRAINT "PK_Supervisions" PRIMARY KEY ("Id")
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261128041426_Initial') THEN
    CREATE TABLE "TaskCandidates" (
        "Candidate" character varying(150) COLLATE "C" NOT NULL,
        "TaskId" character varying(150) COLLATE "C" NOT NULL,
        CONSTRAINT "PK_TaskCandidates" PRIMARY KEY ("Candidate", "TaskId")
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261128041426_Initial') THEN
    CREATE TABLE "TaskForms" (
        "Hash" character varying(64) COLLATE "C" NOT NULL,
        "Form" text COLLATE "C" NOT NULL,
        CONSTRAINT "PK_TaskForms" PRIMARY KEY ("Hash")
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261128041426_Initial') THEN
    CREATE TABLE "Tasks" (
        "Id" character varying(150) COLLATE "C" NOT NULL,
        "InstanceId" character varying(100) COLLATE "C" NOT NULL,
        "NodeId" character varying(400) COLLATE "C" NOT NULL,
        "Name" character varying(200) COLLATE "C" NOT NULL,
        "Title" character varying(400) COLLATE "C",
        "Status" integer NOT NULL,
        "Assignee" character varying(100) COLLATE "C",
        "Outcome" character varying(200) COLLATE "C",
        "CompletedBy" character varying(100) COLLATE "C",
        "CreatedAt" bigint NOT NULL,
        "DueAt" bigint,
        "RemindAt" bigint,
        "CompletedAt" bigint,
        "AreaCode" character varying(30) COLLATE "C",
        "UnitId" character varying(100) COLLATE "C",
        "SubjectKey" character varying(100) COLLATE "C",
        "FormHash" character varying(64) COLLATE "C",
        "Details" text COLLATE "C" NOT NULL,
        CONSTRAINT "PK_Tasks" PRIMARY KEY ("Id")
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261128041426_Initial') THEN
    CREATE TABLE "Timers" (
        "InstanceId" character varying(100) COLLATE "C" NOT NULL,
        "DueAt" bigint NOT NULL,
        CONSTRAINT "PK_Timers" PRIMARY KEY ("InstanceId")
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261128041426_Initial') THEN
    CREATE TABLE "Triggers" (
        "Id" character varying(64) COLLATE "C" NOT NULL,
        "DefinitionId" character varying(100) COLLATE "C" NOT NULL,
        "ContentHash" character varying(64) COLLATE "C" NOT NULL,
        "ActivityId" character varying(200) COLLATE "C" NOT NULL,
        "Kind" integer NOT NULL,
        "Expression" character varying(200) COLLATE "C" NOT NULL,
        "Hash" character varying(64) COLLATE "C",
        "NextAt" bigint,
        CONSTRAINT "PK_Triggers" PRIMARY KEY ("Id")
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261128041426_Initial') THEN
    CREATE TABLE "WorkOrders" (
        "Id" character varying(60) COLLATE "C" NOT NULL,
        "CaseNumber" character varying(40) COLLATE "C" NOT NULL,
        "Unit" character varying(50) COLLATE "C" NOT NULL,
        "Kind" character varying(30) NOT NULL,
        "State" character varying(30) NOT NULL,
        "IsDesignated" boolean NOT NULL,
        "Whistle" character varying(30),
        "Handler" character varying(100) COLLATE "C",
        "AreaCode" character varying(20) COLLATE "C" NOT NULL,
        "GridCode" character varying(20) COLLATE "C" NOT NULL,
        "SentAt" bigint NOT NULL,
        "ReceiveDueAt" bigint NOT NULL,
        "ReceivedAt" bigint,
        "DisposeDueAt" bigint NOT NULL,
        "DisposeYellowAt" bigint NOT NULL,
        "IsProvisional" boolean NOT NULL,
        "SuspendedAt" bigint,
        "SuspendedUntil" bigint,
        "Extensions" integer NOT NULL,
        "RepliedAt" bigint,
        "Result" character varying(30),
        "EndedAt" bigint,
        "IsReceiveOverdue" boolean NOT NULL,
        "IsDisposeOverdue" boolean NOT NULL,
        "ReturnedAt" bigint,
        "ReturnsRejected" integer NOT NULL,
        "Fact" text COLLATE "C" NOT NULL,
        CONSTRAINT "PK_WorkOrders" PRIMARY KEY ("Id")
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261128041426_Initial') THEN
    CREATE TABLE "AccountClaims" (
        "Id" integer GENERATED BY DEFAULT AS IDENTITY,
        "UserId" character varying(100) COLLATE "C" NOT NULL,
        "ClaimType" character varying(200) COLLATE "C",
        "ClaimValue" character varying(1000) COLLATE "C",
        CONSTRAINT "PK_AccountClaims" PRIMARY KEY ("Id"),
        CONSTRAINT "FK_AccountClaims_Accounts_UserId" FOREIGN KEY ("UserId") REFERENCES "Accounts" ("Id") ON DELETE CASCADE
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261128041426_Initial') THEN
    CREATE TABLE "AccountLogins" (
        "LoginProvider" character varying(128) COLLATE "C" NOT NULL,
        "ProviderKey" character varying(128) COLLATE "C" NOT NULL,
        "ProviderDisplayName" character varying(200) COLLATE "C",
        "UserId" character varying(100) COLLATE "C" NOT NULL,
        CONSTRAINT "PK_AccountLogins" PRIMARY KEY ("LoginProvider", "ProviderKey"),
        CONSTRAINT "FK_AccountLogins_Accounts_UserId" FOREIGN KEY ("UserId") REFERENCES "Accounts" ("Id") ON DELETE CASCADE
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261128041426_Initial') THEN
    CREATE TABLE "AccountTokens" (
        "UserId" character varying(100) COLLATE "C" NOT NULL,
        "LoginProvider" character varying(128) COLLATE "C" NOT NULL,
        "Name" character varying(128) COLLATE "C" NOT NULL,
        "Value" character varying(2000) COLLATE "C",
        CONSTRAINT "PK_AccountTokens" PRIMARY KEY ("UserId", "LoginProvider", "Name"),
        CONSTRAINT "FK_AccountTokens_Accounts_UserId" FOREIGN KEY ("UserId") REFERENCES "Accounts" ("Id") ON DELETE CASCADE
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261128041426_Initial') THEN
    CREATE TABLE "AttachmentUses" (
        "Hash" character varying(64) COLLATE "C" NOT NULL,
        "Holder" character varying(110) COLLATE "C" NOT NULL,
        "Name" character varying(120) COLLATE "C" NOT NULL,
        "By" character varying(100) COLLATE "C" NOT NULL,
        "At" bigint NOT NULL,
        CONSTRAINT "PK_AttachmentUses" PRIMARY KEY ("Hash", "Holder"),
        CONSTRAINT "FK_AttachmentUses_Attachments_Hash" FOREIGN KEY ("Hash") REFERENCES "Attachments" ("Hash") ON DELETE CASCADE
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261128041426_Initial') THEN
    CREATE INDEX "IX_AccountClaims_UserId" ON "AccountClaims" ("UserId");
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261128041426_Initial') THEN
    CREATE INDEX "IX_AccountLogins_UserId" ON "AccountLogins" ("UserId");
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261128041426_Initial') THEN
    CREATE UNIQUE INDEX "IX_Accounts_NormalizedUserName" ON "Accounts" ("NormalizedUserName");
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261128041426_Initial') THEN
    CREATE INDEX "IX_AdminLog_Action_Sequence" ON "AdminLog" ("Action", "Sequence");
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261128041426_Initial') THEN
    CREATE INDEX "IX_Approvals_By_DecidedAt" ON "Approvals" ("By", "DecidedAt");
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261128041426_Initial') THEN
    CREATE INDEX "IX_Approvals_CaseNumber" ON "Approvals" ("CaseNumber");
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261128041426_Initial') THEN
    CREATE INDEX "IX_Approvals_State_DecideBy" ON "Approvals" ("State", "DecideBy");
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261128041426_Initial') THEN
    CREATE INDEX "IX_Approvals_Unit_Kind_At" ON "Approvals" ("Unit", "Kind", "At");
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261128041426_Initial') THEN
    CREATE INDEX "IX_ArchivedInstances_CorrelationId" ON "ArchivedInstances" ("CorrelationId");
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261128041426_Initial') THEN
    CREATE INDEX "IX_ArchivedInstances_PurgedAt" ON "ArchivedInstances" ("PurgedAt");
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261128041426_Initial') THEN
    CREATE INDEX "IX_ArchivedInstances_RootId" ON "ArchivedInstances" ("RootId");
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261128041426_Initial') THEN
    CREATE INDEX "IX_AttachmentUses_Holder" ON "AttachmentUses" ("Holder");
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261128041426_Initial') THEN
    CREATE INDEX "IX_Cases_AreaCode_ReportedAt" ON "Cases" ("AreaCode", "ReportedAt");
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261128041426_Initial') THEN
    CREATE INDEX "IX_Cases_EndedAt_ReportedAt" ON "Cases" ("EndedAt", "ReportedAt");
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261128041426_Initial') THEN
    CREATE INDEX "IX_Cases_GridCode_ReportedAt" ON "Cases" ("GridCode", "ReportedAt");
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261128041426_Initial') THEN
    CREATE UNIQUE INDEX "IX_Cases_InstanceId" ON "Cases" ("InstanceId");
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261128041426_Initial') THEN
    CREATE INDEX "IX_Cases_LeadUnit_ReportedAt" ON "Cases" ("LeadUnit", "ReportedAt");
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261128041426_Initial') THEN
    CREATE INDEX "IX_Cases_QueryCode" ON "Cases" ("QueryCode");
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261128041426_Initial') THEN
    CREATE INDEX "IX_Cases_ReportedAt_CaseNumber" ON "Cases" ("ReportedAt", "CaseNumber");
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261128041426_Initial') THEN
    CREATE INDEX "IX_Cases_RequesterHash_ReportedAt" ON "Cases" ("RequesterHash", "ReportedAt");
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261128041426_Initial') THEN
    CREATE INDEX "IX_DefinitionVersions_ActivityType" ON "DefinitionVersions" ("ActivityType");
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261128041426_Initial') THEN
    CREATE UNIQUE INDEX "IX_DefinitionVersions_DefinitionId_Version" ON "DefinitionVersions" ("DefinitionId", "Version");
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261128041426_Initial') THEN
    CREATE INDEX "IX_DefinitionVersions_Name" ON "DefinitionVersions" ("Name");
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261128041426_Initial') THEN
    CREATE INDEX "IX_EventWaits_Hash_CorrelationId" ON "EventWaits" ("Hash", "CorrelationId");
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261128041426_Initial') THEN
    CREATE INDEX "IX_Events_Hash_Matched_CommittedAt" ON "Events" ("Hash", "Matched", "CommittedAt");
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261128041426_Initial') THEN
    CREATE INDEX "IX_Events_Settled_CommittedAt" ON "Events" ("Settled", "CommittedAt");
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261128041426_Initial') THEN
    CREATE INDEX "IX_IdempotencyKeys_ExpiresAt" ON "IdempotencyKeys" ("ExpiresAt");
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261128041426_Initial') THEN
    CREATE INDEX "IX_Instances_CorrelationId" ON "Instances" ("CorrelationId");
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261128041426_Initial') THEN
    CREATE INDEX "IX_Instances_CreatedAt" ON "Instances" ("CreatedAt");
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261128041426_Initial') THEN
    CREATE INDEX "IX_Instances_DefinitionId_CreatedAt" ON "Instances" ("DefinitionId", "CreatedAt");
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261128041426_Initial') THEN
    CREATE INDEX "IX_Instances_ParentInstanceId" ON "Instances" ("ParentInstanceId");
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261128041426_Initial') THEN
    CREATE INDEX "IX_Journal_CommittedAt" ON "Journal" ("CommittedAt");
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261128041426_Initial') THEN
    CREATE UNIQUE INDEX "IX_Journal_InstanceId_StimulusId" ON "Journal" ("InstanceId", "StimulusId");
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261128041426_Initial') THEN
    CREATE UNIQUE INDEX "IX_Journal_StimulusId" ON "Journal" ("StimulusId") WHERE "Sequence" = 1;
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261128041426_Initial') THEN
    CREATE INDEX "IX_LegalHolds_CaseNumber_LiftedAt" ON "LegalHolds" ("CaseNumber", "LiftedAt");
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261128041426_Initial') THEN
    CREATE INDEX "IX_MigrationBatches_EndedAt" ON "MigrationBatches" ("EndedAt");
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261128041426_Initial') THEN
    CREATE INDEX "IX_MigrationItems_BatchId_Outcome" ON "MigrationItems" ("BatchId", "Outcome");
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261128041426_Initial') THEN
    CREATE INDEX "IX_NoticesSent_At" ON "NoticesSent" ("At");
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261128041426_Initial') THEN
    CREATE INDEX "IX_Outbox_InstanceId" ON "Outbox" ("InstanceId");
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261128041426_Initial') THEN
    CREATE INDEX "IX_Outbox_Status_NextAttemptAt" ON "Outbox" ("Status", "NextAttemptAt");
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261128041426_Initial') THEN
    CREATE INDEX "IX_PersonalDataAccess_PersonalDataId_At" ON "PersonalDataAccess" ("PersonalDataId", "At");
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261128041426_Initial') THEN
    CREATE INDEX "IX_RetentionRuns_At" ON "RetentionRuns" ("At");
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261128041426_Initial') THEN
    CREATE INDEX "IX_RetentionRuns_EndedAt" ON "RetentionRuns" ("EndedAt");
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261128041426_Initial') THEN
    CREATE INDEX "IX_Substitutions_AbsentId_To" ON "Substitutions" ("AbsentId", "To");
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261128041426_Initial') THEN
    CREATE INDEX "IX_Substitutions_DeputyId_To" ON "Substitutions" ("DeputyId", "To");
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261128041426_Initial') THEN
    CREATE INDEX "IX_Supervisions_CaseNumber" ON "Supervisions" ("CaseNumber");
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261128041426_Initial') THEN
    CREATE INDEX "IX_Supervisions_Unit_At" ON "Supervisions" ("Unit", "At");
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261128041426_Initial') THEN
    CREATE INDEX "IX_Tasks_Assignee_Status" ON "Tasks" ("Assignee", "Status") WHERE "Assignee" IS NOT NULL;
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261128041426_Initial') THEN
    CREATE INDEX "IX_Tasks_InstanceId" ON "Tasks" ("InstanceId");
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261128041426_Initial') THEN
    CREATE INDEX "IX_Tasks_SubjectKey_CreatedAt" ON "Tasks" ("SubjectKey", "CreatedAt");
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261128041426_Initial') THEN
    CREATE INDEX "IX_Timers_DueAt" ON "Timers" ("DueAt");
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261128041426_Initial') THEN
    CREATE INDEX "IX_Triggers_DefinitionId" ON "Triggers" ("DefinitionId");
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261128041426_Initial') THEN
    CREATE INDEX "IX_Triggers_Hash" ON "Triggers" ("Hash");
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261128041426_Initial') THEN
    CREATE INDEX "IX_Triggers_NextAt" ON "Triggers" ("NextAt");
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261128041426_Initial') THEN
    CREATE INDEX "IX_WorkOrders_CaseNumber" ON "WorkOrders" ("CaseNumber");
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261128041426_Initial') THEN
    CREATE INDEX "IX_WorkOrders_Unit_SentAt" ON "WorkOrders" ("Unit", "SentAt");
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261128041426_Initial') THEN
    INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
    VALUES ('20261128041426_Initial', '10.0.14');
    END IF;
END $EF$;
COMMIT;

