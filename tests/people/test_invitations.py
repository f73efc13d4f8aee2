"""Invitations: who may send one to what, what its link shows and to whom, and what it gives."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from partners import actions
from partners.actions.refusals import AlreadyInvited, NoLongerOpen, ToOneself
from partners.models import Invitation, Role, Standing
from portal import clock
from portal.accounts.arriving import expected
from portal.models import Event, Notice
from tests.factories.partners import InvitationFactory, StandingFactory
from tests.factories.portal import UserFactory

pytestmark = pytest.mark.django_db
INVITE = reverse("partners:invite")


@pytest.fixture
def offered(agency, partnership, lead):
    return InvitationFactory(
        agency=agency, partnership=partnership, invited_by=lead, address="kim@council.example"
    )


@pytest.fixture
def kim(offered):
    return UserFactory(email=offered.address)


def link(offered, door="invitation"):
    return reverse(f"partners:{door}", kwargs={"invitation_token": offered.token})


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


@pytest.mark.parametrize("status", ["accepted", "declined", "withdrawn"])
def test_the_page_says_plainly_why_a_link_does_not_work(offered, client, status, lead):
    facts = {"status": status, "settled_at": clock.now(), "settled_by": lead}
    Invitation.objects.filter(pk=offered.pk).update(**facts)

    text = client.get(link(offered)).content.decode()

    assert f"This invitation was {status}" in text
    assert str(offered.agency) not in text


def test_the_page_of_a_lapsed_link_says_whom_to_ask(offered, client, time_machine, lead):
    time_machine.move_to(clock.wall_time() + timedelta(days=15), tick=False)

    assert f"has lapsed. Ask {lead}" in client.get(link(offered)).content.decode()


def test_a_guessed_link_shows_nothing_and_costs_what_a_dead_one_costs(client, offered):
    for guess in ("0" * 64, offered.token[:-1], offered.token_hash, offered.salt, str(offered.pk)):
        at = reverse("partners:invitation", kwargs={"invitation_token": guess})
        response = client.get(at)
        assert response.status_code == 200
        assert "The link is not complete" in response.content.decode()
        assert expected(response.wsgi_request) == ""


def test_a_guessed_link_is_accepted_by_nobody(client, kim):
    client.force_login(kim)
    at = reverse("partners:invitation_accept", kwargs={"invitation_token": "0" * 64})

    assert client.post(at).status_code == 404


def test_before_sign_in_the_page_leads_to_an_account_at_the_address(offered, client):
    response = client.get(link(offered))

    text = response.content.decode()
    assert expected(response.wsgi_request) == offered.address
    assert f"{reverse('account_signup')}?next=" in text
    assert f"{reverse('account_login')}?next=" in text
    assert "Accept" not in text.partition("<main")[2].replace("accept", "")
    assert response.headers["Referrer-Policy"] == "no-referrer"


def test_the_person_invited_accepts_on_the_page(offered, kim, client):
    client.force_login(kim)
    assert ">Accept<" in client.get(link(offered)).content.decode().replace(" ", "").replace(
        "\n", ""
    )

    response = client.post(link(offered, "invitation_accept"))

    assert response.url == reverse("partners:my_agencies")
    assert str(offered.agency) in client.get(response.url).content.decode()
    again = client.post(link(offered, "invitation_accept"), follow=True)
    assert "no longer open" in again.content.decode()


def test_the_person_invited_declines_on_the_page(offered, kim, client):
    client.force_login(kim)

    for said in ("You declined", "no longer open"):
        response = client.post(link(offered, "invitation_decline"), follow=True)
        assert said in response.content.decode()
    assert not kim.standings.exists()


def test_somebody_else_is_told_so_and_accepts_nothing(offered, client):
    other = UserFactory()
    client.force_login(other)

    text = client.get(link(offered)).content.decode()

    assert f"You are signed in as {other}" in text
    assert offered.address not in text
    assert client.post(link(offered, "invitation_accept")).status_code == 403
    assert client.post(link(offered, "invitation_decline")).status_code == 403
    assert not other.standings.exists()


def answers(agency, partnership, **more):
    said = {"name": "Kim Vale", "address": "kim@council.example", "role": "practitioner"}
    return said | {"agency": agency.pk, "partnership": partnership.pk} | more


def test_a_lead_invites_on_the_page(lead, agency, partnership, sign_in):
    client = sign_in(lead)

    response = client.post(INVITE, answers(agency, partnership), follow=True)

    assert "Kim Vale" in response.content.decode()
    assert Invitation.objects.get().until is None


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"address": "kim"}, "Enter an email address in the correct format"),
        ({"address": "kim@council.example\nBcc: all@evil.example"}, "in the correct format"),
        ({"address": "kim@council.example\r\nSubject: x"}, "in the correct format"),
        ({"name": "Kim\r\n\r\nGo to evil.example"}, "Enter it on one line"),
        ({"name": "Kim \u202egnirps"}, "Enter it on one line"),
        ({"role": "access_officer"}, "Select the role"),
        ({"until_0": "1", "until_1": "1", "until_2": "2001"}, "must be today or later"),
    ],
)
def test_a_wrong_answer_is_put_right_beside_its_box(
    lead, agency, partnership, sign_in, wrong, said
):
    response = sign_in(lead).post(INVITE, answers(agency, partnership, **wrong))

    assert response.status_code == 422
    assert said in response.content.decode()
    assert not Invitation.objects.exists()


def test_a_role_of_one_place_is_not_offered_in_another(officer, lead, agency, partnership, sign_in):
    """Somebody who leads here and governs there gives officers' roles there alone."""
    there = StandingFactory(person=lead, role=Role.ACCESS_OFFICER)
    client = sign_in(lead)

    for place, said in (
        ((agency, partnership), "Select a role that you may give for this agency"),
        ((agency, there.partnership), f"Select an agency of {there.partnership}"),
    ):
        response = client.post(INVITE, answers(*place, role="executive"))
        assert (response.status_code, said in response.content.decode()) == (422, True)
    assert not Invitation.objects.exists()


