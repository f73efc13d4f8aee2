"""Keeping the risk register."""

from typing import Any

from django.db import transaction

from dashboard.access import runs
from dashboard.models import Risk, RiskReview
from partners.models import Partnership
from portal import audit, clock
from portal.access import insist
from portal.models import User

audit.words(
    {
        "risk.added": "Added a risk",
        "risk.reviewed": "Reviewed a risk",
    }
)


@transaction.atomic
def add_risk(*, partnership: Partnership, by: User, **facts: Any) -> Risk:
    insist(runs(by, partnership.pk))
    day = clock.today().isoformat()
    risk = Risk.objects.create(partnership=partnership, recorded=day, **facts)
    audit.record("risk.added", risk, by=by)
    return risk


@transaction.atomic
def review_risk(*, risk: Risk, text: str, by: User, **facts: Any) -> RiskReview:
    """Change what the register says of a risk, and keep what was said about it and when."""
    insist(runs(by, risk.partnership_id))
    Risk.objects.filter(pk=risk.pk).update(**facts)
    risk.refresh_from_db()
    review = RiskReview.objects.create(
        risk=risk,
        on=clock.today().isoformat(),
        text=text,
        likelihood=risk.current_likelihood,
        impact=risk.current_impact,
        by=by,
    )
    audit.record("risk.reviewed", risk, by=by, review=review.pk)
    return review
