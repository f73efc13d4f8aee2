"""Two people act on one review at once: the second is told what the first did."""

from datetime import date, timedelta
from functools import partial

import pytest

from portal import clock
from reviews import actions
from reviews.models import ReportCopy, Review, ReviewGrant
from tests.factories.portal import UserFactory
from tests.factories.reviews import review_lead
from tests.turns import meanwhile

pytestmark = pytest.mark.django_db(transaction=True)


def to_all(day):
    return dict.fromkeys(ReportCopy.To.values, day)


@pytest.fixture
def other_lead(partnership):
    return review_lead(partnership)


def test_a_person_is_let_in_once(review, lead, other_lead):
    let_in = partial(
        actions.let_in,
        review=review,
        person=UserFactory(),
        reason="Reviewer",
        ends_on=clock.today() + timedelta(days=30),
    )

    with pytest.raises(actions.AlreadyLetIn):
        meanwhile(partial(let_in, by=lead), partial(let_in, by=other_lead))

    assert ReviewGrant.objects.get().granted_by == lead


def test_a_day_that_was_planned_meanwhile_changes_only_with_a_reason(review, lead, other_lead):
    plan = partial(actions.plan_publication, review=review, reason="")

    with pytest.raises(actions.ReasonMissing):
        meanwhile(
            partial(plan, on=date(2030, 9, 2), by=lead),
            partial(plan, on=date(2030, 10, 1), by=other_lead),
        )


def test_a_day_of_copies_put_right_meanwhile_counts(review, lead, other_lead):
    actions.record_copies(review=review, sent=to_all(date(2019, 9, 2)), by=lead)

    with pytest.raises(actions.TooSoon):
        meanwhile(
            partial(actions.record_copies, review=review, sent=to_all(date(2019, 10, 1)), by=lead),
            partial(actions.record_publication, review=review, on=date(2019, 10, 2), by=other_lead),
        )

    assert not Review.objects.get().published
