namespace GridGov.Workflow.Activities.Cases;

/// <summary>How a case came in (domain.md §6.1).</summary>
public enum IntakeChannel
{
    /// <summary>网格员巡查.</summary>
    GridPatrol,

    /// <summary>物联网.</summary>
    IoT,

    /// <summary>部门业务系统.</summary>
    DeptSystem,

    /// <summary>群众 App/小程序.</summary>
    CitizenApp,

    /// <summary>12345 热线.</summary>
    Hotline12345,

    /// <summary>线下窗口/来访/来信.</summary>
    Window,

    /// <summary>舆情.</summary>
    Sentiment,

    /// <summary>视频识别.</summary>
    Vision,

    /// <summary>110 非警务转办.</summary>
    Police,
}
