"""Two coordinators at once: no number is given twice, and no review overwritten."""

from datetime import date
from functools import partial

import pytest

from cdop import actions
from cdop.models import Death, PanelReview
from tests.factories.cdop import coordinator
from tests.factories.partners import AreaFactory
from tests.turns import meanwhile

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def other(partnership):
    return coordinator(partnership)


def test_two_deaths_get_two_numbers(partnership, runs, other):
    notify = partial(
        actions.notify_death,
        partnership=partnership,
        area=AreaFactory(),
        died_on=date(2020, 3, 14),
        notified_on=date(2020, 3, 16),
        age_band="neonatal",
        expected=None,
    )

    meanwhile(partial(notify, by=runs), partial(notify, by=other))

    assert sorted(Death.objects.values_list("number", flat=True)) == ["2020-001", "2020-002"]


def test_a_review_is_recorded_once(death, meeting, runs, other):
    record = partial(actions.record_review, death=death, meeting=meeting, category=None, factors={})

    with pytest.raises(actions.AlreadyReviewed):
        meanwhile(
            partial(record, modifiable="yes", by=runs), partial(record, modifiable="no", by=other)
        )

    assert PanelReview.objects.get().modifiable == "yes"
