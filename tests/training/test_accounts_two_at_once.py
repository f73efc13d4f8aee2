"""Two at once: a year is closed once, and nothing is entered beside it without a reason."""

from functools import partial

import pytest

from tests.training.kept import THIS, Kept
from tests.turns import meanwhile
from training import actions
from training.actions import account_refusals as refusals
from training.models import AccountYear

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_at_once_close_a_year_once():
    kept = Kept()

    with pytest.raises(refusals.ClosedAlready):
        meanwhile(kept.close, kept.close)


def test_a_cost_entered_while_a_year_is_closed_wants_a_reason():
    kept = Kept()

    with pytest.raises(refusals.ReasonWanted):
        meanwhile(kept.close, kept.spend)

    assert kept.statement(AccountYear.objects.get()).balance == 0


def test_two_at_once_take_one_cost_back_once():
    kept = Kept()
    back = partial(actions.correct_cost, cost=kept.spend(), reason="Twice", by=kept.lead)

    with pytest.raises(refusals.CorrectedAlready):
        meanwhile(back, back)


def test_two_at_once_open_a_year_once():
    kept = Kept()
    begin = partial(
        actions.open_account, partnership=kept.at, year=THIS, brought_forward=None, by=kept.lead
    )

    with pytest.raises(refusals.AccountThere):
        meanwhile(begin, begin)
