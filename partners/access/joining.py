"""Who is asked in and who asks to join: invitations, claims and the domains that propose."""

from allauth.account.models import EmailAddress
from django.db.models import Q, QuerySet

from partners.access.footing import is_partner
from partners.access.people import governed_partnerships, in_kept_places, keeps
from partners.models import (
    AgencyDomain,
    AgencyStatus,
    AgencyStatusQuerySet,
    Claim,
    ClaimQuerySet,
    Invitation,
    InvitationQuerySet,
    Partnership,
)
from partners.models.claims import domain_of, wider
from portal import clock
from portal.access import keeper
from portal.menu import Entry
from portal.models import User


def stands_nowhere(user: User) -> bool:
    """Somebody with an account and no role yet: the way in is theirs to find."""
    return user.is_authenticated and not is_partner(user)


JOIN = Entry(label="My agencies", url="partners:my_agencies", to=stands_nowhere, order=15)


@keeper(Invitation)
def invitations(user: User) -> InvitationQuerySet:
    return Invitation.objects.filter(in_kept_places(user))


def invitation_of(token: str) -> InvitationQuerySet:
    """The invitation a link leads to, for whoever has the link."""
    return Invitation.objects.of_token(token)


def is_for(invitation: Invitation, user: User) -> bool:
    """Whether the person signed in is the one invited, by their address; never who invites."""
    if not user.is_authenticated or user.pk == invitation.invited_by_id:
        return False
    return user.email.lower() == invitation.address


@keeper(Claim)
def claims(user: User) -> ClaimQuerySet:
    """One's own, and those of people who ask to join an agency one keeps."""
    return Claim.objects.filter(Q(person_id=user.pk) | in_kept_places(user))


def claims_to_decide(user: User) -> ClaimQuerySet:
    return Claim.objects.filter(in_kept_places(user)).exclude(person_id=user.pk)


def own_claims(user: User) -> ClaimQuerySet:
    return Claim.objects.filter(person_id=user.pk)


def decides(user: User, claim: Claim) -> bool:
    return user.pk != claim.person_id and keeps(user, claim.agency_id, claim.partnership_id)


def places_to_join() -> AgencyStatusQuerySet:
    """Every agency that works with a live partnership today: names of agencies are no secret."""
    today = clock.today()
    live = Partnership.objects.live(today)
    here = AgencyStatus.objects.on(today).filter(partnership__in=live)
    return (
        here.exclude(status=AgencyStatus.Status.PREDECESSOR)
        .select_related("agency", "partnership")
        .order_by("partnership__name", "agency__name", "pk")
    )


@keeper(AgencyDomain)
def agency_domains(user: User) -> QuerySet[AgencyDomain]:
    """The domains of agencies in the partnerships this person is access officer of."""
    from_here = AgencyStatus.objects.filter(partnership__in=governed_partnerships(user))
    return AgencyDomain.objects.filter(agency__in=from_here.values("agency"))


def proven_domains(user: User) -> list[str]:
    """The domain of the address this person reads mail at, once they showed that they do."""
    proved = EmailAddress.objects.filter(user=user, verified=True, email__iexact=user.email)
    return wider(domain_of(user.email)) if proved.exists() else []


def proposed_place(user: User) -> AgencyStatus | None:
    """The agency that a person's e-mail domain makes likely. The nearest domain counts."""
    likely = {
        one.domain: one for one in AgencyDomain.objects.filter(domain__in=proven_domains(user))
    }
    nearest = max(likely, key=len, default="")
    if not nearest:
        return None
    return places_to_join().filter(agency=likely[nearest].agency_id).first()


def domain_fits(claim: Claim) -> bool:
    """Whether the address of whoever asks, once proved, lies in a domain of the agency."""
    domains = proven_domains(claim.person)
    return AgencyDomain.objects.filter(agency=claim.agency_id, domain__in=domains).exists()
