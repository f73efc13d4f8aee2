"""The clocks of a child death review, as the statutory guidance sets them."""

from collections.abc import Iterable

from cdop.models import ConflictOfInterest, Death
from partners.models import Role, Standing
from portal.deadlines import Kind
from portal.models import User

GUIDANCE = "Child Death Review: Statutory and Operational Guidance (England), 2018"


def coordinators(death: Death) -> Iterable[User]:
    """The coordinators of the partnership today, but nobody with a conflict of interest."""
    held = Standing.objects.current().filter(
        partnership=death.partnership_id, role=Role.CDOP_COORDINATOR
    )
    shut = ConflictOfInterest.objects.standing().filter(death=death)
    people = User.objects.filter(is_active=True, pk__in=held.values("person"))
    return people.exclude(pk__in=shut.values("person"))


REVIEW_MEETING = Kind(
    key="cdop.review_meeting",
    label="Child death review meeting",
    subject="cdop.Death",
    amount=3,
    unit="months",
    basis="guidance",
    source=GUIDANCE,
    people=coordinators,
    remind_days_before=(21, 7, 1),
)
PANEL_REVIEW = Kind(
    key="cdop.panel_review",
    label="Review of a child death by the panel",
    subject="cdop.Death",
    amount=6,
    unit="months",
    basis="guidance",
    source=GUIDANCE,
    people=coordinators,
    remind_days_before=(30, 7, 1),
)
# The national benchmark for reporting; the guidance sets no such limit.
BENCHMARK = Kind(
    key="cdop.benchmark",
    label="Twelve months since a child died",
    subject="cdop.Death",
    amount=12,
    unit="months",
    basis="practice",
    source="National Child Mortality Database",
    people=coordinators,
    remind_days_before=(30,),
    check=True,
)
CLOCKS = (REVIEW_MEETING, PANEL_REVIEW, BENCHMARK)
