import pytest
from django.contrib.auth.models import AnonymousUser

from learning_hub import access
from partners.models import Role
from tests.factories.learning_hub import (
    LearningPointFactory,
    RecommendationFactory,
    ResourceFactory,
    ThemeFactory,
)
from tests.factories.partners import ActionFactory, StandingFactory
from tests.factories.portal import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def practitioner():
    return StandingFactory(role=Role.PRACTITIONER)


def test_shared_points_are_for_every_partner_here_and_for_nobody_elsewhere(practitioner):
    point = LearningPointFactory(partnership=practitioner.partnership, shared=True)
    LearningPointFactory(shared=True)

    assert list(access.learning_points(practitioner.person)) == [point]
    assert list(access.learning_points(UserFactory())) == []


def test_a_draft_is_for_its_writer_and_the_business_team_here(practitioner):
    here = {"partnership": practitioner.partnership}
    draft = LearningPointFactory(**here, written_by=practitioner.person)
    colleague = StandingFactory(**here, agency=practitioner.agency).person
    officer = StandingFactory(**here, role=Role.BUSINESS_TEAM).person
    elsewhere = StandingFactory(role=Role.BUSINESS_TEAM).person

    seeing = [practitioner.person, colleague, officer, elsewhere]

    assert [draft in access.learning_points(p) for p in seeing] == [True, False, True, False]


def test_a_writer_who_left_the_partnership_sees_the_draft_no_more():
    writer = StandingFactory().person
    LearningPointFactory(written_by=writer)

    assert list(access.learning_points(writer)) == []


def test_a_recommendation_shows_no_more_than_the_learning_it_follows(practitioner):
    here = {"partnership": practitioner.partnership}
    hidden = LearningPointFactory(**here)
    shown = LearningPointFactory(**here, shared=True)
    RecommendationFactory(**here, learning_point=hidden, audit=None)
    follows = RecommendationFactory(**here, learning_point=shown, audit=None)
    of_audit = RecommendationFactory(**here)

    assert set(access.recommendations(practitioner.person)) == {follows, of_audit}


def test_a_chain_shows_only_links_this_person_may_follow(practitioner):
    here = {"partnership": practitioner.partnership}
    recommendation = RecommendationFactory(**here)
    ours, theirs = ActionFactory(**here), ActionFactory()
    recommendation.actions.add(ours, theirs)
    guide, hidden = ResourceFactory(**here), ResourceFactory()
    recommendation.resources.add(guide, hidden)

    chain = access.chains(practitioner.person).get()

    assert list(chain.actions.all()) == [ours]
    assert list(chain.resources.all()) == [guide]


def test_the_public_sees_published_public_resources_only():
    shown = ResourceFactory(public=True)
    ResourceFactory(public=True, status="soon available")
    ResourceFactory()

    assert list(access.resources(AnonymousUser())) == [shown]


def test_partners_see_their_own_resources_and_public_ones_of_others(practitioner):
    own = ResourceFactory(partnership=practitioner.partnership, status="planned")
    public = ResourceFactory(public=True)
    ResourceFactory()

    assert set(access.resources(practitioner.person)) == {own, public}


def test_themes_are_the_same_for_all():
    theme = ThemeFactory()

    assert list(access.themes(UserFactory())) == [theme]
