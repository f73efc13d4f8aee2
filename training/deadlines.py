"""By when training looks at its policies again."""

from django.db.models import QuerySet

from partners.models import Role, Standing
from portal.deadlines import Kind
from portal.models import User
from training.models import Policy


def training_leads(policy: Policy) -> QuerySet[User]:
    held = Standing.objects.current().filter(
        partnership=policy.partnership_id, role=Role.TRAINING_LEAD
    )
    return User.objects.filter(is_active=True, pk__in=held.values("person"))


POLICY_REVIEW = Kind(
    key="training.policy_review",
    label="Review of a training policy",
    subject="training.Policy",
    amount=365,
    unit="agreed",
    basis="local",
    source="the policy itself: agreed for a year",
    people=training_leads,
    remind_days_before=(60, 30, 7),
)
