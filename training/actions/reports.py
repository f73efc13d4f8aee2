"""Making a report of training, and noting that a group has read it."""

from typing import Any

from django.db import transaction

from partners.models import Group, Partnership
from portal import audit, clock
from portal.access import insist
from portal.models import User
from training.access import runs_training_for
from training.models import TrainingReport, TrainingSignOff

audit.words(
    {
        "trainingreport.made": "Made a report of training",
        "trainingreport.signed_off": "Noted that a group has read a report of training",
    }
)


class NotBegun(Exception):
    """The period lies in the future: there is nothing to report."""


class AlreadySigned(Exception):
    """This group has taken note of the report as it reads now."""


@transaction.atomic
def make_report(
    *, partnership: Partnership, year: int, quarter: int | None, by: User
) -> TrainingReport:
    """The report of a period; the one there is, when there is one. Raises NotBegun."""
    insist(runs_training_for(by, partnership.pk))
    facts: dict[str, Any] = {"partnership": partnership, "year": year, "quarter": quarter}
    if TrainingReport(**facts).start > clock.today():
        raise NotBegun
    found, is_new = TrainingReport.objects.get_or_create(**facts)
    if is_new:
        audit.record("trainingreport.made", found, by=by, year=year, quarter=quarter)
    return found


@transaction.atomic
def sign_off_report(
    *, report: TrainingReport, group: Group, seal: str, note: str, by: User
) -> TrainingSignOff:
    """Note that a group has read the report as it reads under this seal. Raises AlreadySigned."""
    insist(runs_training_for(by, report.partnership_id))
    made, is_new = TrainingSignOff.objects.get_or_create(
        report=report,
        group=group,
        seal=seal,
        defaults={"note": note, "signed_on": clock.today(), "signed_by": by},
    )
    if not is_new:
        raise AlreadySigned
    audit.record("trainingreport.signed_off", report, by=by, group=group.pk, seal=seal)
    return made
