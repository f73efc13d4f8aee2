"""How a local review gets from the decision to hold it to a report that everybody signed."""

from portal import audit
from portal.workflow import Move, Workflow
from reviews.access.local import leads_local
from reviews.models import LocalReview

audit.words(
    {
        "localreview.commission": "Commissioned a local review",
        "localreview.begin": "Began the work of a local review",
        "localreview.pause": "Paused a local review for other proceedings",
        "localreview.resume": "Took a local review up again",
        "localreview.hand_in": "Recorded that the draft report of a local review is complete",
        "localreview.send_back": "Sent the draft report of a local review back",
    }
)

Status = LocalReview.Status


def scrutineer_took_part(local: LocalReview) -> str:
    """The scrutineer takes part in the decision, because agencies decide about their own work."""
    return "" if local.scrutiny.exists() else "The scrutineer has not written an entry yet."


def every_agency_declared(local: LocalReview) -> str:
    if not local.declarations.exists():
        return "No agency has been asked yet whether it has a conflict of interest."
    open_ones = local.declarations.open().select_related("agency")
    names = ", ".join(str(one.agency) for one in open_ones)
    return f"Not yet declared whether there is a conflict: {names}." if names else ""


def intent_is_known(local: LocalReview) -> str:
    """A review is commissioned so that it can be published."""
    return "" if local.intent else "What is to be published is not recorded yet."


def has_a_reviewer(local: LocalReview) -> str:
    working = any(one.works_now for one in local.reviewers.select_related("grant"))
    return "" if working else "No reviewer is appointed, or the access of the reviewer has ended."


def has_key_lines(local: LocalReview) -> str:
    there = local.key_lines.filter(dropped_at=None).exists()
    return "" if there else "No key line of enquiry is recorded yet."


LOCAL_REVIEWS = Workflow(
    Move(
        name="commission",
        label="Commission the review",
        begins=(Status.DECIDED,),
        ends=Status.COMMISSIONED,
        who=leads_local,
        needs=(scrutineer_took_part, every_agency_declared, intent_is_known),
    ),
    Move(
        name="begin",
        label="Begin the work",
        begins=(Status.COMMISSIONED,),
        ends=Status.IN_PROGRESS,
        who=leads_local,
        needs=(has_a_reviewer, has_key_lines),
    ),
    Move(
        name="pause",
        label="Pause the review",
        begins=(Status.IN_PROGRESS,),
        ends=Status.PAUSED,
        who=leads_local,
    ),
    Move(
        name="resume",
        label="Take the review up again",
        begins=(Status.PAUSED,),
        ends=Status.IN_PROGRESS,
        who=leads_local,
    ),
)
