"""Closing and opening accounts, ending sessions, and the first officer by command."""

from io import StringIO

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from partners import actions
from partners.actions.refusals import AlreadySo, LastOfficer
from partners.models import Role, Standing
from portal.models import Event, User
from tests.factories.partners import StandingFactory
from tests.factories.portal import UserFactory

pytestmark = pytest.mark.django_db
HERE = reverse("portal:my_work")


def test_f27_closing_an_account_ends_its_sessions_and_all_it_held(officer, held):
    window = Client()
    window.force_login(held.person)
    assert window.get(HERE).status_code == 200

    actions.close_account(person=held.person, by=officer)

    assert window.get(HERE).status_code == 302
    assert not User.objects.get(pk=held.person_id).is_active
    assert not Standing.objects.unended().filter(person=held.person).exists()
    assert Event.objects.filter(what="account.closed", subject_id=held.person_id).exists()


def test_an_account_is_closed_and_opened_once(officer, held):
    actions.close_account(person=held.person, by=officer)
    with pytest.raises(AlreadySo):
        actions.close_account(person=held.person, by=officer)

    actions.reopen_account(person=held.person, by=officer)
    with pytest.raises(AlreadySo):
        actions.reopen_account(person=held.person, by=officer)

    assert User.objects.get(pk=held.person_id).is_active
    assert not Standing.objects.unended().filter(person=held.person).exists()


def test_f27_ending_sessions_ends_them_and_leaves_the_account(officer, held):
    window = Client()
    window.force_login(held.person)

    actions.end_sessions(person=held.person, by=officer)

    assert window.get(HERE).status_code == 302
    assert User.objects.get(pk=held.person_id).is_active


def change_account(person, by):
    for change in (actions.close_account, actions.end_sessions, actions.reopen_account):
        with pytest.raises(PermissionDenied):
            change(person=person, by=by)


def test_an_account_is_not_a_leads_to_close_nor_ones_own(officer, lead, held):
    change_account(held.person, lead)
    change_account(officer, officer)
    change_account(held.person, UserFactory())


def test_who_stands_in_another_partnership_is_closed_by_an_operator_alone(officer, held):
    StandingFactory(person=held.person)
    change_account(held.person, officer)

    actions.close_account(person=held.person, by=UserFactory(is_staff=True))

    assert not User.objects.get(pk=held.person_id).is_active


def test_f04_an_officer_does_not_touch_the_account_of_an_operator(officer, stands):
    change_account(stands(person=UserFactory(is_staff=True)).person, officer)


def test_the_last_officer_is_not_closed_by_an_operator_either(officer):
    with pytest.raises(LastOfficer):
        actions.close_account(person=officer, by=UserFactory(is_staff=True))

    assert User.objects.get(pk=officer.pk).is_active


def appoint(agency, partnership, /, **more):
    out = StringIO()
    facts = {"agency": agency.ref, "partnership": partnership.ref, "stdout": out, **more}
    call_command("appoint", "Kim@Council.example", "Kim Vale", **facts)
    return out.getvalue()


def test_the_first_officer_is_appointed_without_a_password(agency, partnership):
    told = appoint(agency, partnership)

    person = User.objects.get(email="kim@council.example")
    given = person.standings.get()
    assert (given.role, given.given_by, given.agency) == (Role.ACCESS_OFFICER, None, agency)
    assert not person.has_usable_password()
    assert "The account is new" in told
    assert "/accounts/password/reset/" in told
    assert Event.objects.filter(what="account.made", by=None).count() == 1


def test_somebody_who_has_an_account_is_appointed_by_the_name_of_the_agency(agency, partnership):
    known = UserFactory(email="kim@council.example")

    told = appoint(agency, partnership, role="executive", agency=agency.name.upper())

    assert known.standings.get().role == Role.EXECUTIVE
    assert "was there already" in told


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"agency": "nowhere"}, "There is no single agency nowhere"),
        ({"partnership": "nowhere"}, "There is no single partnership nowhere"),
    ],
    ids=["agency", "partnership"],
)
def test_an_appointment_to_nowhere_is_refused(agency, partnership, facts, said):
    with pytest.raises(CommandError, match=said):
        appoint(agency, partnership, **facts)

    assert not User.objects.exists()


def test_an_appointment_is_made_once_and_needs_an_address(agency, partnership):
    appoint(agency, partnership)

    with pytest.raises(CommandError, match="held already"):
        appoint(agency, partnership)
    with pytest.raises(CommandError, match="no email address"):
        call_command("appoint", "Kim", "Kim", agency=agency.ref, partnership=partnership.ref)
