"""Giving and ending standing: by whom, of whom, and what goes with it."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.test import Client
from django.urls import reverse

from partners import access, actions
from partners.actions.refusals import AlreadyEnded, AlreadyStands, LastOfficer
from partners.actions.standings import take_away
from partners.models import LEAD_GIVES, Role, Standing
from portal import clock
from portal.models import Event, Notice, User
from tests.factories.partners import AgencyFactory, PartnershipFactory, StandingFactory
from tests.factories.portal import UserFactory

pytestmark = pytest.mark.django_db
HERE = reverse("portal:my_work")


def afresh(person) -> User:
    """The same person as the next request knows them."""
    return User.objects.get(pk=person.pk)


def give(person, role, by, agency, partnership, **facts):
    return actions.give_standing(
        person=person, role=role, by=by, agency=agency, partnership=partnership, **facts
    )


def test_an_officer_gives_any_role_in_the_partnership(officer, agency, partnership):
    for role in Role:
        given = give(UserFactory(), role, officer, agency, partnership)
        assert (given.given_by, given.came_by) == (officer, Standing.Way.APPOINTED)
        event = Event.objects.get(what="standing.given", subject_id=given.pk)
        assert event.facts == {"role": role.value, "way": "appointed"}


def test_a_lead_gives_only_what_opens_no_more_than_they_see(lead, agency, partnership):
    for role in Role:
        if role in LEAD_GIVES:
            assert give(UserFactory(), role, lead, agency, partnership).role == role
        else:
            with pytest.raises(PermissionDenied):
                give(UserFactory(), role, lead, agency, partnership)


def test_a_lead_gives_nothing_in_another_agency_or_partnership(
    lead, officer, agency, other_agency, partnership
):
    for by, where in (
        (lead, (other_agency, partnership)),
        (lead, (agency, PartnershipFactory())),
        (officer, (agency, PartnershipFactory())),
    ):
        with pytest.raises(PermissionDenied):
            give(UserFactory(), Role.PRACTITIONER, by, *where)


@pytest.mark.parametrize("role", Role, ids=str)
def test_f04_nobody_gives_anything_to_themselves(role, officer, lead, agency, partnership):
    for person in (officer, lead):
        with pytest.raises(PermissionDenied):
            give(person, role, person, agency, partnership)
    assert Standing.objects.count() == 2


def test_f04_the_database_refuses_a_standing_given_to_oneself(held):
    with pytest.raises(IntegrityError, match="partners_standing_never_to_oneself"):
        Standing.objects.filter(pk=held.pk).update(given_by=held.person)


@pytest.mark.parametrize("role", set(Role) - {Role.ACCESS_OFFICER, Role.AGENCY_LEAD}, ids=str)
def test_f04_nobody_else_gives_anything(role, stands, agency, partnership):
    with pytest.raises(PermissionDenied):
        give(UserFactory(), Role.PRACTITIONER, stands(role).person, agency, partnership)


def test_a_role_is_held_once(held, officer, agency, partnership):
    with pytest.raises(AlreadyStands):
        give(held.person, Role.PRACTITIONER, officer, agency, partnership)


def test_a_role_that_runs_out_is_held_until_then(officer, agency, partnership, time_machine):
    person = UserFactory()
    time_machine.move_to(date(2020, 9, 14), tick=False)
    give(person, Role.ANALYST, officer, agency, partnership, until=date(2020, 9, 15))
    with pytest.raises(AlreadyStands):
        give(person, Role.ANALYST, officer, agency, partnership)

    time_machine.move_to(date(2020, 9, 16), tick=False)

    assert give(person, Role.ANALYST, officer, agency, partnership).until is None


def test_whoever_is_given_a_role_is_told(officer, agency, partnership):
    given = give(UserFactory(), Role.ANALYST, officer, agency, partnership)

    assert Notice.objects.get(template="standing_given").to == given.person


def test_a_standing_ended_now_opens_nothing_any_more_on_the_same_day(held, lead):
    actions.end_standing(standing=held, by=lead)

    held.refresh_from_db()
    assert (held.until, held.ended_by) == (clock.today(), lead)
    assert held.is_over
    assert not held.is_current
    assert not access.is_partner(afresh(held.person))
    assert Event.objects.filter(what="standing.ended", by=lead).count() == 1
    assert Notice.objects.filter(template="standing_ended", to=held.person).exists()


def test_f27_a_standing_ended_now_ends_every_session_of_the_person(held, lead):
    desk, phone = Client(), Client()
    for window in (desk, phone):
        window.force_login(held.person)
        assert window.get(HERE).status_code == 200

    actions.end_standing(standing=held, by=lead)

    assert [desk.get(HERE).status_code, phone.get(HERE).status_code] == [302, 302]


def test_a_standing_that_ends_on_a_day_lasts_for_that_day(held, lead, time_machine):
    last = clock.today() + timedelta(days=3)

    actions.end_standing(standing=held, by=lead, last_day=last)

    held.refresh_from_db()
    assert (held.until, held.ended_at, held.is_current) == (last, None, True)
    time_machine.move_to(last, tick=False)
    assert access.is_partner(afresh(held.person))
    time_machine.move_to(last + timedelta(days=1), tick=False)
    assert not access.is_partner(afresh(held.person))


def test_a_last_day_moves_forward_and_never_back(held, lead):
    soon, later = (clock.today() + timedelta(days=n) for n in (2, 5))
    actions.end_standing(standing=held, by=lead, last_day=soon)

    with pytest.raises(AlreadyEnded):
        actions.end_standing(standing=held, by=lead, last_day=later)
    actions.end_standing(standing=held, by=lead)

    held.refresh_from_db()
    assert held.until == clock.today()
    with pytest.raises(AlreadyEnded):
        actions.end_standing(standing=held, by=lead)


def test_a_standing_yet_to_begin_is_ended_before_it_does(stands, lead):
    tomorrow = clock.today() + timedelta(days=1)
    held = stands(since=tomorrow)
    assert not held.is_current

    actions.end_standing(standing=held, by=lead)

    held.refresh_from_db()
    assert held.until == tomorrow
    assert not Standing.objects.current(tomorrow).filter(pk=held.pk).exists()


def test_nobody_ends_what_they_hold_themselves(officer, lead):
    for person in (officer, lead):
        with pytest.raises(PermissionDenied):
            actions.end_standing(standing=person.standings.get(), by=person)


def test_a_lead_does_not_end_another_lead_or_an_officer_and_an_officer_does(lead, officer, stands):
    stands(Role.ACCESS_OFFICER)
    for role in (Role.AGENCY_LEAD, Role.ACCESS_OFFICER):
        other = stands(role)
        with pytest.raises(PermissionDenied):
            actions.end_standing(standing=other, by=lead)
        actions.end_standing(standing=other, by=officer)


def test_a_lead_ends_nothing_in_another_agency_or_partnership(lead, stands, other_agency):
    for held in (stands(agency=other_agency), stands(partnership=PartnershipFactory())):
        with pytest.raises(PermissionDenied):
            actions.end_standing(standing=held, by=lead)


def test_the_last_officer_of_a_partnership_stays(officer, stands):
    last = officer.standings.get()
    StandingFactory(role=Role.ACCESS_OFFICER)  # elsewhere
    closed = stands(Role.ACCESS_OFFICER).person
    User.objects.filter(pk=closed.pk).update(is_active=False)
    second = stands(Role.ACCESS_OFFICER, until=clock.today())
    Standing.objects.filter(pk=second.pk).update(ended_at=clock.now())

    with pytest.raises(LastOfficer):
        take_away(last, by=None)


def test_somebody_who_left_an_agency_holds_nothing_for_it(held, lead, agency, stands, other_agency):
    stands(Role.REVIEW_LEAD, person=held.person)
    elsewhere = stands(person=held.person, agency=other_agency)

    assert actions.mark_left(person=held.person, agency=agency, by=lead) == 2

    left = Standing.objects.unended().filter(person=held.person)
    assert list(left) == [elsewhere]


def test_a_lead_does_not_send_another_lead_away(lead, stands, agency):
    other = stands(Role.AGENCY_LEAD)
    stands(person=other.person)

    with pytest.raises(PermissionDenied):
        actions.mark_left(person=other.person, agency=agency, by=lead)
    assert Standing.objects.unended().filter(person=other.person).count() == 2


def test_nobody_leaves_who_holds_nothing_there_or_is_oneself(held, lead, other_agency, agency):
    for person, where in ((held.person, other_agency), (lead, agency)):
        with pytest.raises(PermissionDenied):
            actions.mark_left(person=person, agency=where, by=lead)


def test_who_answers_in_another_partnership_is_told_of_a_leaver(held, lead, agency):
    away = StandingFactory(person=held.person, agency=agency)
    their_lead = StandingFactory(
        role=Role.AGENCY_LEAD, agency=agency, partnership=away.partnership
    ).person

    actions.mark_left(person=held.person, agency=agency, by=lead)

    assert Notice.objects.get(template="person_left").to == their_lead
    assert Standing.objects.unended().filter(pk=away.pk).exists()


def test_rows_of_another_partnership_are_not_kept(officer, lead, held, agency):
    StandingFactory(agency=agency)
    StandingFactory()

    assert set(access.people(officer)) == {officer, lead, held.person}
    assert set(access.people(lead)) == {officer, lead, held.person}
    assert not access.people(held.person).exists()


def test_agencies_to_ask_people_for(officer, lead, agency, other_agency):
    AgencyFactory()

    assert set(access.kept_agencies(officer)) == {agency, other_agency}
    assert set(access.kept_agencies(lead)) == {agency}
    assert access.roles_somewhere(officer) == tuple(Role)
    assert access.roles_somewhere(lead) == LEAD_GIVES
    assert access.roles_somewhere(UserFactory()) == ()
