"""By when agencies owe what they took on, and answer for their people."""

from django.db.models import QuerySet

from partners.models import AccessReviewPart, Action, Claim, keepers_of, leads_of
from portal.deadlines import Kind
from portal.models import User


def owner_leads(action: Action) -> QuerySet[User]:
    return leads_of(action.owner_id, action.partnership_id)


def deciders(claim: Claim) -> QuerySet[User]:
    """Who confirms or refuses: the agency's leads or, where there are none, the officers."""
    return keepers_of(claim.agency_id, claim.partnership_id).exclude(pk=claim.person_id)


def answerers(part: AccessReviewPart) -> QuerySet[User]:
    return keepers_of(part.agency_id, part.review.partnership_id)


ACTION = Kind(
    key="partners.action",
    label="Action owed to the partnership",
    subject="partners.Action",
    amount=28,
    unit="agreed",
    basis="local",
    source="set when the action was given",
    people=owner_leads,
    remind_days_before=(14, 5, 1),
)
CLAIM = Kind(
    key="partners.claim",
    label="Somebody asks to join an agency",
    subject="partners.Claim",
    amount=5,
    unit="working days",
    basis="local",
    source="practice of the partnership",
    people=deciders,
    remind_days_before=(1,),
)
ACCESS_REVIEW = Kind(
    key="partners.access_review",
    label="Yearly review of access",
    subject="partners.AccessReviewPart",
    amount=28,
    unit="agreed",
    basis="local",
    source="set when the review was started",
    people=answerers,
    remind_days_before=(14, 5, 1),
)
