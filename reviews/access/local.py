"""Who may see and do what in a local review. All of it hangs on the file it belongs to.

Two doors are narrower than the file. An agency that is asked whether it has a conflict of
interest sees that question and nothing else. What families and practitioners said is for who
leads the review and who carries it out, not for everybody let in to the file.
"""

from django.db.models import Q, QuerySet

from partners.access import standing
from partners.models import Role
from portal import clock
from portal.access import keeper
from portal.models import User
from reviews.access.cases import leads, led_reviews, reviews, reviews_worked_on
from reviews.access.history import belonging
from reviews.kinds import Family, kinds_with
from reviews.models import (
    AgencyDeclaration,
    AgencyDeclarationQuerySet,
    DelayNote,
    KeyLine,
    LocalReview,
    Pause,
    ProgressRequest,
    Review,
    Reviewer,
    ScrutineerEntry,
)

belonging[LocalReview] = "review"


@keeper(LocalReview)
def local_reviews(user: User) -> QuerySet[LocalReview]:
    return LocalReview.objects.filter(review__in=reviews(user)).select_related("review")


def led_local_reviews(user: User) -> QuerySet[LocalReview]:
    """Those this person may move on."""
    return LocalReview.objects.filter(review__in=led_reviews(user)).select_related("review")


def undecided(user: User) -> QuerySet[Review]:
    """Files this person leads in which no local review has been decided yet."""
    open_to_one = led_reviews(user).filter(kind__in=kinds_with(Family.LOCAL))
    return open_to_one.filter(local_review=None).of_practice()


def leads_local(user: User, local: LocalReview) -> bool:
    return leads(user, local.review)


@keeper(Reviewer)
def reviewers(user: User) -> QuerySet[Reviewer]:
    return Reviewer.objects.filter(local_review__in=local_reviews(user))


def carries_out(user: User) -> QuerySet[Reviewer]:
    """The appointments under which this person works today, in files they can still open."""
    now = clock.now()
    return reviewers(user).filter(
        person_id=user.pk,
        grant__revoked_at=None,
        grant__starts_at__lte=now,
        grant__expires_at__gt=now,
    )


def reviews_it(user: User, local: LocalReview) -> bool:
    """Is the reviewer, today."""
    return carries_out(user).filter(local_review=local.pk).exists()


def works_on(user: User, local: LocalReview) -> bool:
    """Leads the review or carries it out."""
    return leads_local(user, local) or reviews_it(user, local)


def worked_on(user: User) -> QuerySet[LocalReview]:
    """Local reviews this person leads or carries out."""
    mine = carries_out(user).values("local_review")
    return local_reviews(user).filter(Q(review__in=led_reviews(user)) | Q(pk__in=mine))


def scrutinised(user: User) -> QuerySet[LocalReview]:
    """Local reviews opened to this person, and not only in an emergency, as the scrutineer."""
    here = standing(user).partnerships(Role.SCRUTINEER)
    opened = local_reviews(user).filter(review__in=reviews_worked_on(user))
    return opened.filter(review__partnership__in=here)


@keeper(ScrutineerEntry)
def scrutiny(user: User) -> QuerySet[ScrutineerEntry]:
    return ScrutineerEntry.objects.filter(local_review__in=local_reviews(user))


@keeper(AgencyDeclaration)
def declarations(user: User) -> AgencyDeclarationQuerySet:
    """Those of the file, and those that this person answers for their agency."""
    in_file = Q(local_review__in=local_reviews(user))
    return AgencyDeclaration.objects.filter(asked_of(user) | in_file)


def asked_of(user: User) -> Q:
    """Questions to the agencies that this person leads."""
    asked = Q(pk__in=[])
    for role, agency, partnership in standing(user).grants:
        if role == Role.AGENCY_LEAD:
            asked |= Q(agency=agency, local_review__review__partnership=partnership)
    return asked


def declarations_to_make(user: User) -> AgencyDeclarationQuerySet:
    """What agencies that this person leads were asked and have not answered."""
    if not standing(user).agencies_as(Role.AGENCY_LEAD):
        return AgencyDeclaration.objects.none()
    return AgencyDeclaration.objects.open().filter(asked_of(user)).select_related("agency")


def answers_for_agency(user: User, declaration: AgencyDeclaration) -> bool:
    """Leads the agency that is asked, here."""
    here = declaration.local_review.review.partnership_id
    return (Role.AGENCY_LEAD, declaration.agency_id, here) in standing(user).grants


def answers_declaration(user: User, declaration: AgencyDeclaration) -> bool:
    """For the agency itself; or as review lead, who writes down what the agency said."""
    asked = answers_for_agency(user, declaration)
    return asked or leads_local(user, declaration.local_review)


@keeper(KeyLine)
def key_lines(user: User) -> QuerySet[KeyLine]:
    return KeyLine.objects.filter(local_review__in=local_reviews(user))


@keeper(Pause)
def pauses(user: User) -> QuerySet[Pause]:
    return Pause.objects.filter(local_review__in=local_reviews(user))


@keeper(DelayNote)
def delay_notes(user: User) -> QuerySet[DelayNote]:
    return DelayNote.objects.filter(local_review__in=local_reviews(user))


@keeper(ProgressRequest)
def progress_requests(user: User) -> QuerySet[ProgressRequest]:
    return ProgressRequest.objects.filter(local_review__in=local_reviews(user))


def progress_to_answer(user: User) -> QuerySet[ProgressRequest]:
    """Questions that this person, as the reviewer, has not answered."""
    return progress_requests(user).filter(
        answer="", local_review__in=carries_out(user).values("local_review")
    )
