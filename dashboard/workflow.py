"""The moves of a work programme, a risk and a report."""

from dashboard import access
from dashboard.models import ReportEdition, Risk, SignOff, WorkProgramme
from portal import audit
from portal.workflow import Move, Workflow

audit.words(
    {
        "workprogramme.agree": "Marked a work programme as agreed",
        "workprogramme.close": "Closed a work programme",
        "risk.close": "Closed a risk",
        "risk.reopen": "Opened a risk again",
        "reportedition.submit": "Sent a yearly report to scrutiny",
        "reportedition.return": "Returned a yearly report to draft",
        "reportedition.sign_off": "Marked a yearly report as signed off",
        "reportedition.publish": "Published a yearly report",
    }
)

Programme = WorkProgramme.Status
Edition = ReportEdition.Status

PROGRAMMES = Workflow(
    Move(
        name="agree",
        label="Mark as agreed",
        begins=(Programme.DRAFT,),
        ends=Programme.AGREED,
        who=access.runs_programme,
    ),
    Move(
        name="close",
        label="Close the programme",
        begins=(Programme.AGREED,),
        ends=Programme.CLOSED,
        who=access.runs_programme,
    ),
)

RISKS = Workflow(
    Move(
        name="close",
        label="Close this risk",
        begins=(Risk.Status.OPEN,),
        ends=Risk.Status.CLOSED,
        who=access.runs_risk,
    ),
    Move(
        name="reopen",
        label="Open this risk again",
        begins=(Risk.Status.CLOSED,),
        ends=Risk.Status.OPEN,
        who=access.runs_risk,
    ),
)


def unsigned(edition: ReportEdition, seal: str) -> list[str]:
    """Who has still to sign the report under this seal, by name of the agency or capacity."""
    signed = {(s.capacity, s.agency_id) for s in edition.sign_offs.under(seal)}
    missing = [
        status.agency.name
        for status in access.statutory_partners(edition)
        if (SignOff.Capacity.PARTNER, status.agency_id) not in signed
    ]
    if (SignOff.Capacity.SCRUTINEER, None) not in signed:
        missing.append("the independent scrutineer")
    return missing


def signatures_missing(edition: ReportEdition) -> str:
    """Of the text that is about to be signed off or published, whose seal the move has kept."""
    missing = unsigned(edition, edition.seal)
    return f"Still to sign: {', '.join(missing)}." if missing else ""


def changed_since_signed(edition: ReportEdition) -> str:
    missing = signatures_missing(edition)
    if not missing:
        return ""
    again = "Return it to draft and send it to scrutiny, so that it can be signed again."
    return f"This is not the report that was signed. {again} {missing}"


def sections_missing(edition: ReportEdition) -> str:
    return "" if edition.sections.exists() else "The report has no sections yet."


REPORTS = Workflow(
    Move(
        name="submit",
        label="Send to scrutiny",
        begins=(Edition.DRAFT,),
        ends=Edition.SCRUTINY,
        who=access.runs_report,
        needs=(sections_missing,),
    ),
    Move(
        name="return",
        label="Return to draft",
        begins=(Edition.SCRUTINY, Edition.SIGNED_OFF),
        ends=Edition.DRAFT,
        who=access.runs_report,
    ),
    Move(
        name="sign_off",
        label="Mark as signed off",
        begins=(Edition.SCRUTINY,),
        ends=Edition.SIGNED_OFF,
        who=access.runs_report,
        needs=(signatures_missing,),
    ),
    Move(
        name="publish",
        label="Publish",
        begins=(Edition.SIGNED_OFF,),
        ends=Edition.PUBLISHED,
        who=access.runs_report,
        needs=(changed_since_signed,),
    ),
)
