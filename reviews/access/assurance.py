"""Who sees what an agency says about its learning: the narrow door, as for information.

The leads of an agency see the request to it and what they wrote, and nothing else of the file.
Whoever sees the file sees what was signed off; a draft, the agency and the review lead.
"""

from django.db.models import Exists, OuterRef, Q

from partners.access import any_of, standing
from partners.models import Role
from portal.access import keeper
from portal.models import User
from reviews.access.cases import led_reviews, reviews
from reviews.access.history import belonging
from reviews.access.information import agencies_led
from reviews.models import AssuranceStatement, AssuranceStatementQuerySet, ConflictOfInterest

belonging[AssuranceStatement] = "review"

answers_assurance = any_of(Role.AGENCY_LEAD, Role.REVIEW_LEAD)


def assurance_to_give(user: User) -> AssuranceStatementQuerySet:
    """What the agencies a person leads were asked. A conflict of interest shuts this too."""
    shut = ConflictOfInterest.objects.shutting(user.pk, standing(user).agencies)
    asked = AssuranceStatement.objects.standing().filter(agencies_led(user, "review"))
    return asked.exclude(Exists(shut.filter(review=OuterRef("review"))))


@keeper(AssuranceStatement)
def assurance_statements(user: User) -> AssuranceStatementQuerySet:
    mine = assurance_to_give(user).values("pk")
    return AssuranceStatement.objects.filter(Q(review__in=reviews(user)) | Q(pk__in=mine))


def assurance_led(user: User) -> AssuranceStatementQuerySet:
    """What was asked because of the files this person leads."""
    return AssuranceStatement.objects.filter(review__in=led_reviews(user))


def assurance_opened(user: User) -> AssuranceStatementQuerySet:
    """Those with a page for this person: of an agency or of a file they lead."""
    own, led = assurance_to_give(user).values("pk"), assurance_led(user).values("pk")
    return AssuranceStatement.objects.filter(Q(pk__in=own) | Q(pk__in=led))


def writes_assurance(user: User, statement: AssuranceStatement) -> bool:
    """The agency's leads; or the review lead, for a statement that came outside the portal."""
    return assurance_opened(user).filter(pk=statement.pk).exists()


def shows_assurance(user: User, statement: AssuranceStatement) -> bool:
    """Adds files to a statement and takes them out, until it is signed off."""
    return statement.status == AssuranceStatement.Status.ASKED and writes_assurance(user, statement)


def assurance_shown(user: User) -> AssuranceStatementQuerySet:
    """Statements whose files somebody may have: as with the words, no draft beyond its authors."""
    own = Q(pk__in=assurance_opened(user).values("pk"))
    signed = Q(status__in=(AssuranceStatement.Status.SIGNED, AssuranceStatement.Status.ACCEPTED))
    return assurance_statements(user).filter(own | signed)


def gives_assurance(user: User, statement: AssuranceStatement) -> bool:
    """Signs for the agency, and does not only enter what it gave on paper."""
    return assurance_to_give(user).filter(pk=statement.pk).exists()


def leads_assurance(user: User, statement: AssuranceStatement) -> bool:
    return assurance_led(user).filter(pk=statement.pk).exists()
