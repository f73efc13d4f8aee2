"""Which agencies take part in rapid reviews: asked, answered, on time, at the table."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from partners.models import Agency, Partnership
from reviews.models import Attendance, InformationRequest, InformationRequestQuerySet

Key = tuple[Partnership, Agency]


@dataclass
class Participation:
    """The counts of one agency in one partnership. Requests taken back are left out."""

    partnership: Partnership
    agency: Agency
    asked: int = 0
    answered: int = 0
    on_time: int = 0
    nothing_known: int = 0
    overdue: int = 0
    expected: int = 0
    attended: int = 0

    def add_request(self, request: InformationRequest) -> None:
        back = request.status == InformationRequest.Status.ANSWERED
        self.asked += 1
        self.answered += back
        self.on_time += back and not request.is_late
        self.nothing_known += back and request.answer == InformationRequest.Answer.NOTHING
        self.overdue += not back and request.is_late

    def add_attendance(self, attendance: Attendance) -> None:
        self.expected += 1
        self.attended += attendance.is_present


def participation(
    requests: InformationRequestQuerySet, attendances: QuerySet[Attendance]
) -> list[Participation]:
    """One line for each agency that was asked or expected, by name."""
    lines: dict[Key, Participation] = {}

    def line(partnership: Partnership, agency: Agency) -> Participation:
        key = (partnership, agency)
        return lines.setdefault(key, Participation(partnership, agency))

    asked = requests.standing().select_related("agency", "rapid__review__partnership")
    for request in asked:
        line(request.partnership, request.agency).add_request(request)
    came: Iterable[Attendance] = attendances.exclude(agency=None).select_related(
        "agency", "meeting__rapid__review__partnership"
    )
    for one in came:
        if one.agency is not None:
            line(one.meeting.rapid.review.partnership, one.agency).add_attendance(one)
    return sorted(lines.values(), key=lambda one: (one.partnership.name, one.agency.name))
