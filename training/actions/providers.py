"""Providers and contracts: who gives training, what they are held to, and how it goes."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction

from partners.models import Partnership
from portal import audit
from portal.access import insist
from portal.models import User
from training import access
from training.models import Contract, Measure, MeasureCheck, Observation, Provider, Session

audit.words(
    {
        "provider.added": "Added a provider of training",
        "contract.awarded": "Entered a contract for training",
        "measure.checked": "Checked a measure of a contract for training",
        "session.observed": "Entered what was observed in a training session",
    }
)


class KnownAlready(Exception):
    """A provider of this name is there."""


@transaction.atomic
def add_provider(
    *, partnership: Partnership, name: str, contact: str, address: str, by: User
) -> Provider:
    """Raises KnownAlready."""
    insist(access.runs_training_at(by, partnership.pk))
    facts = {"name": name, "contact": contact, "address": address.strip().lower()}
    try:
        with transaction.atomic():
            made = Provider.objects.create(partnership=partnership, **facts)
    except IntegrityError:
        raise KnownAlready from None
    audit.record("provider.added", made, by=by)
    return made


@transaction.atomic
def award_contract(
    *, provider: Provider, measures: Iterable[str], by: User, **facts: Any
) -> Contract:
    """Keep a procurement and its award; `measures`: what the contract is held to, in order."""
    insist(access.runs_training_at(by, provider.partnership_id))
    contract = Contract.objects.create(provider=provider, **facts)
    Measure.objects.bulk_create(
        Measure(contract=contract, order=order, text=text)
        for order, text in enumerate(measures, start=1)
    )
    audit.record("contract.awarded", contract, by=by, route=contract.route)
    return contract


@transaction.atomic
def check_measure(
    *, measure: Measure, checked_on: date, outcome: str, note: str, by: User
) -> MeasureCheck:
    insist(access.runs_training_at(by, measure.contract.provider.partnership_id))
    check = MeasureCheck.objects.create(
        measure=measure, checked_on=checked_on, outcome=outcome, note=note, checked_by=by
    )
    audit.record("measure.checked", measure, by=by, outcome=outcome)
    return check


@transaction.atomic
def observe(*, session: Session, by: User, **facts: Any) -> Observation:
    """Keep what somebody saw who sat in on a session."""
    insist(access.runs_training_of(by, session))
    seen = Observation.objects.create(session=session, observed_by=by, **facts)
    audit.record("session.observed", session, by=by, score=seen.score)
    return seen
