"""Signing a paper of a case: what was read is what is signed, once for each partner."""

from datetime import timedelta

from django.db import transaction

from portal import audit, clock, notices
from portal.models import User
from portal.workflow import MoveRefused
from reviews.access.signing import counting, is_let_in_to_sign, signs_as
from reviews.actions.letting import let_in
from reviews.models import Publication, RapidReview, Review, Signature

audit.words(
    {
        "review.signed": "Signed a paper of a review",
        "review.signatures_taken_back": "Took back every signature under a paper of a review",
    }
)

CHANGED = "The text has changed since you opened this page. Read it again before you sign."
NOBODY = (
    "You cannot sign this. It is signed by an executive of each statutory safeguarding partner "
    "and by the independent scrutineer."
)
DAYS = 42


def ask_to_sign(*, paper: RapidReview | Publication, person: User, why: str, by: User) -> None:
    """Tell somebody that a paper of a case waits for them; open a case that is shut to them."""
    review = paper.review
    if not is_let_in_to_sign(person, review):
        until = clock.today() + timedelta(days=DAYS)
        let_in(review=review, person=person, reason=why, ends_on=until, by=by)
    once = str(review.signatures.count())
    notices.queue("signature_asked", to=person, about=paper, once=once, at_once=True)


@transaction.atomic
def sign(
    *, review: Review, paper: str, seal: str, seen: str, note: str, by: User
) -> list[Signature]:
    """Sign in every capacity this person holds. Twice is as good as once.

    `seal` is that of the paper as it is now, worked out by whoever calls with the row of the paper
    locked; `seen`, that of what this person was shown. Raises MoveRefused when they differ, and
    when this person signs for nobody: then too when a conflict of interest shuts the case to them.
    """
    Review.objects.select_for_update().get(pk=review.pk)
    if seen != seal:
        raise MoveRefused(CHANGED)
    capacities = signs_as(by, review)
    if not capacities:
        raise MoveRefused(NOBODY)
    return [
        sign_once(
            Signature(
                review=review,
                paper=paper,
                capacity=capacity,
                agency_id=agency,
                by=by,
                note=note,
                seal=seal,
                signed_at=clock.now(),
            )
        )
        for capacity, agency in capacities
    ]


def sign_once(new: Signature) -> Signature:
    """A signature under an earlier text makes way for one under this text."""
    key = {"capacity": new.capacity, "agency": new.agency_id}
    given = counting(new.review, new.paper, new.seal).filter(**key).first()
    if given is not None:
        return given
    theirs = Signature.objects.filter(review=new.review, paper=new.paper, **key)
    theirs.standing().update(withdrawn_at=clock.now())
    new.save(force_insert=True)
    facts = {**key, "paper": new.paper, "seal": new.seal}
    audit.record("review.signed", new.review, by=new.by, **facts)
    return new


@transaction.atomic
def take_back_signatures(*, review: Review, paper: str, by: User) -> None:
    """The paper is open for changes again: what was signed no longer stands."""
    standing = Signature.objects.filter(review=review, paper=paper).standing()
    if standing.update(withdrawn_at=clock.now()):
        audit.record("review.signatures_taken_back", review, by=by, paper=paper)
