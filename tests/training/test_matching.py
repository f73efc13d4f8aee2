"""Bookings without a person: who may be meant, and who says so."""

import pytest
from django.core.exceptions import PermissionDenied

from portal.models import Event
from tests.factories.partners import StandingFactory
from tests.factories.portal import UserFactory
from tests.factories.training import BookingFactory, CourseFactory, SessionFactory
from tests.factories.training_matching import MatchingFactory
from tests.factories.training_registers import WalkInFactory
from tests.training.programme import at, lead_of
from training import access, actions
from training.access.matching import SAME_ADDRESS, SAME_NAME
from training.models import Booking, Matching

pytestmark = pytest.mark.django_db


@pytest.fixture
def session():
    return SessionFactory(course=CourseFactory(title="Neglect"), status="delivered")


@pytest.fixture
def lead(session):
    return lead_of(session.course.partnership)


@pytest.fixture
def standing(session):
    return StandingFactory(partnership=session.course.partnership, person__name="Ana Bell")


def came(session, **facts):
    return BookingFactory(session=session, status="attended", **facts)


def words(thing):
    return [event.what for event in Event.objects.about(thing)]


def meant(place):
    return [(one.person, one.because) for one in access.candidates([place])[place.pk]]


def test_whoever_has_the_address_may_be_meant(session):
    person = UserFactory()

    assert meant(came(session, address=person.email.upper())) == [(person, SAME_ADDRESS)]
    walk_in = WalkInFactory(booking=came(session), address=person.email)
    assert meant(walk_in.booking) == [(person, SAME_ADDRESS)]


def test_whoever_has_the_name_in_the_same_agency_may_be_meant(session, standing):
    place = came(session, delegate=" ana  BELL", agency=standing.agency)
    twice = {"person": standing.person, "agency": standing.agency}
    StandingFactory(role="agency_lead", partnership=standing.partnership, **twice)

    assert meant(place) == [(standing.person, SAME_NAME)]


def test_a_name_in_another_agency_is_nobody(session, standing):
    assert meant(came(session, delegate="Ana Bell", agency=StandingFactory().agency)) == []
    assert meant(came(session, delegate="Ana Bell", agency=None)) == []
    far = StandingFactory(agency=standing.agency, person__name="Bo Far")
    assert meant(came(session, delegate="Bo Far", agency=far.agency)) == []


def test_somebody_with_address_and_name_stands_once(session, standing):
    place = came(
        session, delegate="Ana Bell", agency=standing.agency, address=standing.person.email
    )

    assert meant(place) == [(standing.person, SAME_ADDRESS)]


def test_an_account_that_is_shut_is_nobody(session, standing):
    type(standing.person).objects.update(is_active=False)
    place = came(
        session, delegate="Ana Bell", agency=standing.agency, address=standing.person.email
    )

    assert meant(place) == []


def test_a_lead_says_whose_booking_it_is_and_their_record_shows_it(session, lead, standing):
    place = came(session, delegate="Ana Bell", agency=standing.agency)
    assert not access.attended_by(standing.person).exists()

    actions.say_who(booking=place, person=standing.person, by=lead)

    assert list(access.attended_by(standing.person)) == [place]
    assert words(place) == ["booking.person_found"]
    assert Matching.objects.get().name == lead.name


def test_nobody_we_know_is_kept_and_can_be_said_differently(session, lead, standing):
    place = came(session)
    actions.say_who(booking=place, person=None, by=lead)
    actions.say_who(booking=place, person=standing.person, by=lead)
    assert Booking.objects.get().person == standing.person

    actions.say_who(booking=place, person=None, by=lead)

    assert Booking.objects.get().person is None
    assert not Matching.objects.get().found
    assert words(place).count("booking.person_unknown") == 2


def test_a_booking_made_for_an_account_stays_theirs(session, lead, standing):
    place = came(session, person=UserFactory())

    with pytest.raises(actions.PersonKnown):
        actions.say_who(booking=place, person=standing.person, by=lead)


def test_nobody_stands_twice_on_a_register(session, lead, standing):
    came(session, person=standing.person)

    with pytest.raises(actions.HasPlace):
        actions.say_who(booking=came(session), person=standing.person, by=lead)


def test_only_who_runs_training_here_says_so(session, standing):
    place = came(session)

    for somebody in (standing.person, lead_of(StandingFactory().partnership)):
        with pytest.raises(PermissionDenied):
            actions.say_who(booking=place, person=standing.person, by=somebody)


