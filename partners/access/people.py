"""Who keeps which people: what may be given and taken, by whom, in which agency.

An access officer keeps the people of a partnership; an agency lead those of one agency in it.
Nobody gives themselves anything, and nobody takes anything from themselves.
"""

from django.db.models import DateTimeField, Exists, ExpressionWrapper, OuterRef, Q, QuerySet
from django.db.models.functions import TruncDate
from django.urls import reverse

from partners.access.footing import any_of, standing
from partners.models import (
    LEAD_GIVES,
    OFFICER_ENDS,
    AccessReview,
    AccessReviewLine,
    AccessReviewLineQuerySet,
    AccessReviewPart,
    Action,
    Agency,
    AgencyStatus,
    Partnership,
    PartnershipQuerySet,
    Role,
    Standing,
    StandingQuerySet,
)
from portal import holdings
from portal.access import keeper, operates
from portal.chronicle import Overseer
from portal.menu import Entry
from portal.models import Deadline, User

gives_access = any_of(Role.ACCESS_OFFICER)
keeps_people = any_of(Role.ACCESS_OFFICER, Role.AGENCY_LEAD)

PEOPLE = Entry(label="People", url="partners:person_list", to=keeps_people, order=80)


def sees_people(user: User) -> bool:
    """Who opens a person's page: whoever keeps people, and operators for the account alone."""
    return keeps_people(user) or operates(user)


def closes_accounts(user: User) -> bool:
    return gives_access(user) or operates(user)


def governs(user: User, partnership_id: int) -> bool:
    return standing(user).holds_in(partnership_id, Role.ACCESS_OFFICER)


def keeps(user: User, agency_id: int, partnership_id: int) -> bool:
    """Whether these people are theirs to keep: the officer's, or the lead's own."""
    leads = (Role.AGENCY_LEAD, agency_id, partnership_id) in standing(user).grants
    return leads or governs(user, partnership_id)


def roles_to_give(user: User, agency_id: int, partnership_id: int) -> tuple[Role, ...]:
    """The roles this person may give to others for an agency in a partnership."""
    if governs(user, partnership_id):
        return tuple(Role)
    return LEAD_GIVES if keeps(user, agency_id, partnership_id) else ()


def roles_somewhere(user: User) -> tuple[Role, ...]:
    """The roles this person may give in at least one place."""
    if gives_access(user):
        return tuple(Role)
    return LEAD_GIVES if keeps_people(user) else ()


def may_give(user: User, person: User, role: str, agency_id: int, partnership_id: int) -> bool:
    return user != person and role in roles_to_give(user, agency_id, partnership_id)


def may_end(user: User, held: Standing) -> bool:
    """A lead takes from people of the agency; what other leads and officers hold, an officer."""
    if user.pk == held.person_id:
        return False
    if governs(user, held.partnership_id):
        return True
    return held.role not in OFFICER_ENDS and keeps(user, held.agency_id, held.partnership_id)


def governs_account(user: User, person: User) -> bool:
    """Who closes, opens and frees an account: an operator, or the officer of all its places.

    The account of an operator is for operators alone; one's own is for nobody.
    """
    if user == person:
        return False
    if operates(user):
        return True
    return not person.is_staff and gives_access(user) and not stands_elsewhere(user, person)


def stands_elsewhere(user: User, person: User) -> bool:
    """Whether somebody stands in a partnership that is not this officer's to keep."""
    ours = standing(user).partnerships(Role.ACCESS_OFFICER)
    held = Standing.objects.unended().filter(person=person)
    return held.exclude(partnership__in=ours).exists()


def in_kept_places(user: User) -> Q:
    """Rows with an agency and a partnership that are this person's to keep."""
    footing = standing(user)
    kept = Q(partnership__in=footing.partnerships(Role.ACCESS_OFFICER))
    for role, agency, partnership in footing.grants:
        if role == Role.AGENCY_LEAD:
            kept |= Q(agency=agency, partnership=partnership)
    return kept


@keeper(Standing)
def standings(user: User) -> StandingQuerySet:
    """A person's own, and those of the people they keep."""
    return Standing.objects.filter(Q(person_id=user.pk) | in_kept_places(user))


