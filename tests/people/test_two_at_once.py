"""Two people change who stands where at once: nothing is lost, nothing given twice."""

from functools import partial

import pytest

from partners import actions
from partners.actions.refusals import (
    AlreadyAnswered,
    AlreadyEnded,
    AlreadySettled,
    AlreadyStands,
    LastOfficer,
    NoLongerOpen,
)
from partners.models import Role, Standing
from tests.factories.partners import (
    AccessReviewFactory,
    AccessReviewLineFactory,
    AccessReviewPartFactory,
    ClaimFactory,
    InvitationFactory,
)
from tests.factories.portal import UserFactory
from tests.turns import meanwhile

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_officers_who_end_one_another_leave_one(stands):
    one, other = stands(Role.ACCESS_OFFICER), stands(Role.ACCESS_OFFICER)

    with pytest.raises(LastOfficer):
        meanwhile(
            partial(actions.end_standing, standing=one, by=other.person),
            partial(actions.end_standing, standing=other, by=one.person),
        )

    assert Standing.objects.current().get() == other


def test_a_standing_is_ended_once(held, lead, officer):
    with pytest.raises(AlreadyEnded):
        meanwhile(
            partial(actions.end_standing, standing=held, by=lead),
            partial(actions.end_standing, standing=held, by=officer),
        )


def test_a_role_is_given_once(officer, lead, agency, partnership):
    give = partial(
        actions.give_standing,
        person=UserFactory(),
        role=Role.PRACTITIONER,
        agency=agency,
        partnership=partnership,
    )

    with pytest.raises(AlreadyStands):
        meanwhile(partial(give, by=officer), partial(give, by=lead))


def test_an_invitation_withdrawn_meanwhile_gives_nothing(agency, partnership, lead):
    offered = InvitationFactory(agency=agency, partnership=partnership, invited_by=lead)
    invited = UserFactory(email=offered.address)

    with pytest.raises(NoLongerOpen):
        meanwhile(
            partial(actions.withdraw_invitation, invitation=offered, by=lead),
            partial(actions.accept_invitation, invitation=offered, by=invited),
        )

    assert not invited.standings.exists()


def test_a_claim_is_answered_once(agency, partnership, lead, officer):
    claim = ClaimFactory(agency=agency, partnership=partnership)

    with pytest.raises(AlreadySettled):
        meanwhile(
            partial(actions.refuse_claim, claim=claim, reason="Not known here", by=lead),
            partial(actions.confirm_claim, claim=claim, by=officer),
        )

    assert not claim.person.standings.exists()


def test_a_line_of_a_review_is_answered_once(agency, partnership, lead, officer):
    review = AccessReviewFactory(partnership=partnership)
    line = AccessReviewLineFactory(part=AccessReviewPartFactory(review=review, agency=agency))
    answer = partial(actions.answer_line, line=line, reason="Moved away")

    with pytest.raises(AlreadyAnswered):
        meanwhile(
            partial(answer, answer="keep", by=lead), partial(answer, answer="end", by=officer)
        )

    assert Standing.objects.unended().filter(pk=line.standing_id).exists()
