"""Signing and publishing a report."""

import hashlib
import json
from typing import Any

from django.db import transaction

from dashboard.access import signs_as
from dashboard.models import ReportEdition, SignOff
from dashboard.workflow import REPORTS
from portal import audit, clock
from portal.models import User
from portal.workflow import MoveRefused


@transaction.atomic
def sign(*, edition: ReportEdition, note: str, by: User) -> list[SignOff]:
    """Sign for every capacity this person holds. Twice is as good as once."""
    edition = ReportEdition.objects.select_for_update().get(pk=edition.pk)
    if edition.status != ReportEdition.Status.SCRUTINY:
        raise MoveRefused("A report can be signed while it is in scrutiny.")
    capacities = signs_as(by, edition)
    if not capacities:
        raise MoveRefused(
            "Your agency was not a statutory safeguarding partner when the period ended."
        )
    return [
        sign_once(edition=edition, capacity=capacity, agency_id=agency, note=note, by=by)
        for capacity, agency in capacities
    ]


def sign_once(
    *, edition: ReportEdition, capacity: str, agency_id: int | None, note: str, by: User
) -> SignOff:
    theirs = edition.sign_offs.standing().filter(capacity=capacity)
    given = next((one for one in theirs if one.agency_id == agency_id), None)
    if given:
        return given
    signature = SignOff.objects.create(
        edition=edition,
        capacity=capacity,
        agency_id=agency_id,
        by=by,
        note=note,
        signed_at=clock.now(),
    )
    audit.record("report.signed", edition, by=by, capacity=capacity, agency=agency_id)
    return signature


@transaction.atomic
def return_to_draft(*, edition: ReportEdition, by: User) -> None:
    """Open the report for changes again. What was signed no longer stands."""
    REPORTS.make("return", edition, by=by)
    edition.sign_offs.standing().update(withdrawn_at=clock.now())


def seal(figures: dict[str, Any]) -> str:
    """The SHA-256 of figures in one fixed spelling."""
    text = json.dumps(figures, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


@transaction.atomic
def publish(*, edition: ReportEdition, figures: dict[str, Any], by: User) -> None:
    """Freeze the figures and publish. From now on the report prints these and no others."""
    month = f"{clock.today():%Y-%m}"
    facts = {"frozen": figures, "frozen_sha256": seal(figures), "published": month}
    REPORTS.make("publish", edition, by=by, **facts)
