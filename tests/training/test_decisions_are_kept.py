"""The database keeps decisions about free places, and who approved a table, as they were."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from portal import clock
from tests.factories.partners import GroupFactory
from tests.factories.training_money import AgreedFreePlaceFactory, FeeApprovalFactory
from tests.training.priced import priced
from training.models import FeeApproval, FreePlace

pytestmark = pytest.mark.django_db


@pytest.fixture
def held():
    return AgreedFreePlaceFactory()


def later(days=30):
    return clock.today() + timedelta(days=days)


@pytest.mark.parametrize(
    "change",
    [
        lambda held: held.update(reason="Another"),
        lambda held: held.update(until=later(900)),
        lambda held: held.delete(),
    ],
)
def test_database_keeps_a_decision_as_it_was(held, change):
    with pytest.raises(IntegrityError, match="never changes"), transaction.atomic():
        change(FreePlace.objects.filter(pk=held.pk))


def test_database_withdraws_once(held):
    row = FreePlace.objects.filter(pk=held.pk)
    row.update(withdrawn_from=later(), withdrawn_because="It merged.")
    with pytest.raises(IntegrityError, match="never changes"), transaction.atomic():
        row.update(withdrawn_from=later(1))


def test_database_keeps_who_approved_a_table():
    ours = priced()
    group = GroupFactory(partnership=ours.partnership)
    approval = FeeApprovalFactory(table=ours.table, group=group)

    with pytest.raises(IntegrityError, match="never changes"), transaction.atomic():
        FeeApproval.objects.filter(pk=approval.pk).update(met_on=later())
