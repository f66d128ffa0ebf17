namespace GridGov.Workflow.Activities.Deadlines;

/// <summary>A stage with a limit of its own (domain.md §3.3, §3.4).</summary>
public enum LimitStage
{
    /// <summary>受理立案: report received → filed or declined.</summary>
    Accept,

    /// <summary>核实: field check asked → result.</summary>
    FactCheck,

    /// <summary>分流派遣: filed → first order sent.</summary>
    Divert,

    /// <summary>接哨签收: order delivered → signed.</summary>
    Receive,

    /// <summary>退回窗口: signed → last instant for a return request.</summary>
    ReturnWindow,

    /// <summary>首次联系: signed → requester contacted.</summary>
    FirstContact,

    /// <summary>处置: order sent to the unit → final reply. The filing standard of the category wins over the default.</summary>
    Dispose,

    /// <summary>验证: reply → result.</summary>
    Verify,

    /// <summary>回访: verified → answered or tries used up.</summary>
    Callback,
}
