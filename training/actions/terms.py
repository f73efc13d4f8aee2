"""Saying how booking works: for a partnership from a day on, and for one agency."""

from datetime import date
from typing import Any

from django.db import IntegrityError, transaction

from partners.access import standing
from partners.models import Agency, Partnership, Role
from portal import audit, clock
from portal.access import insist
from portal.models import User
from training.access import LEADS
from training.actions.refusals import DaySet
from training.models import AgencyTerms, BookingRules

audit.words(
    {
        "bookingrules.set": "Set the rules of booking from a day on",
        "agencyterms.set": "Said how an agency lets its people book",
    }
)


@transaction.atomic
def set_rules(*, partnership: Partnership, from_day: date, by: User, **rules: Any) -> BookingRules:
    """Set the rules from a day on. Raises DaySet when that day has rules already."""
    insist(standing(by).holds_in(partnership.pk, *LEADS))
    try:
        with transaction.atomic():
            made = BookingRules.objects.create(partnership=partnership, from_day=from_day, **rules)
    except IntegrityError:
        raise DaySet from None
    audit.record("bookingrules.set", made, by=by, day=from_day.isoformat())
    return made


@transaction.atomic
def set_terms(
    *, agency: Agency, partnership: Partnership, approval: str, colleagues: bool, by: User
) -> AgencyTerms:
    """Say who approves and who may book for others. What was booked before stays as it is."""
    insist((Role.AGENCY_LEAD, agency.pk, partnership.pk) in standing(by).grants)
    said = {"approval": approval, "colleagues": colleagues, "set_by": by, "set_at": clock.now()}
    terms, _ = AgencyTerms.objects.update_or_create(
        agency=agency, partnership=partnership, defaults=said
    )
    audit.record("agencyterms.set", terms, by=by, approval=approval, colleagues=colleagues)
    return terms
