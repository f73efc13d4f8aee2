"""Deciding on a local review, commissioning it, pausing it, telling of a delay."""

from datetime import date

from django.db import IntegrityError, transaction

from portal import audit, clock, deadlines
from portal.access import insist
from portal.models import User
from reviews import access
from reviews.actions.signing import ask_to_sign
from reviews.deadlines import LOCAL_REVIEW, MONITORING
from reviews.models import DelayNote, LocalReview, Pause, Publication, Review
from reviews.workflow import LOCAL_REVIEWS

audit.words(
    {
        "review.local_decided": "Recorded the decision to hold a local review",
        "localreview.delay_told": "Recorded that the Panel was told of a delay",
    }
)
WHY = "To read and sign the report of the local review"


class AlreadyDecided(Exception):
    """A local review was decided on in this file before."""


@transaction.atomic
def decide_local_review(*, review: Review, on: date, reason: str, by: User) -> LocalReview:
    """Open the local review of a file, and start its six months on the day of the decision.

    Raises AlreadyDecided the second time.
    """
    insist(access.leads(by, review) and on <= clock.today())
    try:
        with transaction.atomic():
            local = LocalReview.objects.create(
                review=review, decided_on=on, reason=reason, decided_by=by
            )
    except IntegrityError as refusal:
        raise AlreadyDecided from refusal
    Publication.objects.get_or_create(review=review)
    Review.objects.filter(pk=review.pk).update(kind=Review.Kind.LOCAL)
    audit.record("review.local_decided", review, by=by, on=on.isoformat())
    deadlines.start(LOCAL_REVIEW, review, on=on, owner=by)
    return local


@transaction.atomic
def commission(*, local: LocalReview, intent: str, intent_reason: str, by: User) -> None:
    """Commission the review, so that it can be published. Raises MoveRefused with what lacks."""
    facts = {"intent": intent, "intent_reason": intent_reason, "commissioned_on": clock.today()}
    LOCAL_REVIEWS.make("commission", local, by=by, **facts)
    commissioned = Review.objects.filter(pk=local.review_id, commissioned=None)
    commissioned.update(commissioned=clock.today().isoformat())


@transaction.atomic
def begin(*, local: LocalReview, by: User) -> None:
    """From here on somebody looks every month at time and quality."""
    LOCAL_REVIEWS.make("begin", local, by=by)
    deadlines.start(MONITORING, local.review, owner=by)


@transaction.atomic
def pause(*, local: LocalReview, proceedings: str, reason: str, on: date, by: User) -> Pause:
    """Wait for other proceedings. The six months go on; the days are counted apart."""
    insist(local.decided_on <= on <= clock.today())
    LOCAL_REVIEWS.make("pause", local, by=by)
    return Pause.objects.create(
        local_review=local, proceedings=proceedings, reason=reason, began_on=on, began_by=by
    )


@transaction.atomic
def resume(*, local: LocalReview, on: date, by: User) -> None:
    LOCAL_REVIEWS.make("resume", local, by=by)
    running = local.pauses.get(ended_on=None)
    insist(running.began_on <= on <= clock.today())
    Pause.objects.filter(pk=running.pk).update(ended_on=on, ended_by=by)


@transaction.atomic
def hand_in(*, local: LocalReview, by: User) -> None:
    """The report is out for signing: who signs is told, and let in where nobody of theirs is."""
    LOCAL_REVIEWS.make("hand_in", local, by=by)
    review = local.review
    for one in access.signatories(review):
        able = [person for person in one.people if access.is_let_in_to_sign(person, review)]
        for person in able or one.people:
            ask_to_sign(paper=review.publication, person=person, why=WHY, by=by)


@transaction.atomic
def send_back(*, local: LocalReview, by: User) -> None:
    LOCAL_REVIEWS.make("send_back", local, by=by)


@transaction.atomic
def sign_off_report(*, local: LocalReview, by: User) -> None:
    """Every statutory partner and the scrutineer signed the text as it is; nobody need look on.

    The row of the text is locked, so that it cannot change between the question and the answer.
    """
    Publication.objects.select_for_update().filter(review=local.review_id).first()
    LOCAL_REVIEWS.make("sign_off", local, by=by, signed_off_on=clock.today())
    completed = Review.objects.filter(pk=local.review_id, completed=None)
    completed.update(completed=clock.today().isoformat())
    deadlines.meet(MONITORING, local.review)


@transaction.atomic
def tell_of_delay(
    *, local: LocalReview, on: date, reasons: str, meanwhile: str, by: User
) -> DelayNote:
    """The Panel and the Secretary of State know why it takes longer, and what is done meanwhile."""
    insist(access.leads_local(by, local) and on <= clock.today())
    note = DelayNote.objects.create(
        local_review=local, told_on=on, reasons=reasons, meanwhile=meanwhile, by=by
    )
    audit.record("localreview.delay_told", local, by=by, on=on.isoformat())
    return note
