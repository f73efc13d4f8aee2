"""How the text of a review gets to the public, or does not."""

from portal import audit, clock
from portal.clock import day_text
from portal.workflow import Move, Workflow
from reviews.access.publication import leads_publication
from reviews.clearance import clearance
from reviews.deadlines import COPIES
from reviews.models import LocalReview, Publication

audit.words(
    {
        "publication.send": "Recorded that everybody who must have a copy before has one",
        "publication.publish": "Published a review",
        "publication.publish_learning": "Published information about improvements",
        "publication.withhold": "Recorded that a review is not published",
        "publication.defer": "Deferred the publication of a review",
        "publication.take_up": "Took the publication of a review up again",
        "publication.withdraw": "Withdrew a published review",
    }
)

Status = Publication.Status


def is_signed_off(publication: Publication) -> str:
    local = LocalReview.objects.filter(review=publication.review_id).first()
    signed = local is None or local.status == LocalReview.Status.SIGNED_OFF
    return "" if signed else "The report is not signed off yet."


def is_anonymous(publication: Publication) -> str:
    """Each place that could tell who a child is was resolved, or accepted with a reason."""
    cleared = clearance(publication)
    if cleared.check is None:
        return "The check of anonymity has not been made yet."
    if not cleared.is_current:
        return "A text has changed since the check of anonymity. Check it again."
    left = len(cleared.open)
    return f"The check of anonymity has {left} open finding{'s'[: left > 1]}." if left else ""


def has_learning(publication: Publication) -> str:
    if not publication.synopsis:
        return "The synopsis of learning is not written yet."
    return "" if publication.guide_parts else "The 7-minute guide is not written yet."


def seven_days_are_over(publication: Publication) -> str:
    """At least 7 working days after the last of the copies went out."""
    sent = publication.review.copies_sent_on
    if sent is None:
        return "Record first on which day the copies were sent."
    first = clock.add_working_days(sent, -COPIES.amount)
    if clock.today() >= first:
        return ""
    return (
        f"The copies were sent on {day_text(sent)}. The review can be published on "
        f"{day_text(first)} at the earliest, 7 working days later."
    )


def year_is_over(publication: Publication) -> str:
    if publication.may_be_withdrawn(clock.today()) or publication.until is None:
        return ""
    return f"It stays public until {day_text(publication.until)}: a year at least."


PUBLICATIONS = Workflow(
    Move(
        name="send",
        label="Record the copies",
        begins=(Status.PREPARING,),
        ends=Status.SENT,
        who=leads_publication,
        needs=(is_signed_off, is_anonymous, has_learning),
    ),
    Move(
        name="publish",
        label="Publish the full report",
        begins=(Status.SENT,),
        ends=Status.PUBLISHED,
        who=leads_publication,
        needs=(is_anonymous, seven_days_are_over),
    ),
    Move(
        name="publish_learning",
        label="Publish information about improvements only",
        begins=(Status.SENT,),
        ends=Status.LEARNING,
        who=leads_publication,
        needs=(is_anonymous, seven_days_are_over),
    ),
    Move(
        name="withhold",
        label="Do not publish",
        begins=(Status.SENT,),
        ends=Status.NOT_PUBLISHED,
        who=leads_publication,
    ),
    Move(
        name="defer",
        label="Defer, or take down",
        begins=(Status.PREPARING, Status.SENT, Status.PUBLISHED, Status.LEARNING),
        ends=Status.DEFERRED,
        who=leads_publication,
    ),
    Move(
        name="take_up",
        label="Take the publication up again",
        begins=(Status.DEFERRED, Status.NOT_PUBLISHED),
        ends=Status.PREPARING,
        who=leads_publication,
    ),
    Move(
        name="withdraw",
        label="Withdraw",
        begins=(Status.PUBLISHED, Status.LEARNING),
        ends=Status.WITHDRAWN,
        who=leads_publication,
        needs=(year_is_over,),
    ),
)
