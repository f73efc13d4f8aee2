"""An empty portal becomes the demonstration: its cast, its clocks, its open doors."""

import os
import subprocess
import sys

import pytest
from django.conf import settings as house
from django.core.management import CommandError, call_command
from django.test import override_settings
from django.urls import NoReverseMatch, reverse

from cdop.models import PanelSeat
from demo import access, cast, prepare
from demo.management.commands.prepare_demo import Command
from partners import access as partners
from partners.models import Action, Claim, Invitation, Role, Standing
from portal import agenda
from portal.models import Deadline, Event, Notice, User
from reviews import access as reviews
from reviews.access.signing import signatories
from reviews.models import Review
from tests.factories.partners import StandingFactory
from tests.factories.portal import UserFactory
from training import access as training
from training.models import Session

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def appointed(imported, django_db_blocker):
    with django_db_blocker.unblock(), override_settings(DEMO=True):
        prepare.prepare()


@pytest.fixture
def filled(appointed, demonstration):
    """The demonstration as people find it."""


def person(role, place="here") -> User:
    [one] = [one for one in cast.CAST if (one.role, one.place) == (role, place)]
    return User.objects.get(email=one.email)


def test_the_cast_has_every_role_here_in_another_agency_and_elsewhere():
    told = {(one.role, one.place) for one in cast.CAST if one.place in cast.SURNAMES}

    assert told == {(role, place) for role in Role for place in cast.SURNAMES}
    for role in Role:
        here, other = (
            one.agency
            for one in cast.CAST
            if one.role == role and one.place in ("here", "other agency")
        )
        assert here != other


def test_names_of_the_cast_are_marked_as_invented():
    assert all(one.name.split()[-1] in cast.SURNAMES.values() for one in cast.CAST)
    assert all(one.email.endswith(".example") for one in cast.CAST)
    assert len({one.name for one in cast.CAST}) == len(cast.CAST) == 38


def test_somebody_of_the_cast_signs_for_every_statutory_partner(filled):
    review = Review.objects.filter(partnership__ref="pdscp").first()

    assert all(one.people for one in signatories(review))


def test_people_of_the_cast_are_marked_and_have_no_password(filled):
    people = access.people()

    assert people.count() == 38
    assert all(one.generated and not one.has_usable_password() for one in people)
    assert not people.filter(is_staff=True).exists()


def test_preparing_twice_is_as_good_as_once(filled, django_assert_max_num_queries):
    def counts():
        models = (User, Standing, Deadline, PanelSeat, Event, Invitation, Claim, Notice)
        return [model.objects.count() for model in models]

    before = counts()

    assert prepare.prepare() is False
    assert counts() == before


@pytest.mark.parametrize("role", Role, ids=str)
def test_everybody_has_something_late_something_this_week_and_something_later(filled, role):
    parts = agenda.agenda(person(role), "mine", house.DEMO_TODAY)

    assert all(part.owed for part in parts), [(part.name, len(part.owed)) for part in parts]


def test_every_action_owed_has_its_clock(filled):
    owed = Action.objects.exclude(due=None)

    assert Deadline.objects.filter(kind="partners.action").count() == owed.count() == 39


def test_pages_about_people_are_not_empty(filled):
    lead, officer = person(Role.AGENCY_LEAD), person(Role.ACCESS_OFFICER)

    assert partners.invitations(officer).open().count() == 3
    assert partners.invitations(lead).open().count() == 2
    assert partners.claims_to_decide(lead).waiting().count() == 1
    lines = partners.access_review_lines(officer)
    assert (lines.count(), lines.unanswered().count()) == (26, 24)


def test_bookings_without_a_person_wait_for_who_runs_training(filled):
    waiting = training.unmatched(prepare.holder(Role.TRAINING_LEAD)).filter(matching=None)

    assert waiting.count() == 2


def test_trainer_and_panel_find_their_work(filled):
    planned = Session.objects.filter(status="planned", course__partnership__ref="pdscp")

    assert set(planned.values_list("trainer", flat=True)) == {person(Role.TRAINER).pk}
    seats = PanelSeat.objects.filter(person=person(Role.PANEL_MEMBER))
    assert {str(seat.meeting.held_on) for seat in seats} == {"2020-03-10", "2020-10-13"}


def test_the_start_page_lists_the_cast_by_role(filled, client):
    said = client.get(reverse("portal:start")).content.decode()

    assert said.count("Northmere, an invented partnership</h3>") == 1
    assert said.count("<form") == 38
    assert "as Robin Sample, Review lead, Pan-Dorset<" in said


