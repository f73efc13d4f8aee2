"""Classes of payers, and which of them an agency pays by from which day on."""

from datetime import date

from django.db import transaction

from partners.models import Agency, Partnership
from portal import audit, clock
from portal.access import insist
from portal.models import User
from training import access
from training.actions.money_refusals import DatesOverlap, NameTaken
from training.models import Payer, PayerClass

audit.words(
    {
        "payerclass.added": "Added a class of payers",
        "payerclass.changed": "Changed a class of payers",
        "payer.given": "Said which class an agency pays by",
    }
)


@transaction.atomic
def add_payer_class(*, partnership: Partnership, name: str, is_usual: bool, by: User) -> PayerClass:
    """Name a class of payers; `is_usual`: for agencies without one. Raises NameTaken."""
    insist(access.runs_money_in(by, partnership.pk))
    Partnership.objects.select_for_update().get(pk=partnership.pk)
    ours = PayerClass.objects.filter(partnership=partnership)
    if ours.filter(name__iexact=name).exists():
        raise NameTaken
    if is_usual:
        ours.filter(is_usual=True).update(is_usual=False)
    made = PayerClass.objects.create(
        partnership=partnership, name=name, is_usual=is_usual, order=ours.count() + 1
    )
    audit.record("payerclass.added", made, by=by)
    return made


@transaction.atomic
def change_payer_class(
    *, payer_class: PayerClass, name: str, order: int, is_usual: bool, by: User
) -> None:
    """Name a class anew, move it in lists, make it the usual one or not. Raises NameTaken.

    What was charged before keeps its words; agencies without a class pay by the usual one at once.
    """
    insist(access.runs_money_in(by, payer_class.partnership_id))
    Partnership.objects.select_for_update().get(pk=payer_class.partnership_id)
    others = PayerClass.objects.filter(partnership=payer_class.partnership_id)
    others = others.exclude(pk=payer_class.pk)
    if others.filter(name__iexact=name).exists():
        raise NameTaken
    if is_usual:
        others.filter(is_usual=True).update(is_usual=False)
    ours = PayerClass.objects.filter(pk=payer_class.pk)
    ours.update(name=name, order=order, is_usual=is_usual)
    audit.record("payerclass.changed", payer_class, by=by, usual=is_usual)


@transaction.atomic
def give_class(*, agency: Agency, payer_class: PayerClass, since: date, by: User) -> Payer:
    """Let an agency pay by a class from a day on; the one before ends the day before.

    Raises DatesOverlap when one begins on that day or later.
    """
    insist(access.runs_money_in(by, payer_class.partnership_id))
    Partnership.objects.select_for_update().get(pk=payer_class.partnership_id)
    held = Payer.objects.filter(agency=agency, payer_class__partnership=payer_class.partnership_id)
    if held.filter(since__gte=since).exists():
        raise DatesOverlap
    held.on(since).update(until=since - clock.ONE_DAY)
    made = Payer.objects.create(agency=agency, payer_class=payer_class, since=since)
    audit.record("payer.given", made, by=by)
    return made
