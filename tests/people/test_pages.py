"""The pages about people: what an access officer and a lead see and do there."""

from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.urls import reverse

from partners import access
from partners.actions.refusals import LastOfficer
from partners.models import Role, Standing
from portal import clock, holdings
from portal.holdings import Duty, Grant
from portal.models import Deadline, Event, User
from tests.factories.cdop import PanelMeetingFactory, PanelSeatFactory
from tests.factories.partners import ActionFactory, InvitationFactory, StandingFactory
from tests.factories.portal import UserFactory
from tests.factories.reviews import ReviewFactory, ReviewGrantFactory
from tests.factories.training import BookingFactory, SessionFactory

pytestmark = pytest.mark.django_db
LIST = reverse("partners:person_list")


def address(door, person):
    return reverse(f"partners:{door}", kwargs={"person_id": person.pk})


def text(response) -> str:
    return response.content.decode()


def names(client, **asked) -> set[str]:
    page = client.get(LIST, asked).context["page"]
    return {person.name for person in page}


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_however_long(
    count, officer, stands, sign_in, django_assert_num_queries
):
    for _ in range(count):
        person = stands().person
        stands(Role.ANALYST, person=person)
    client = sign_in(officer)
    client.get(LIST)

    with django_assert_num_queries(6):
        page = text(client.get(LIST))

    assert page.count("Analyst for ") == count


def test_the_list_is_narrowed_by_name_role_agency_and_state(
    officer, lead, held, stands, other_agency, agency, sign_in
):
    User.objects.filter(pk=held.person_id).update(name="Ann Lowe", email="ann@council.example")
    ended = stands(until=clock.today() - timedelta(days=1)).person
    closed = stands(agency=other_agency).person
    User.objects.filter(pk=closed.pk).update(is_active=False)
    client = sign_in(officer)

    assert names(client) == {officer.name, lead.name, "Ann Lowe", ended.name, closed.name}
    assert names(client, q="ann l") == names(client, q="ANN@council") == {"Ann Lowe"}
    assert names(client, role="agency_lead") == {lead.name}
    assert names(client, agency=other_agency.pk) == {closed.name}
    assert names(client, role="practitioner", agency=agency.pk) == {"Ann Lowe"}
    assert names(client, state="closed") == {closed.name}
    assert names(client, state="over") == {ended.name}
    assert names(client, state="now") == {officer.name, lead.name, "Ann Lowe"}


def test_a_filter_that_makes_no_sense_is_refused(officer, sign_in):
    assert sign_in(officer).get(LIST, {"agency": 99999}).status_code == 422


def test_htmx_gets_the_results_only(officer, sign_in):
    response = sign_in(officer).get(LIST, headers={"HX-Request": "true"})

    assert text(response).strip().startswith('<section id="people"')


def test_a_lead_sees_the_own_agency_only(lead, held, stands, other_agency, sign_in):
    elsewhere = stands(agency=other_agency).person
    both = stands(Role.ANALYST, agency=other_agency, person=held.person)
    client = sign_in(lead)

    assert names(client) == {lead.name, held.person.name}
    assert client.get(address("person", elsewhere)).status_code == 404
    page = text(client.get(address("person", held.person)))
    assert str(both.agency) not in page
    assert "Second factor" not in page
    assert "Close account" not in page


def test_the_page_of_a_person_says_what_they_hold_and_how_it_came(officer, held, sign_in):
    Standing.objects.filter(pk=held.pk).update(given_by=officer, came_by="claim")
    InvitationFactory(
        address=held.person.email, agency=held.agency, partnership=held.partnership, role="analyst"
    )

    page = text(sign_in(officer).get(address("person", held.person)))

    for said in ("Asked to join", str(officer), "Never", "Not set up", "Analyst for"):
        assert said in page


def test_a_second_factor_is_told_of_and_can_be_reset(officer, held, sign_in):
    Authenticator.objects.create(user=held.person, type=Authenticator.Type.TOTP, data={})
    client = sign_in(officer)
    assert "Set up" in text(client.get(address("person", held.person)))

    response = client.post(address("factor_reset", held.person), follow=True)

    assert "sets up a new second factor" in text(response)
    assert not Authenticator.objects.filter(user=held.person).exists()