def test_by_address_everybody_is_found_and_by_name_nobody(session, lead, standing):
    known, twice = UserFactory(), UserFactory()
    came(session, person=twice)
    mine = came(session, address=known.email)
    stays = [
        came(session, delegate="Ana Bell", agency=standing.agency),
        came(session, address=twice.email),
        came(session, address="nobody@example.org"),
        came(session),
        MatchingFactory(booking=came(session, address=known.email)).booking,
        came(SessionFactory(status="delivered"), address=known.email),
    ]

    assert actions.match_addresses(by=lead) == 1
    assert actions.match_addresses(by=lead) == 0

    mine.refresh_from_db()
    assert (mine.person, mine.matching.by_address) == (known, True)
    for place in stays:
        place.refresh_from_db()
        assert place.person is None


def test_no_more_are_matched_at_once_than_one_request_can(session, lead, monkeypatch):
    monkeypatch.setattr(actions.matching, "AT_ONCE", 1)
    for _ in range(2):
        came(session, address=UserFactory().email)

    assert [actions.match_addresses(by=lead) for _ in range(3)] == [1, 1, 0]


def test_what_was_made_up_behind_a_figure_is_nobody_s(session, lead):
    came(session, generated=True)

    assert not access.unmatched(lead).exists()


def test_whoever_runs_training_reads_what_was_said(session, lead):
    one = MatchingFactory(booking=came(session))
    MatchingFactory()

    assert list(access.matchings(lead)) == [one]
    assert str(one) == "Not known here, said Somebody Who Looked"


# Pages


@pytest.fixture
def browser(sign_in, lead):
    return sign_in(lead)


@pytest.mark.parametrize(
    ("asked", "name"),
    [
        ({}, "Ana Bell"),
        ({"q": "ell"}, "Ana Bell"),
        ({"show": "nobody"}, "Bo Cole"),
        ({"show": "found"}, "Cy Dent"),
        ({"show": "whatever"}, "Ana Bell"),
    ],
)
def test_the_list_shows_what_is_to_be_looked_at(browser, session, standing, asked, name):
    came(session, delegate="Ana Bell", agency=standing.agency)
    MatchingFactory(booking=came(session, delegate="Bo Cole"))
    MatchingFactory(booking=came(session, delegate="Cy Dent", person=standing.person), found=True)

    page = browser.get(at("unmatched_list"), asked, headers={"HX-Request": "true"})

    shown = page.content.decode()
    assert "1 booking" in shown
    assert name in shown


def test_the_list_says_who_may_be_meant(browser, session, standing):
    came(session, delegate="Ana Bell", agency=standing.agency)

    assert f"Ana Bell ({SAME_NAME})" in browser.get(at("unmatched_list")).content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_however_long(
    browser, session, standing, count, django_assert_num_queries
):
    for _ in range(count):
        came(session, delegate="Ana Bell", agency=standing.agency, address="a@example.org")

    with django_assert_num_queries(5):
        browser.get(at("unmatched_list"))


def test_everybody_is_found_by_address_with_one_button(browser, session):
    came(session, address=UserFactory().email)

    page = browser.post(at("match_addresses"), follow=True).content.decode()

    assert "1 found by their address" in page
    assert "No booking fits" in page


def test_one_is_chosen_who_may_be_meant(browser, session, standing):
    place = came(session, delegate="Ana Bell", agency=standing.agency)
    address = at("booking_match", booking_id=place.pk)
    assert standing.person.email in browser.get(address).content.decode()

    browser.post(address, {"who": standing.person.pk})

    assert Booking.objects.get().person == standing.person
    assert "Said before" in browser.get(address).content.decode()


def test_somebody_else_is_found_by_the_address_they_sign_in_with(browser, session):
    person = UserFactory()
    place = came(session)

    browser.post(
        at("booking_match", booking_id=place.pk),
        {"who": "other", "address": person.email.upper()},
    )

    assert Booking.objects.get().person == person


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({}, "Select whose booking it is"),
        ({"who": "0"}, "Select whose booking it is"),
        ({"who": "other"}, "Enter the email address they sign in with"),
        ({"who": "other", "address": "a@b"}, "Enter an email address"),
        ({"who": "other", "address": "a@example.org"}, "Nobody here signs in with this address"),
    ],
)
def test_what_is_missing_is_said_beside_it(browser, session, typed, sentence):
    place = came(session)

    page = browser.post(at("booking_match", booking_id=place.pk), typed)

    assert page.status_code == 422
    assert sentence in page.content.decode()


def test_somebody_on_the_register_already_is_refused_beside_the_question(
    browser, session, standing
):
    came(session, person=standing.person)
    place = came(session, address=standing.person.email)

    page = browser.post(at("booking_match", booking_id=place.pk), {"who": standing.person.pk})

    assert "This person stands on the register of this session already" in page.content.decode()


def test_what_was_said_meanwhile_is_told(browser, session, standing, monkeypatch):
    place = came(session)

    def meanwhile(**facts):
        raise actions.PersonKnown

    monkeypatch.setattr(actions, "say_who", meanwhile)
    page = browser.post(at("booking_match", booking_id=place.pk), {"who": "nobody"})

    assert "Somebody has said meanwhile whose booking this is" in page.content.decode()
