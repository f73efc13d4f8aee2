"""Four hundred due reminders, two senders killed at random; `just bench` prints the outcome."""

import pytest

from tests.portal.outbox.test_killed import proof


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("seed", ["seven", "eleven"])
def test_four_hundred_reminders_whose_senders_are_killed(seed):
    found = proof(400, seed, lease=20)  # long enough for a busy machine

    assert found["lost"] == 0
    assert found["distinct_mails"] == found["marked_sent"] == 400
    assert found["leases_outrun"] == 0
    assert found["sent_twice_or_more"] <= found["kills_between_answer_and_mark"]