def test_an_officer_sees_that_something_was_opened_by_name_and_never_what(
    officer, held, sign_in, partnership
):
    review = ReviewFactory(partnership=partnership, title="Child K7")
    ReviewGrantFactory(user=held.person, content_object=review)
    ReviewGrantFactory(user=held.person, content_object=ReviewFactory())  # elsewhere
    PanelSeatFactory(person=held.person, meeting=PanelMeetingFactory(partnership=partnership))

    page = text(sign_in(officer).get(address("person", held.person)))

    assert page.count("Review, since") == 1
    assert page.count("Paper of a child death panel, since") == 1
    assert review.title not in page
    assert f"/{review.pk}/" not in page.partition("Restricted records")[2].partition("<h2")[0]


def test_duties_are_counted_where_the_reader_keeps_people(officer, held, partnership, agency):
    ours = ActionFactory(partnership=partnership, owner=agency)
    theirs = ActionFactory()
    for action in (ours, theirs):
        day = clock.today()
        Deadline.objects.create(
            kind="partners.action", subject=action, owner=held.person, started_on=day, due_on=day
        )
    soon = SessionFactory(
        course__partnership=partnership, starts_at=clock.now() + timedelta(days=2)
    )
    BookingFactory(session=soon, person=held.person)
    past = SessionFactory(course__partnership=partnership, starts_at=clock.now())
    BookingFactory(session=past, person=held.person)

    found = holdings.duties_of(held.person, access.kept_ids(officer))

    assert set(found) == {
        Duty("Open actions in their name", 1),
        Duty("Places on training to come", 1),
    }
    assert holdings.duties_of(held.person, frozenset()) == []
    assert holdings.grants_of(held.person, access.governed_ids(officer)) == []


def test_grants_are_told_in_order(monkeypatch):
    day = clock.today()
    told = [Grant("Review", day, None), Grant("Paper", day, None)]
    monkeypatch.setattr(holdings, "tellers_of_grants", [lambda person, where: told])

    assert [one.label for one in holdings.grants_of(UserFactory(), frozenset())] == [
        "Paper",
        "Review",
    ]


def test_a_role_is_given_on_the_page(officer, held, agency, partnership, sign_in):
    client = sign_in(officer)
    given = {"agency": agency.pk, "partnership": partnership.pk, "role": "analyst"}
    at = address("standing_give", held.person)

    assert "has the role now" in text(client.post(at, given, follow=True))
    again = client.post(at, given)
    assert (again.status_code, "held already" in text(again)) == (422, True)
    assert client.post(at, {**given, "role": ""}).status_code == 422


def test_f04_the_page_gives_nothing_to_oneself_whatever_is_posted(
    officer, lead, held, agency, partnership, sign_in
):
    given = {
        "agency": agency.pk,
        "partnership": partnership.pk,
        "role": "review_lead",
        "person": officer.pk,
        "is_staff": "on",
        "given_by": held.person_id,
    }
    client = sign_in(officer)
    assert client.post(address("standing_give", officer), given).status_code == 403
    client.post(address("standing_give", held.person), given)

    assert officer.standings.get().role == Role.ACCESS_OFFICER
    gave = held.person.standings.get(role=Role.REVIEW_LEAD)
    assert gave.given_by == officer
    assert not User.objects.filter(is_staff=True).exists()


def end(held):
    return reverse("partners:standing_end", kwargs={"standing_id": held.pk})


def test_a_role_is_ended_on_the_page(lead, held, sign_in):
    client = sign_in(lead)
    yesterday = clock.today() - timedelta(days=1)
    boxes = {
        "last_day_0": yesterday.day,
        "last_day_1": yesterday.month,
        "last_day_2": yesterday.year,
    }

    wrong = client.post(end(held), boxes)
    assert (wrong.status_code, "today or later" in text(wrong)) == (422, True)
    assert f"Ended for {held.person}" in text(client.post(end(held), follow=True))
    again = client.post(end(held))
    assert (again.status_code, "ended already" in text(again)) == (422, True)


def test_what_is_not_a_leads_to_end_is_refused_or_hidden(lead, stands, other_agency, sign_in):
    client = sign_in(lead)

    assert client.post(end(stands(Role.AGENCY_LEAD))).status_code == 403
    assert client.post(end(lead.standings.get())).status_code == 403
    assert client.post(end(stands(agency=other_agency))).status_code == 404
    assert client.post(end(StandingFactory())).status_code == 404


