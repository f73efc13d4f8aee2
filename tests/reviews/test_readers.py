"""Who can see a review: the list on the page says what the keeper says, in any world."""

import random
from datetime import timedelta

import pytest

from partners.models import Role
from portal import clock
from portal.access import sees
from portal.models import User
from reviews import access
from reviews.deadlines import review_leads
from tests.factories.partners import AgencyFactory, PartnershipFactory, StandingFactory
from tests.factories.portal import UserFactory
from tests.factories.reviews import (
    AgencyConflictFactory,
    ConflictFactory,
    ReviewFactory,
    ReviewGrantFactory,
    review_lead,
)

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
ROLES = [Role.REVIEW_LEAD, Role.REVIEW_LEAD, Role.PRACTITIONER, Role.ACCESS_OFFICER]
DAYS = [(-9, None), (-9, 0), (-9, -1), (1, None)]
HOURS = [(-9, 9), (-9, -1), (1, 9)]


def world(chance: random.Random):
    """Reviews, and people with standings, grants and conflicts of all kinds and ages."""
    partnerships, agencies = PartnershipFactory.create_batch(2), AgencyFactory.create_batch(3)
    people = [UserFactory(is_active=chance.random() < 0.9) for _ in range(7)]
    reviews = [ReviewFactory(partnership=chance.choice(partnerships)) for _ in range(3)]
    for person in people:
        for agency in chance.sample(agencies, chance.randint(0, 2)):
            since, until = chance.choice(DAYS)
            StandingFactory(
                person=person,
                agency=agency,
                partnership=chance.choice(partnerships),
                role=chance.choice(ROLES),
                since=clock.today() + since * DAY,
                until=None if until is None else clock.today() + until * DAY,
            )
    giver = UserFactory()
    for review in reviews:
        let_in_and_shut_out(chance, review, people, agencies, giver)
    return reviews


def let_in_and_shut_out(chance: random.Random, review, people, agencies, giver):
    for person in chance.sample(people, 3):
        begins, ends = chance.choice(HOURS)
        ReviewGrantFactory(
            content_object=review,
            user=person,
            granted_by=giver,
            starts_at=clock.now() + begins * DAY,
            expires_at=clock.now() + ends * DAY,
            **chance.choice([{}, {"revoked_at": clock.now(), "revoked_by": giver}]),
        )
    for maker, whom in (
        (ConflictFactory, {"person": chance.choice(people)}),
        (AgencyConflictFactory, {"agency": chance.choice(agencies)}),
    ):
        if chance.random() < 0.6:
            lifted = {"lifted_at": clock.now(), "lifted_by": giver}
            whom |= {"declared_by": giver} if "agency" in whom else {}
            maker(review=review, **whom, **chance.choice([{}, {}, lifted]))


@pytest.mark.parametrize("seed", range(5))
def test_the_list_of_readers_is_what_the_keeper_answers_in_lists_and_for_one(seed):
    reviews = world(random.Random(seed))
    listed = {person: set(access.reviews(person)) for person in User.objects.all()}

    for review in reviews:
        read = set(access.readers(review).people)

        assert read == {person for person, seen in listed.items() if review in seen}
        assert read == {person for person in listed if sees(person, review)}
        assert set(review_leads(review)) == {one for one in read if access.leads(one, review)}
        assert not {one.person for one in access.readers(review).shut_out} & read


def test_each_reader_has_each_reason(lead, review, partnership):
    grant = ReviewGrantFactory(
        content_object=review, user=lead, expires_at=clock.now() + timedelta(days=40)
    )
    agency = lead.standings.get().agency

    (reader,) = access.readers(review).readers

    assert reader.person == lead
    assert reader.reasons == (
        f"Review lead, {agency}",
        f"Let in by name until {clock.day_text(grant.last_day)}",
    )


def test_who_is_shut_out_is_told_apart_with_what_they_would_see_it_by(lead, review, partnership):
    another = review_lead(partnership)
    AgencyConflictFactory(review=review, agency=another.standings.get().agency)
    ConflictFactory(review=review, person=UserFactory())

    read = access.readers(review)

    assert read.people == [lead]
    assert [one.person for one in read.shut_out] == [another]


def test_last_day_of_a_grant_is_the_day_its_end_closes():
    grant = ReviewGrantFactory.build(
        content_object=None, expires_at=clock.london_moment(clock.today(), clock.time.min)
    )

    assert grant.last_day == clock.today() - DAY