def test_nobody_invites_the_same_address_twice_on_the_page(
    offered, lead, agency, partnership, sign_in
):
    response = sign_in(lead).post(INVITE, answers(agency, partnership))

    assert response.status_code == 422
    assert "Send that one again instead" in response.content.decode()


def change(door, offered):
    return reverse(f"partners:{door}", kwargs={"invitation_id": offered.pk})


def test_a_lead_sends_again_and_withdraws_on_the_list(offered, lead, sign_in):
    client = sign_in(lead)

    assert (
        "with a new link"
        in client.post(change("invitation_resend", offered), follow=True).content.decode()
    )
    for said in ("Invitation withdrawn", "no longer open"):
        response = client.post(change("invitation_withdraw", offered), follow=True)
        assert said in response.content.decode()
    response = client.post(change("invitation_resend", offered), follow=True)
    assert "no longer open" in response.content.decode()


def test_what_is_open_elsewhere_is_hidden(lead, sign_in):
    away = InvitationFactory()
    client = sign_in(lead)

    for door in ("invitation_resend", "invitation_withdraw"):
        assert client.post(change(door, away)).status_code == 404
    assert away.name not in client.get(reverse("partners:invitation_list")).content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_however_long(
    count, lead, agency, partnership, sign_in, django_assert_num_queries
):
    for _ in range(count):
        InvitationFactory(agency=agency, partnership=partnership, invited_by=lead)
    client = sign_in(lead)
    client.get(reverse("partners:invitation_list"))

    with django_assert_num_queries(5):
        text = client.get(reverse("partners:invitation_list")).content.decode()

    assert text.count("Invited ") >= count


def test_somebody_without_an_account_follows_the_link_and_accepts(offered, client, settings):
    settings.SIGN_UP_TAKES_SECONDS = 0
    page = client.get(link(offered)).content.decode()
    sign_up = re.search(r'href="([^"]+)"[^>]*>\s*Create your account', page)[1]

    opened = client.get(sign_up)
    form = opened.context["form"]
    given = {"name": "Kim Vale", "since": form["since"].value(), "next": opened.context["next"]}
    back = client.post(sign_up, given)

    assert back.url == link(offered)
    assert ">Accept</button>" in client.get(back.url).content.decode()
    client.post(link(offered, "invitation_accept"))
    given = Standing.objects.get(came_by=Standing.Way.INVITATION)
    assert (given.person.email, given.role) == (offered.address, Role.PRACTITIONER)