def test_somebody_has_left_on_the_page(lead, held, stands, agency, other_agency, sign_in):
    stands(Role.ANALYST, person=held.person)
    client = sign_in(lead)
    at = address("person_left", held.person)

    page = text(client.get(at))
    assert "Analyst for" in page
    wrong = client.post(at, {"agency": other_agency.pk})
    assert (wrong.status_code, "Select the agency" in text(wrong)) == (422, True)
    response = client.post(at, {"agency": agency.pk}, follow=True)
    assert "holds nothing for this agency any more" in text(response)
    assert not Standing.objects.unended().filter(person=held.person).exists()
    assert client.post(address("person_left", lead)).status_code == 403


def test_the_last_officer_does_not_leave_on_the_page(officer, stands, agency, sign_in, monkeypatch):
    other = stands(Role.ACCESS_OFFICER)

    def faster(**facts):
        raise LastOfficer

    monkeypatch.setattr("partners.actions.mark_left", faster)
    at = address("person_left", other.person)
    response = sign_in(officer).post(at, {"agency": agency.pk})

    assert (response.status_code, "last access officer" in text(response)) == (422, True)


def test_an_account_is_closed_and_opened_on_the_page(officer, held, sign_in):
    client = sign_in(officer)
    close = address("account_close", held.person)
    reopen = address("account_reopen", held.person)

    assert "Practitioner for" in text(client.get(close))
    for said in ("is closed", "Somebody was faster"):
        assert said in text(client.post(close, follow=True))
    for said in ("Give the roles it needs", "Somebody was faster"):
        assert said in text(client.post(reopen, follow=True))


def test_sessions_are_ended_on_the_page(officer, held, sign_in):
    response = sign_in(officer).post(address("sessions_end", held.person), follow=True)

    assert "signed out everywhere" in text(response)
    assert Event.objects.filter(what="account.sessions_ended", by=officer).exists()


def test_who_stands_elsewhere_too_has_an_account_for_operators(officer, held, sign_in):
    StandingFactory(person=held.person)
    client = sign_in(officer)

    assert "Only an operator" in text(client.get(address("person", held.person)))
    assert client.post(address("account_close", held.person)).status_code == 403


def test_an_operator_opens_the_page_and_the_account_and_gives_nothing(held, sign_in):
    client = sign_in(UserFactory(is_staff=True))

    assert held.person.name in names(client)
    page = text(client.get(address("person", held.person)))
    assert "Close account" in page
    assert "Give a role" not in page
    assert client.post(address("standing_give", held.person)).status_code == 403
    assert client.post(end(held)).status_code == 403
    assert "is closed" in text(client.post(address("account_close", held.person), follow=True))


def roles(partnership):
    return reverse("partners:role_list", kwargs={"partnership_id": partnership.pk})


@pytest.mark.parametrize("count", [1, 3])
def test_who_holds_what_costs_the_same_however_long(
    count, officer, partnership, stands, sign_in, django_assert_num_queries
):
    for _ in range(count):
        stands(Role.EXECUTIVE, given_by=officer)
    client = sign_in(officer)
    client.get(roles(partnership))

    with django_assert_num_queries(5):
        page = text(client.get(roles(partnership)))

    assert page.count(f'<td class="govuk-table__cell">{officer}</td>') == count


def test_a_lead_reads_who_holds_what_in_the_own_agency(
    lead, held, stands, other_agency, partnership, sign_in
):
    elsewhere = stands(agency=other_agency).person
    ended = stands(until=clock.today() - timedelta(days=1)).person

    page = text(sign_in(lead).get(roles(partnership)))

    assert str(held.person) in page
    assert str(elsewhere) not in page
    assert str(ended) not in page
    assert page.count("Nobody holds this role here") == len(Role) - 2


@pytest.mark.parametrize(
    "door", ["standing_give", "person_left", "account_close", "factor_reset", "sessions_end"]
)
def test_whoever_takes_or_gives_access_proves_a_second_factor_first(door, officer, held, sign_in):
    client = sign_in(officer, proven=False)

    response = client.post(address(door, held.person))

    assert response.status_code in (302, 403)
    assert Standing.objects.current().filter(person=held.person).count() == 1
