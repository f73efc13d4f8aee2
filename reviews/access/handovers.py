"""Who sees that a file is offered or was handed over: the leads of both sides, and its readers.

Of an offer the other side sees the number, the kind and the reasons, never the file. A conflict of
interest hides the handover like the file.
"""

from django.db.models import Exists, OuterRef, Q

from partners.access import standing
from partners.models import Partnership, PartnershipQuerySet, Role
from portal import clock
from portal.access import keeper, key_of
from portal.models import Deadline, User
from reviews.access.cases import reviews
from reviews.models import ConflictOfInterest, Handover, HandoverQuerySet, Review


@keeper(Handover)
def handovers(user: User) -> HandoverQuerySet:
    led = standing(user).partnerships(Role.REVIEW_LEAD)
    seen = Q(giver__in=led) | Q(receiver__in=led) | Q(review__in=reviews(user))
    return not_in_conflict(user, Handover.objects.filter(seen))


def not_in_conflict(user: User, found: HandoverQuerySet) -> HandoverQuerySet:
    shut = ConflictOfInterest.objects.shutting(key_of(user), standing(user).agencies)
    return found.exclude(Exists(shut.filter(review=OuterRef("review"))))


def handovers_received(user: User) -> HandoverQuerySet:
    """To a partnership whose reviews this person leads; nobody answers what they offered."""
    led = standing(user).partnerships(Role.REVIEW_LEAD)
    return handovers(user).filter(receiver__in=led).exclude(offered_by=key_of(user))


def handovers_given(user: User) -> HandoverQuerySet:
    """From a partnership whose reviews this person leads."""
    return handovers(user).filter(giver__in=standing(user).partnerships(Role.REVIEW_LEAD))


def answers_handover(user: User, handover: Handover) -> bool:
    return handovers_received(user).filter(pk=handover.pk).exists()


def gives_away(user: User, handover: Handover) -> bool:
    return handovers_given(user).filter(pk=handover.pk).exists()


def partnerships_to_hand_to(review: Review) -> PartnershipQuerySet:
    """Partnerships that have not ended, also those that have not begun, but not its own.

    Which partnerships there are is no secret: their names stand on public pages.
    """
    ended = Q(live_to__lt=clock.today())
    return Partnership.objects.exclude(ended).exclude(pk=review.partnership_id)


def handovers_of(user: User, review: Review) -> HandoverQuerySet:
    return handovers(user).filter(review=review).in_full()


def what_hangs_on(review: Review) -> dict[str, int]:
    """How much passes on with a file. Nothing in it tells what the file says."""
    now = clock.now()
    return {
        "clocks": Deadline.objects.open().about(review).count(),
        "named": review.grants.live(now).count(),
        "roles": review.agency_grants.live(now).count(),
        "conflicts": review.conflicts.standing().count(),
    }