def test_signing_in_as_a_member_of_the_cast_opens_my_work(filled, client):
    who = person(Role.BUSINESS_TEAM)

    response = client.post(reverse("demo:sign_in", kwargs={"person_id": who.pk}))

    assert response.url == reverse("portal:my_work")
    assert client.session["_auth_user_id"] == str(who.pk)


def test_the_cast_needs_no_phone(filled, client):
    """Signing in as somebody counts as a second factor; later one button does."""
    who = person(Role.REVIEW_LEAD)
    client.post(reverse("demo:sign_in", kwargs={"person_id": who.pk}))
    reviews = reverse("reviews:review_list")
    assert client.get(reviews).status_code == 200

    client.logout()
    client.force_login(who, proven=False)
    asked = client.get(reviews)
    assert "Confirm (demonstration)" in client.get(asked.url).content.decode()
    client.post(asked.url, {"proof_pretended": "yes"})
    assert client.get(reviews).status_code == 200


@pytest.mark.parametrize(
    "facts", [{}, {"generated": True}, {"generated": True, "is_staff": True}], ids=str
)
def test_nobody_outside_the_cast_can_be_signed_in_as(filled, client, facts):
    stranger = UserFactory(**facts)

    response = client.post(reverse("demo:sign_in", kwargs={"person_id": stranger.pk}))

    assert response.status_code == 404
    assert "_auth_user_id" not in client.session


def test_an_account_of_the_cast_that_became_an_operator_is_shut(filled, client):
    who = person(Role.EXECUTIVE)
    User.objects.filter(pk=who.pk).update(is_staff=True)

    assert client.post(f"/demo/sign-in/{who.pk}/").status_code == 404


def test_signing_in_needs_a_post_and_a_token_of_the_form(filled, client):
    url = reverse("demo:sign_in", kwargs={"person_id": person(Role.ANALYST).pk})
    client.handler.enforce_csrf_checks = True

    assert client.get(url).status_code == 405
    assert client.post(url).status_code == 403


def test_where_somebody_real_stands_the_cast_is_shut_out(filled, client):
    StandingFactory()

    assert client.post(f"/demo/sign-in/{person(Role.CDOP_COORDINATOR).pk}/").status_code == 404
    assert "Robin Sample" not in client.get(reverse("portal:start")).content.decode()


def test_where_somebody_real_stands_no_cast_is_appointed(demonstration):
    StandingFactory()
    before = User.objects.filter(generated=True).count(), Standing.objects.count()

    with pytest.raises(CommandError, match="a database of its own"):
        call_command("prepare_demo")

    assert (User.objects.filter(generated=True).count(), Standing.objects.count()) == before


def test_without_demo_the_door_does_not_exist(client):
    assert house.DEMO is False
    with pytest.raises(NoReverseMatch):
        reverse("demo:sign_in", kwargs={"person_id": 1})
    assert client.post("/demo/sign-in/1/").status_code == 404
    assert "Try it as somebody" not in client.get(reverse("portal:start")).content.decode()


def test_production_refuses_to_start_with_the_demonstration():
    given = {**os.environ, "DEMO": "1", "PRODUCTION": "1"}

    run = subprocess.run(
        [sys.executable, "-c", "import portal.settings"],
        cwd=house.BASE_DIR,
        env=given,
        capture_output=True,
        check=False,
        text=True,
    )

    assert run.returncode != 0
    assert "DEMO and PRODUCTION are both set" in run.stderr


def test_the_command_prepares_and_leaves_the_list_of_people(
    imported, demonstration, tmp_path, capsys
):
    demonstration.VAR_DIR = tmp_path / "var"

    call_command(Command())

    said = capsys.readouterr().out
    assert said == "The demonstration was there already. 38 people can sign in.\n"
    lines = (tmp_path / "var" / "cast.txt").read_text().splitlines()
    assert "Robin Sample: Review lead, Pan-Dorset" in lines


def test_the_command_stops_when_the_demonstration_is_off():
    with pytest.raises(CommandError, match="Set DEMO=1"):
        call_command(Command())


def test_reviews_are_shown_on_their_whole_way(filled):
    lead, there = person(Role.REVIEW_LEAD), person(Role.REVIEW_LEAD, "elsewhere")

    assert reviews.rapid_reviews(lead).get().status == "met"
    assert reviews.rapid_reviews(there).get().status == "signed off"
    told = {one.number: one for one in reviews.recommendations(there)}
    assert set(told) == {1, 2, 3}
    assert told[1].actions.get().action.status == Action.Status.CLOSED
    assert told[1].assurance.get().status == "accepted"
    assert told[2].actions.get().action.status == Action.Status.DONE
    assert not told[3].decisions.exists()
