"""Asking to join an agency: what is proposed, who answers, and what comes of it."""

import pytest
from allauth.account.models import EmailAddress
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from partners import access, actions
from partners.actions.refusals import (
    AlreadyAsked,
    AlreadySettled,
    AlreadyStands,
    DomainTaken,
    TooManyAsked,
)
from partners.models import AgencyDomain, AgencyStatus, Claim, Role, Standing
from partners.models.claims import is_shared, wider
from portal.agenda import agenda
from portal.models import Deadline, Notice
from tests.factories.partners import (
    AgencyDomainFactory,
    AgencyStatusFactory,
    ClaimFactory,
    StandingFactory,
)
from tests.factories.portal import UserFactory

pytestmark = pytest.mark.django_db
MINE = reverse("partners:my_agencies")
ASK = reverse("partners:claim_add")


@pytest.fixture
def asking():
    return UserFactory(email="kim@east.council.example")


@pytest.fixture
def claim(agency, partnership, asking):
    return ClaimFactory(agency=agency, partnership=partnership, person=asking)


def ask(agency, partnership, by):
    return actions.ask_to_join(agency=agency, partnership=partnership, job="School nurse", by=by)


def prove(person):
    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)


def place(agency):
    return AgencyStatus.objects.get(agency=agency)


def address(door, claim):
    return reverse(f"partners:{door}", kwargs={"claim_id": claim.pk})


def test_the_lead_of_the_agency_is_told_and_finds_it_in_my_work(
    lead, officer, agency, partnership, asking
):
    claim = ask(agency, partnership, asking)

    assert {one.to for one in Notice.objects.filter(template="claim_made")} == {lead}
    assert Deadline.objects.open().about(claim).get().owner == lead
    owed = [line for part in agenda(lead, "mine", claim.asked_at.date()) for line in part.owed]
    assert [line.deadline.subject for line in owed] == [claim]


def test_where_there_is_no_lead_the_officers_are_told(officer, stands, agency, partnership, asking):
    second = stands(Role.ACCESS_OFFICER).person

    claim = ask(agency, partnership, asking)

    assert {one.to for one in Notice.objects.filter(template="claim_made")} == {officer, second}
    assert Deadline.objects.open().about(claim).get().owner is None


def test_a_person_asks_an_agency_once_and_three_at_most(agency, partnership, asking, held):
    ask(agency, partnership, asking)
    with pytest.raises(AlreadyAsked):
        ask(agency, partnership, asking)
    for _ in range(2):
        ask(AgencyStatusFactory(partnership=partnership).agency, partnership, asking)
    with pytest.raises(TooManyAsked):
        ask(AgencyStatusFactory(partnership=partnership).agency, partnership, asking)
    with pytest.raises(AlreadyStands):
        ask(agency, partnership, held.person)


def test_confirmed_the_person_is_a_practitioner_and_no_more(claim, lead, asking):
    actions.confirm_claim(claim=claim, by=lead)

    given = asking.standings.get()
    assert (given.role, given.given_by, given.came_by) == (
        Role.PRACTITIONER,
        lead,
        Standing.Way.CLAIM,
    )
    assert Claim.objects.get().status == "confirmed"
    assert not Deadline.objects.open().about(claim).exists()
    with pytest.raises(AlreadySettled):
        actions.confirm_claim(claim=claim, by=lead)


def test_confirming_what_an_invitation_gave_meanwhile_changes_nothing(
    claim, lead, asking, agency, partnership
):
    StandingFactory(person=asking, agency=agency, partnership=partnership)

    actions.confirm_claim(claim=claim, by=lead)

    assert asking.standings.count() == 1


def test_refused_the_person_is_told_where_to_read_why(claim, lead, asking, sign_in):
    actions.refuse_claim(claim=claim, reason="Ask the east team", by=lead)

    notice = Notice.objects.get(template="claim_refused")
    assert notice.to == asking
    assert "Ask the east team" in sign_in(asking).get(MINE).content.decode()
    assert not asking.standings.exists()


