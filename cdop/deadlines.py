"""The clocks of a child death review, as the statutory guidance sets them."""

from cdop.models import ConflictOfInterest, Death
from partners.models import Role
from partners.readers import holding, people_shut_out, readership
from portal.deadlines import Kind
from portal.models import User

GUIDANCE = "Child Death Review: Statutory and Operational Guidance (England), 2018"


def coordinators(death: Death) -> list[User]:
    """The coordinators of the partnership today, but nobody whom a conflict shuts out."""
    held = holding(death.partnership_id, Role.CDOP_COORDINATOR)
    shut = people_shut_out(ConflictOfInterest.objects.filter(death=death))
    return readership([(one.person, "") for one in held], shut).people


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
