"""Signing and publishing a report."""

from typing import Any

from django.db import transaction

from dashboard.access import signs_as
from dashboard.models import ReportEdition, SignOff
from dashboard.workflow import REPORTS
from portal import audit, clock, seals
from portal.models import User
from portal.workflow import MoveRefused

audit.words(
    {
        "report.signed": "Signed a yearly report",
    }
)

# These change when a report moves on, and are no part of what people put their names to.
OF_THE_DAY = ("state", "published", "circulated", "created")


def seal_of(told: dict[str, Any]) -> str:
    """The seal of all that a report tells, but for what changes when it moves on."""
    return seals.seal_of({key: value for key, value in told.items() if key not in OF_THE_DAY})


@transaction.atomic
def sign(
    *, edition: ReportEdition, seal: str, note: str, by: User, seen: str = ""
) -> list[SignOff]:
    """Sign for every capacity this person holds. Twice is as good as once.

    `seal` is that of the report as it is now; `seen`, that of what this person was shown.
    """
    if seen and seen != seal:
        raise MoveRefused("The report has changed since you opened this page. Read it again.")
    edition = ReportEdition.objects.select_for_update().get(pk=edition.pk)
    if edition.status != ReportEdition.Status.SCRUTINY:
        raise MoveRefused("A report can be signed while it is in scrutiny.")
    capacities = signs_as(by, edition)
    if not capacities:
        raise MoveRefused(
            "Your agency was not a statutory safeguarding partner when the period ended."
        )
    return [
        sign_once(edition=edition, capacity=capacity, agency_id=agency, seal=seal, note=note, by=by)
        for capacity, agency in capacities
    ]


def sign_once(
    *, edition: ReportEdition, capacity: str, agency_id: int | None, seal: str, note: str, by: User
) -> SignOff:
    """A signature under an earlier text makes way for one under this text."""
    theirs = edition.sign_offs.filter(capacity=capacity, agency=agency_id)
    given = theirs.under(seal).first()
    if given:
        return given
    theirs.outdated(seal).update(withdrawn_at=clock.now())
    signature = SignOff.objects.create(
        edition=edition,
        capacity=capacity,
        agency_id=agency_id,
        by=by,
        note=note,
        seal=seal,
        signed_at=clock.now(),
    )
    audit.record("report.signed", edition, by=by, capacity=capacity, agency=agency_id, seal=seal)
    return signature


@transaction.atomic
def return_to_draft(*, edition: ReportEdition, by: User) -> None:
    """Open the report for changes again. What was signed no longer stands."""
    REPORTS.make("return", edition, by=by)
    edition.sign_offs.standing().update(withdrawn_at=clock.now())


@transaction.atomic
def sign_off(*, edition: ReportEdition, seal: str, by: User) -> None:
    """Mark the report under this seal as signed by everybody who has to."""
    REPORTS.make("sign_off", edition, by=by, seal=seal)


@transaction.atomic
def publish(*, edition: ReportEdition, figures: dict[str, Any], by: User) -> None:
    """Freeze what everybody signed, and publish. The report prints these figures from now on."""
    month = f"{clock.today():%Y-%m}"
    facts = {"frozen": figures, "seal": seal_of(figures), "published": month}
    REPORTS.make("publish", edition, by=by, **facts)