def test_f04_nobody_answers_their_own_claim(agency, partnership, lead, stands):
    other = stands(Role.ACCESS_OFFICER).person
    for person in (lead, other):
        claim = ClaimFactory(agency=agency, partnership=partnership, person=person)
        for answer in (actions.confirm_claim, actions.refuse_claim):
            more = {"reason": "x"} if answer is actions.refuse_claim else {}
            with pytest.raises(PermissionDenied):
                answer(claim=claim, by=person, **more)
        assert claim not in access.claims_to_decide(person)


def test_nobody_else_answers_or_takes_back(claim, held, lead):
    with pytest.raises(PermissionDenied):
        actions.confirm_claim(claim=claim, by=held.person)
    with pytest.raises(PermissionDenied):
        actions.take_back_claim(claim=claim, by=lead)


@pytest.mark.parametrize(
    ("domain", "nearest"),
    [("council.example", True), ("east.council.example", True), ("uncil.example", False)],
)
def test_an_agency_is_proposed_by_the_domain_of_a_proved_address(
    domain, nearest, agency, partnership, asking
):
    AgencyDomainFactory(domain=domain, agency=agency)
    assert access.proposed_place(asking) is None

    prove(asking)

    assert (access.proposed_place(asking) == place(agency)) is nearest


def test_the_nearest_domain_counts(agency, other_agency, partnership, asking):
    AgencyDomainFactory(domain="council.example", agency=agency)
    AgencyDomainFactory(domain="east.council.example", agency=other_agency)
    prove(asking)

    assert access.proposed_place(asking).agency == other_agency


def test_a_domain_of_an_agency_that_works_with_nobody_now_proposes_nothing(asking):
    AgencyDomainFactory(domain="council.example")
    prove(asking)

    assert access.proposed_place(asking) is None


def test_my_agencies_leads_a_stranger_to_their_agency(agency, partnership, asking, sign_in):
    AgencyDomainFactory(domain="council.example", agency=agency)
    prove(asking)
    client = sign_in(asking)

    assert f"one of {agency}" in client.get(MINE).content.decode()
    page = client.get(ASK).content.decode()
    assert f'<option value="{place(agency).pk}" selected>' in page
    response = client.post(ASK, {"place": place(agency).pk, "job": "Nurse"}, follow=True)
    assert f"You have asked to join {agency}" in response.content.decode()
    again = client.post(ASK, {"place": place(agency).pk, "job": "Nurse"})
    assert (again.status_code, "not answered yet" in again.content.decode()) == (422, True)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"place": ""}, "Select the agency you work for"),
        ({"place": "999999"}, "Select the agency you work for"),
        ({"job": ""}, "Enter your job"),
        ({"job": "Nurse\nGo to evil.example"}, "Enter it on one line"),
    ],
)
def test_a_wrong_claim_is_put_right_beside_its_box(agency, asking, sign_in, wrong, said):
    given = {"place": place(agency).pk, "job": "Nurse"} | wrong

    response = sign_in(asking).post(ASK, given)

    assert (response.status_code, said in response.content.decode()) == (422, True)
    assert not Claim.objects.exists()


def test_f04_a_claim_asks_for_no_role_and_for_nobody_else(agency, asking, held, sign_in):
    given = {"place": place(agency).pk, "job": "Nurse", "role": "access_officer"}

    sign_in(asking).post(ASK, {**given, "person": held.person_id, "status": "confirmed"})

    claim = Claim.objects.get()
    assert (claim.person, claim.status) == (asking, "waiting")
    assert not asking.standings.exists()


def test_one_takes_back_what_one_asked(claim, asking, sign_in):
    client = sign_in(asking)

    for said in ("Request taken back", "answered or taken back meanwhile"):
        response = client.post(address("claim_take_back", claim), follow=True)
        assert said in response.content.decode()
    assert client.post(address("claim_take_back", ClaimFactory())).status_code == 404


