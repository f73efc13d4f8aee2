"""By when agencies owe what they took on."""

from django.db.models import QuerySet

from partners.models import Action, leads_of
from portal.deadlines import Kind
from portal.models import User


def owner_leads(action: Action) -> QuerySet[User]:
    return leads_of(action.owner_id, action.partnership_id)


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
