"""What the pages of prices have in common: the way back, and a form that is refused."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.forms import BaseForm

from training import actions
from training.views.money import refuse

CLASSES = ("Classes of payers", "training:payer_class_list")
TABLES = ("Tables of fees", "training:fee_table_list")
POLICIES = ("Policies of training", "training:policy_list")
FREE_PLACES = ("Free places", "training:free_place_list")
FEES = ("What training costs", "training:fees")


@contextmanager
def explained(form: BaseForm) -> Iterator[None]:
    """Say in the form what stood in the way. The form has faults then, and is shown again."""
    try:
        yield
    except actions.MoneyRefusal as refusal:
        refuse(form, refusal)