def test_a_lead_confirms_on_the_page(claim, lead, asking, sign_in):
    client = sign_in(lead)
    assert str(asking) in client.get(reverse("partners:claim_list")).content.decode()
    page = client.get(address("claim", claim)).content.decode()
    assert "Make sure that you know the person" in page

    for said in ("is a practitioner of", "answered or taken back meanwhile"):
        response = client.post(address("claim_confirm", claim), follow=True)
        assert said in response.content.decode()
    assert "Confirmed" in client.get(address("claim", claim)).content.decode()


def test_the_page_says_when_the_address_is_the_agencys(claim, lead, agency, asking, sign_in):
    AgencyDomainFactory(domain="council.example", agency=agency)
    prove(asking)

    assert (
        "In a domain of this agency" in sign_in(lead).get(address("claim", claim)).content.decode()
    )


def test_a_lead_refuses_on_the_page_with_a_reason(claim, lead, sign_in):
    client = sign_in(lead)

    wrong = client.post(address("claim_refuse", claim), {"reason": ""})
    assert wrong.status_code == 422
    assert "Enter the reason for refusing" in wrong.content.decode()
    for said in ("Refused", "answered or taken back meanwhile"):
        response = client.post(address("claim_refuse", claim), {"reason": "No"}, follow=True)
        assert said in response.content.decode()


def test_a_claim_of_another_agency_is_hidden_from_a_lead(lead, other_agency, partnership, sign_in):
    claim = ClaimFactory(agency=other_agency, partnership=partnership)
    client = sign_in(lead)

    assert client.get(address("claim", claim)).status_code == 404
    assert client.post(address("claim_confirm", claim)).status_code == 404
    assert client.post(address("claim_refuse", claim), {"reason": "x"}).status_code == 404


def test_domains_that_lie_in_one_another():
    assert wider("a.b.co.uk") == ["a.b.co.uk", "b.co.uk", "co.uk"]
    assert is_shared("gmail.com")
    assert is_shared("clinic.nhs.net")
    assert not is_shared("dorsetcouncil.gov.uk")


DOMAINS = reverse("partners:domain_list")


def test_an_officer_keeps_domains(officer, agency, sign_in):
    client = sign_in(officer)
    given = {"domain": " @Council.Example ", "agency": agency.pk}

    page = client.post(reverse("partners:domain_add"), given, follow=True).content.decode()
    assert "council.example" in page
    again = client.post(reverse("partners:domain_add"), given)
    assert (again.status_code, "stands for an agency already" in again.content.decode()) == (
        422,
        True,
    )
    added = AgencyDomain.objects.get()
    client.post(reverse("partners:domain_remove", kwargs={"domain_id": added.pk}))
    assert not AgencyDomain.objects.exists()


@pytest.mark.parametrize(
    ("domain", "said"),
    [
        ("gmail.com", "Enter a domain of one agency"),
        ("mail.nhs.net", "Enter a domain of one agency"),
        ("council", "Enter what stands after the @"),
        ("kim@council.example", "Enter what stands after the @"),
        ("", "Enter the email domain"),
    ],
)
def test_a_domain_that_says_nothing_is_refused(officer, agency, sign_in, domain, said):
    given = {"domain": domain, "agency": agency.pk}

    response = sign_in(officer).post(reverse("partners:domain_add"), given)

    assert (response.status_code, said in response.content.decode()) == (422, True)
    assert not AgencyDomain.objects.exists()


def test_a_domain_is_kept_for_agencies_of_the_partnership_by_its_officer(
    officer, lead, agency, sign_in
):
    for by, where in ((officer, StandingFactory().agency), (lead, agency)):
        with pytest.raises(PermissionDenied):
            actions.add_domain(domain="council.example", agency=where, by=by)
    added = AgencyDomainFactory(agency=agency)
    with pytest.raises(PermissionDenied):
        actions.remove_domain(domain=added, by=lead)
    with pytest.raises(DomainTaken):
        actions.add_domain(domain=added.domain, agency=agency, by=officer)


def test_who_stands_nowhere_finds_the_way_in_the_navigation(asking, held, sign_in):
    at = reverse("portal:my_work")

    pages = [sign_in(person).get(at).content.decode() for person in (asking, held.person)]

    assert [f'href="{MINE}"' in page for page in pages] == [True, False]