def kept_standings(user: User) -> StandingQuerySet:
    """What the people this person keeps hold and held. An operator sees all of it."""
    held = Standing.objects.all()
    return held if operates(user) else held.filter(in_kept_places(user))


def people(user: User) -> QuerySet[User]:
    """The people this person keeps: everybody who stands or stood in a place of theirs."""
    if operates(user):
        return User.objects.all()
    return User.objects.filter(pk__in=kept_standings(user).values("person"))


def own_standings(user: User) -> StandingQuerySet:
    return Standing.objects.filter(person_id=user.pk)


def kept_partnerships(user: User) -> PartnershipQuerySet:
    """Partnerships in which this person keeps people."""
    roles = (Role.ACCESS_OFFICER, Role.AGENCY_LEAD)
    return Partnership.objects.filter(pk__in=standing(user).partnerships(*roles))


def governed_partnerships(user: User) -> PartnershipQuerySet:
    return Partnership.objects.filter(pk__in=standing(user).partnerships(Role.ACCESS_OFFICER))


@keeper(AccessReview)
def access_reviews(user: User) -> QuerySet[AccessReview]:
    return AccessReview.objects.filter(partnership__in=kept_partnerships(user))


@keeper(AccessReviewPart)
def access_review_parts(user: User) -> QuerySet[AccessReviewPart]:
    """All parts for the access officer; for a lead the part of their own agency."""
    footing = standing(user)
    kept = Q(review__partnership__in=footing.partnerships(Role.ACCESS_OFFICER))
    for role, agency, partnership in footing.grants:
        if role == Role.AGENCY_LEAD:
            kept |= Q(agency=agency, review__partnership=partnership)
    return AccessReviewPart.objects.filter(kept)


@keeper(AccessReviewLine)
def access_review_lines(user: User) -> AccessReviewLineQuerySet:
    return AccessReviewLine.objects.filter(part__in=access_review_parts(user))


@holdings.tells_duties
def actions_in_their_name(person: User, partnerships: frozenset[int]) -> list[holdings.Duty]:
    """Open actions whose deadline is owned by this very person."""
    ours = Action.objects.filter(partnership__in=partnerships)
    kind = {"subject_type__app_label": "partners", "subject_type__model": "action"}
    owned = Deadline.objects.open().filter(owner=person, subject_id__in=ours.values("pk"), **kind)
    return [holdings.Duty("Open actions in their name", owned.count())]


def kept_ids(user: User) -> frozenset[int]:
    return standing(user).partnerships(Role.ACCESS_OFFICER, Role.AGENCY_LEAD)


def governed_ids(user: User) -> frozenset[int]:
    return standing(user).partnerships(Role.ACCESS_OFFICER)


def answers_for(user: User, line: AccessReviewLine) -> bool:
    """Who may say that a standing is kept or ended: whoever may end it. Never the person."""
    return may_end(user, line.standing)


def page_of(person: User) -> str:
    return reverse("partners:person", kwargs={"person_id": person.pk})


def kept_agencies(user: User) -> QuerySet[Agency]:
    """Agencies for whose people this person may ask somebody in."""
    footing = standing(user)
    officer = governed_partnerships(user)
    named = AgencyStatus.objects.filter(partnership__in=officer)
    staffed = Standing.objects.filter(partnership__in=officer)
    known = Q(pk__in=named.values("agency")) | Q(pk__in=staffed.values("agency"))
    return Agency.objects.filter(known | Q(pk__in=footing.agencies_as(Role.AGENCY_LEAD)))


def people_overseen(user: User) -> QuerySet[User]:
    """Everybody who stands or stood in a partnership of this access officer."""
    held = Standing.objects.filter(partnership__in=governed_ids(user))
    return User.objects.filter(pk__in=held.values("person"))


def lines_overseen(user: User) -> Q:
    """Lines of the record by people on days on which they stood in a partnership of this officer.

    What they did before or after, or for a partnership elsewhere alone, is not this officer's.
    """
    day = TruncDate(ExpressionWrapper(OuterRef("at"), output_field=DateTimeField()))
    held = Standing.objects.filter(person=OuterRef("by"), partnership__in=governed_ids(user))
    return Q(Exists(held.filter(Q(until=None) | Q(until__gte=day), since__lte=day)))


OVERSEER = Overseer(to=gives_access, people=people_overseen, lines=lines_overseen)
