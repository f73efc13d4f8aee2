"""The children of a case: added, put right, and, one at a time and with a reason, identified."""

from datetime import date
from typing import Any

from django.db import transaction

from portal import audit, deadlines
from portal.access import insist
from portal.models import Deadline, User
from reviews import access
from reviews.actions.saving import save
from reviews.deadlines import CARE_LEAVER, LOOKED_AFTER
from reviews.models import (
    MOST,
    Child,
    Identity,
    IdentityOpening,
    Review,
    SubjectIdentity,
    sealed_for,
)
from reviews.models.children import LETTERS

audit.words(
    {
        "review.child_added": "Added a child to a case",
        "review.child_saved": "Saved what is known of a child of a case",
        "review.identity_sealed": "Sealed who a child of a case is",
        "review.identity_opened": "Opened who a child of a case is",
    }
)
DEATHS = {Child.Care.LOOKED_AFTER: LOOKED_AFTER, Child.Care.CARE_LEAVER: CARE_LEAVER}


class FourAlready(Exception):
    """A file takes four children; what there is to say of more stands in its text."""


class PseudonymTaken(Exception):
    """Another child of this case goes by this pseudonym."""


@transaction.atomic
def add_child(*, review: Review, facts: dict[str, Any], identity: Identity, by: User) -> Child:
    """Raises FourAlready for a fifth child."""
    insist(access.leads(by, review))
    Review.objects.select_for_update().get(pk=review.pk)
    if review.children.count() >= MOST:
        raise FourAlready
    child = add_to(review, facts, identity)
    audit.record("review.child_added", review, by=by, child=child.pk)
    start_death_clocks(review, owner=by)
    return child


def add_to(review: Review, facts: dict[str, Any], identity: Identity) -> Child:
    """The next child of a file, under the next free letter unless it has a pseudonym."""
    orders = set(review.children.values_list("order", flat=True))
    order = min(set(range(1, MOST + 1)) - orders)
    named = {"pseudonym": f"Child {LETTERS[order - 1]}", **facts}
    child = Child.objects.create(review=review, order=order, **named)
    if not identity.is_empty:
        SubjectIdentity.objects.create(child=child, sealed=sealed_for(child, identity))
    return child


@transaction.atomic
def save_child(*, child: Child, seen: int, facts: dict[str, Any], by: User) -> None:
    """Put right what is known of a child.

    Raises SavedMeanwhile when somebody else has saved it since, PseudonymTaken.
    """
    insist(access.leads(by, child.review))
    others = child.review.children.exclude(pk=child.pk)
    if others.filter(pseudonym=facts.get("pseudonym", "")).exists():
        raise PseudonymTaken
    save(child, seen=seen, **facts)
    audit.record("review.child_saved", child.review, by=by, child=child.pk)
    start_death_clocks(child.review, owner=by)


def start_death_clocks(review: Review, *, owner: User | None) -> None:
    """The Secretary of State and Ofsted are told of deaths of looked-after children, abuse or not.

    One clock for each sort of death, from the first day on which one was known; once it was met,
    or runs, no second one starts.
    """
    for care, kind in DEATHS.items():
        known = review.children.filter(care=care, death_known_on__isnull=False)
        first: date | None = (
            known.order_by("death_known_on").values_list("death_known_on", flat=True).first()
        )
        if first and not Deadline.objects.about(review).filter(kind=kind.key).exists():
            deadlines.start(kind, review, on=first, owner=owner)


@transaction.atomic
def open_identity(*, child: Child, reason: str, by: User) -> Identity:
    """Who a child is, for the review lead, with a reason. Written down first, or not shown.

    The reason is kept beside the look, as the length of a text never is: it may name somebody.
    """
    insist(bool(reason.strip()) and access.leads(by, child.review))
    audit.record("review.identity_opened", child.review, by=by, child=child.pk)
    audit.sighted(child.review, by=by, what="review.identity_opened")
    IdentityOpening.objects.create(child=child, reason=reason, opened_by=by)
    sealed = access.identities(by).filter(child=child).first()
    return sealed.opened if sealed else Identity()


@transaction.atomic
def seal_identity(*, child: Child, identity: Identity, by: User) -> None:
    """Seal anew who a child is. What stood there before is gone: it is no evidence."""
    insist(access.leads(by, child.review))
    Child.objects.select_for_update().get(pk=child.pk)
    SubjectIdentity.objects.update_or_create(
        child=child, defaults={"sealed": sealed_for(child, identity)}
    )
    audit.record("review.identity_sealed", child.review, by=by, child=child.pk)
