namespace GridGov.Workflow.Activities.Catalogue;

/// <summary>What closing by a standard must rest on; several may be asked. Nothing else may be demanded (domain.md §7.3).</summary>
[Flags]
public enum Verification
{
    /// <summary>Not set; no standard has it.</summary>
    None = 0,

    /// <summary>现场核查 by grid worker or collector.</summary>
    SiteCheck = 1,

    /// <summary>前后照片对比. Only then may a photo be required.</summary>
    PhotoCompare = 2,

    /// <summary>诉求人确认.</summary>
    RequesterConfirms = 4,

    /// <summary>文书: mediation agreement, notice, receipt.</summary>
    Document = 8,
}
