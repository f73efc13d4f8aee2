"""Who signs a paper of a case: every statutory safeguarding partner, and the scrutineer.

A capacity is worked out from what a person holds today, never taken from what they send. Somebody
whom a conflict of interest shuts out, or who acts for an agency it shuts out, sees no case and so
signs none; what they signed before counts no longer.
"""

from dataclasses import dataclass

from django.db.models import QuerySet

from partners.access import standing
from partners.models import Agency, AgencyStatus, Role
from partners.readers import holding, people_shut_out
from portal import clock
from portal.access import keeper
from portal.models import User
from reviews.access.cases import leads, reviews
from reviews.models import (
    ConflictOfInterest,
    Review,
    ReviewGrant,
    Signature,
    SignatureQuerySet,
)

Capacity = Signature.Capacity


@dataclass(frozen=True)
class Signatory:
    """A partner who has to sign, or the scrutineer, and the people who can do it today."""

    capacity: str
    agency: Agency | None
    people: tuple[User, ...]

    @property
    def key(self) -> tuple[str, int | None]:
        return self.capacity, self.agency.pk if self.agency else None

    @property
    def name(self) -> str:
        return self.agency.name if self.agency else "Independent scrutineer"


@keeper(Signature)
def signatures(user: User) -> SignatureQuerySet:
    return Signature.objects.filter(review__in=reviews(user))


def statutory_partners(review: Review) -> QuerySet[Agency]:
    """The statutory safeguarding partners today, also those a conflict shuts out."""
    held = AgencyStatus.objects.on(clock.today()).filter(partnership=review.partnership_id)
    statutory = held.filter(status=AgencyStatus.Status.STATUTORY)
    return Agency.objects.filter(pk__in=statutory.values("agency")).order_by("name", "pk")


def partners_shut_out(review: Review) -> QuerySet[Agency]:
    """The statutory partners in conflict with this case: they neither see nor sign it."""
    standing_ones = ConflictOfInterest.objects.filter(review=review).standing()
    return statutory_partners(review).filter(pk__in=standing_ones.values("agency"))


def signatories(review: Review) -> list[Signatory]:
    """Everybody whose signature a paper of this case needs, the scrutineer last."""
    held = list(holding(review.partnership_id, Role.EXECUTIVE, Role.SCRUTINEER))
    shut = frozenset(shut_out(review).values_list("pk", flat=True))
    free = [one for one in held if one.person_id not in shut]
    partners = statutory_partners(review).exclude(pk__in=partners_shut_out(review).values("pk"))
    named = [
        Signatory(
            Capacity.PARTNER,
            agency,
            tuple(o.person for o in free if o.role == Role.EXECUTIVE and o.agency_id == agency.pk),
        )
        for agency in partners
    ]
    scrutineers = tuple(one.person for one in free if one.role == Role.SCRUTINEER)
    return [*named, Signatory(Capacity.SCRUTINEER, None, scrutineers)]


def shut_out(review: Review) -> QuerySet[User]:
    return people_shut_out(ConflictOfInterest.objects.filter(review=review))


def is_let_in_to_sign(user: User, review: Review) -> bool:
    """Let in by name, or leads the case. That a case can be read some other way is not enough."""
    named = ReviewGrant.objects.live(clock.now()).filter(user=user, content_object=review)
    may_read = reviews(user).filter(pk=review.pk).exists()
    return may_read and (named.exists() or leads(user, review))


def signs_as(user: User, review: Review) -> list[tuple[str, int | None]]:
    """In which capacities, and for which agency, this person may sign. Who scrutinises only that.

    Nothing for somebody who cannot open the case, or who opened it in another way than to work.
    """
    if not is_let_in_to_sign(user, review):
        return []
    stands = standing(user)
    if stands.holds_in(review.partnership_id, Role.SCRUTINEER):
        return [(Capacity.SCRUTINEER, None)]
    return [
        (Capacity.PARTNER, agency.pk)
        for agency in statutory_partners(review)
        if (Role.EXECUTIVE, agency.pk, review.partnership_id) in stands.grants
    ]


def counting(review: Review, paper: str, seal: str) -> SignatureQuerySet:
    """The signatures that count under this text: none of a person or agency shut out since."""
    under = Signature.objects.filter(review=review, paper=paper).under(seal)
    return under.exclude(by__in=shut_out(review)).exclude(
        agency__in=partners_shut_out(review).values("pk")
    )


def unsigned(review: Review, paper: str, seal: str) -> list[Signatory]:
    """Who has still to sign this text."""
    given = set(counting(review, paper, seal).values_list("capacity", "agency_id"))
    return [one for one in signatories(review) if one.key not in given]


def may_sign(user: User, review: Review, paper: str, seal: str) -> bool:
    """Somebody this person speaks for has not signed this text."""
    given = set(counting(review, paper, seal).values_list("capacity", "agency_id"))
    return bool(set(signs_as(user, review)) - given)
