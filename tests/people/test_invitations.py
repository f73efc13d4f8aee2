"""Invitations: who may send one to what, what its link shows and to whom, and what it gives."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from partners import actions
from partners.actions.refusals import AlreadyInvited, NoLongerOpen, ToOneself
from partners.models import Invitation, Role, Standing
from portal import clock
from portal.models import Event, Notice
from tests.factories.partners import InvitationFactory, StandingFactory
from tests.people.links import link

pytestmark = pytest.mark.django_db
INVITE = reverse("partners:invite")


def invite(by, agency, partnership, **facts):
    asked = {"address": " Kim@Council.example", "name": "Kim Vale", "role": Role.PRACTITIONER}
    return actions.invite(by=by, agency=agency, partnership=partnership, **(asked | facts))


def test_an_invitation_goes_out_by_mail_with_a_link_of_its_own(
    lead, agency, partnership, client, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        made = invite(lead, agency, partnership)

    (message,) = mail.outbox
    assert message.to == ["kim@council.example"]
    assert made.secret_path in message.body
    assert (str(lead) in message.body, str(agency) in message.body) == (True, True)
    assert "You are invited" in client.get(made.secret_path).content.decode()


def test_the_secret_of_a_link_is_nowhere_kept(offered):
    row = Invitation.objects.filter(pk=offered.pk).values().get()

    assert offered.token not in map(str, row.values())
    notice = Notice.objects.filter(template="invitation").values()
    assert all(offered.token not in str(one) for one in notice)


def test_who_invites_may_give_the_role_there(
    lead, officer, held, agency, other_agency, partnership
):
    for by, where, role in (
        (lead, agency, Role.TRAINER),
        (lead, agency, Role.ACCESS_OFFICER),
        (lead, other_agency, Role.PRACTITIONER),
        (held.person, agency, Role.PRACTITIONER),
    ):
        with pytest.raises(PermissionDenied):
            invite(by, where, partnership, role=role)
    assert invite(officer, other_agency, partnership, role=Role.ACCESS_OFFICER).pk


def test_f04_nobody_invites_themselves(lead, agency, partnership):
    with pytest.raises(ToOneself):
        invite(lead, agency, partnership, address=lead.email.upper())


def test_f04_nobody_accepts_what_they_offered_under_another_address(offered, lead):
    type(lead).objects.filter(pk=lead.pk).update(email=offered.address)
    lead.refresh_from_db()

    with pytest.raises(PermissionDenied):
        actions.accept_invitation(invitation=offered, by=lead)
    assert not lead.standings.filter(role=Role.PRACTITIONER).exists()


def test_a_role_is_offered_once_to_an_address(lead, agency, partnership):
    invite(lead, agency, partnership)

    with pytest.raises(AlreadyInvited):
        invite(lead, agency, partnership, address="kim@council.example")


def test_accepting_gives_the_standing_and_says_how_it_came(offered, kim, lead):
    actions.accept_invitation(invitation=offered, by=kim)

    given = kim.standings.get()
    assert (given.role, given.agency, given.given_by) == (offered.role, offered.agency, lead)
    assert given.came_by == Standing.Way.INVITATION
    assert Event.objects.filter(what="invitation.accepted", by=kim).count() == 1


def test_accepting_what_one_holds_already_changes_nothing(offered, kim, agency, partnership):
    StandingFactory(person=kim, agency=agency, partnership=partnership)

    actions.accept_invitation(invitation=offered, by=kim)

    assert kim.standings.count() == 1
    assert Invitation.objects.get().status == "accepted"


def dead_after(offered, kim):
    with pytest.raises(NoLongerOpen):
        actions.accept_invitation(invitation=offered, by=kim)
    assert not kim.standings.exists()


def test_a_used_link_gives_nothing_more(offered, kim):
    actions.accept_invitation(invitation=offered, by=kim)
    Standing.objects.filter(person=kim).delete()

    dead_after(offered, kim)


def test_a_lapsed_link_gives_nothing(offered, kim, time_machine):
    time_machine.move_to(clock.wall_time() + timedelta(days=14, minutes=1), tick=False)

    dead_after(offered, kim)


def test_a_link_whose_role_would_be_over_gives_nothing(offered, kim):
    yesterday = clock.today() - timedelta(days=1)
    Invitation.objects.filter(pk=offered.pk).update(until=yesterday)
    offered.refresh_from_db()

    dead_after(offered, kim)


def test_what_a_lead_offered_is_worth_nothing_once_they_lead_no_more(offered, kim, lead):
    Standing.objects.filter(person=lead).update(until=clock.today(), ended_at=clock.now())
    offered = Invitation.objects.get()

    dead_after(offered, kim)


def test_a_withdrawn_or_declined_link_gives_nothing(offered, kim, lead):
    actions.withdraw_invitation(invitation=offered, by=lead)
    dead_after(offered, kim)

    second = InvitationFactory(
        agency=offered.agency, partnership=offered.partnership, invited_by=lead, address=kim.email
    )
    actions.decline_invitation(invitation=second, by=kim)
    dead_after(second, kim)


def test_only_whoever_keeps_the_people_withdraws_or_sends_again(offered, kim, held):
    for change in (actions.withdraw_invitation, actions.send_again):
        with pytest.raises(PermissionDenied):
            change(invitation=offered, by=held.person)


def test_a_lead_does_not_send_again_what_only_an_officer_may_offer(
    agency, partnership, lead, officer
):
    offered = InvitationFactory(
        agency=agency, partnership=partnership, invited_by=officer, role=Role.EXECUTIVE
    )

    with pytest.raises(PermissionDenied):
        actions.send_again(invitation=offered, by=lead)


def test_sent_again_the_link_is_another_and_works_a_fortnight_from_then(
    offered, lead, client, time_machine, django_capture_on_commit_callbacks
):
    before = link(offered)
    time_machine.move_to(clock.wall_time() + timedelta(days=20), tick=False)
    with django_capture_on_commit_callbacks(execute=True):
        actions.send_again(invitation=offered, by=lead)

    again = Invitation.objects.get()
    assert "does not work" in client.get(before).content.decode()
    assert "You are invited" in client.get(link(again)).content.decode()
    assert again.secret_path in mail.outbox[0].body
    assert again.days_left == 14


def test_what_is_settled_is_not_sent_again(offered, lead):
    actions.withdraw_invitation(invitation=offered, by=lead)

    with pytest.raises(NoLongerOpen):
        actions.send_again(invitation=offered, by=lead)


def test_a_mail_that_waits_is_dropped_when_its_link_is_dead(
    lead, agency, partnership, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        made = invite(lead, agency, partnership)
        actions.withdraw_invitation(invitation=made, by=lead)

    assert mail.outbox == []
