"""Copies, publication in full or in part, deferring, taking up again, withdrawing."""

from collections.abc import Mapping
from datetime import date

from django.db import transaction

from learning_hub.actions import publish_resource, withdraw_resource
from learning_hub.models import Resource
from portal import audit, clock, deadlines, documents
from portal.access import insist
from portal.models import Deadline, User
from portal.workflow import MoveRefused
from reviews import access
from reviews.deadlines import COPIES, LOCAL_REVIEW, PUBLIC
from reviews.models import Publication, PublishedResource, ReportCopy, Review
from reviews.papers import GUIDE, REPORT, SYNOPSIS
from reviews.workflow import PUBLICATIONS

audit.words({"review.copies_sent": "Recorded that copies of a review were sent"})

MONTHS_PUBLIC = 12


@transaction.atomic
def record_copies(*, review: Review, sent: Mapping[str, date], by: User) -> None:
    """Who has the text, since which day. With all three the clock stops and the text is shut.

    Raises MoveRefused while the text is not signed off, not anonymous, or lacks its synopsis.
    """
    insist(access.leads(by, review) and all(day <= clock.today() for day in sent.values()))
    Review.objects.select_for_update().get(pk=review.pk)
    publication = Publication.objects.select_for_update().filter(review=review).first()
    insist_ready(publication)
    for to, day in sent.items():
        write_copy(review, to, day, by)
    standing = dict(standing_copies(review))
    facts = {to: day.isoformat() for to, day in sent.items()}
    audit.record("review.copies_sent", review, by=by, **facts)
    if set(standing) == set(ReportCopy.To.values):
        Review.objects.filter(pk=review.pk).update(copies_sent_on=max(standing.values()))
        deadlines.meet(COPIES, review)
        if publication and publication.status == Publication.Status.PREPARING:
            PUBLICATIONS.make("send", publication, by=by)


def insist_ready(publication: Publication | None) -> None:
    if publication is None or publication.status == Publication.Status.SENT:
        return
    if publication.status != Publication.Status.PREPARING:
        raise MoveRefused("Take the publication up again before you record copies.")
    lacking = PUBLICATIONS.moves["send"].lacks(publication)
    if lacking:
        raise MoveRefused(" ".join(lacking))


def write_copy(review: Review, to: str, day: date, by: User) -> None:
    """A day that was recorded before stays to be read, and counts no longer."""
    before = ReportCopy.objects.filter(review=review, to=to, replaced_at=None)
    if before.filter(sent_on=day).exists():
        return
    before.update(replaced_at=clock.now())
    ReportCopy.objects.create(review=review, to=to, sent_on=day, by=by)


def standing_copies(review: Review) -> list[tuple[str, date]]:
    return list(
        ReportCopy.objects.filter(review=review, replaced_at=None).values_list("to", "sent_on")
    )


@transaction.atomic
def publish(
    *,
    publication: Publication,
    move: str,
    reason: str,
    regard: str,
    until: date | None = None,
    by: User,
) -> None:
    """Put the text on the public site today: the full report, or what is to improve only.

    `move`: "publish" or "publish_learning". Raises MoveRefused before 7 working days are over.
    """
    today = clock.today()
    least = clock.add_months(today, MONTHS_PUBLIC)
    insist(until is None or until >= least)
    lock_review(publication)
    facts = {"published_on": today, "until": until or least, "reason": reason, "regard": regard}
    PUBLICATIONS.make(move, publication, by=by, **facts, withdrawn_on=None)
    Review.objects.filter(pk=publication.review_id).update(published=today.isoformat())
    deadlines.meet(LOCAL_REVIEW, publication.review)
    deadlines.start(PUBLIC, publication.review, on=today, due_on=publication.until, owner=by)
    hand_to_hub(publication, by)
    for kind in (SYNOPSIS, GUIDE, *([REPORT] if publication.has_report else [])):
        documents.request_document(kind, publication, by=by)


def lock_review(publication: Publication) -> None:
    """Days of copies change under this lock too: what is checked is what stands."""
    publication.review = Review.objects.select_for_update().get(pk=publication.review_id)


def hand_to_hub(publication: Publication, by: User) -> None:
    """The synopsis and the 7-minute guide become resources that anybody may read."""
    guide = "\n\n".join(f"# {part}\n\n{text}" for part, text in publication.guide_parts)
    for kind, label, text in (
        (Resource.Kind.SYNOPSIS, "Synopsis of learning", publication.synopsis),
        (Resource.Kind.GUIDE, "7-minute guide", guide),
    ):
        resource = publish_resource(
            partnership=publication.review.partnership,
            kind=kind,
            title=f"{label}: {publication.title}",
            text=text,
            by=by,
        )
        PublishedResource.objects.create(publication=publication, resource=resource)


@transaction.atomic
def withhold(*, publication: Publication, reason: str, regard: str, by: User) -> None:
    """The report is not published: justified to the Panel, whose comments were considered."""
    PUBLICATIONS.make("withhold", publication, by=by, reason=reason, regard=regard)
    deadlines.meet(LOCAL_REVIEW, publication.review)


@transaction.atomic
def defer(*, publication: Publication, reason: str, by: User) -> None:
    """Not now; or no longer, at once, because somebody could be known from it."""
    PUBLICATIONS.make("defer", publication, by=by, reason=reason)
    Review.objects.filter(pk=publication.review_id).update(published=None)
    deadlines.meet(PUBLIC, publication.review)
    for handed in publication.resources.select_related("resource"):
        withdraw_resource(resource=handed.resource, by=by)


@transaction.atomic
def take_up(*, publication: Publication, by: User) -> None:
    """Begin again: the text can change, and everybody gets a new copy before it is public."""
    PUBLICATIONS.make("take_up", publication, by=by, reason="", regard="")
    review = publication.review
    ReportCopy.objects.filter(review=review, replaced_at=None).update(replaced_at=clock.now())
    Review.objects.filter(pk=review.pk).update(copies_sent_on=None)
    planned_again(Review.objects.get(pk=review.pk), by)


def planned_again(review: Review, by: User) -> None:
    """The clock for the copies runs again towards a day of publication that still stands."""
    plan = review.planned_publication
    if plan is None or not review.is_planned_to_the_day or plan.first_day <= clock.today():
        return
    if not Deadline.objects.open().about(review).filter(kind=COPIES.key).exists():
        due = COPIES.due_on(plan.first_day)
        deadlines.start(COPIES, review, due_on=due, owner=by)


@transaction.atomic
def withdraw_publication(*, publication: Publication, remains: str, by: User) -> None:
    """After a year at least. The title, the days and where the report is kept stay to be read."""
    facts = {"withdrawn_on": clock.today(), "remains": remains}
    PUBLICATIONS.make("withdraw", publication, by=by, **facts)
    deadlines.meet(PUBLIC, publication.review)
