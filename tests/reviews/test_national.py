"""What was published nationally, where we stand on it, what is owed because of it."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.urls import reverse

from partners.models import Action, Role
from portal import clock
from portal.models import Deadline
from reviews import access, actions
from reviews.deadlines import answering_team
from reviews.models import GapLine, NationalPublication
from tests.factories.partners import AgencyStatusFactory, PartnershipFactory, StandingFactory
from tests.factories.reviews import GapLineFactory, NationalPublicationFactory
from tests.reviews.typed import boxes, text

pytestmark = pytest.mark.django_db
LIST, ADD = reverse("reviews:national_list"), reverse("reviews:national_add")


@pytest.fixture
def team(partnership):
    return StandingFactory(role=Role.BUSINESS_TEAM, partnership=partnership).person


@pytest.fixture
def executive(partnership):
    return StandingFactory(role=Role.EXECUTIVE, partnership=partnership).person


@pytest.fixture
def publication(partnership):
    return NationalPublicationFactory(partnership=partnership, title="Safeguarding in residence")


@pytest.fixture
def gap(publication):
    return GapLineFactory(publication=publication, recommendation="Hear every child")


def at(name, thing):
    return reverse(f"reviews:{name}", args=[thing.pk])


def refusal(browser, address, facts):
    answer = browser.post(address, facts)
    assert answer.status_code == 422
    return text(answer)


def test_the_way_from_the_log_to_the_action_and_the_reply(sign_in, team, partnership):
    agency = AgencyStatusFactory(partnership=partnership).agency
    browser = sign_in(team)
    assert ADD in text(browser.get(LIST))
    typed = {"partnership": partnership.pk, "title": "Children in residence", "sort": "report"}
    typed |= {"publisher": "National Panel", "published_on_2": "2022"}
    due = clock.today() + timedelta(days=20)

    browser.post(ADD, typed | boxes("reply_due_on", due))

    publication = NationalPublication.objects.get()
    assert Deadline.objects.get().due_on == due
    browser.post(at("gap_add", publication), {"recommendation": "Hear every child"})
    gap = GapLine.objects.get()
    browser.post(at("gap", gap), {"seen": 1, "position": "partly", "evidence": "Audit of May"})
    owed = {"owner": agency.pk, "text": "Hear them", **boxes("due", due)}
    browser.post(at("gap_action", gap), owed)
    action = Action.objects.get()
    assert (action.owner, action.source_kind, action.due) == (agency, "review", due)
    assert action.source == "Children in residence"
    assert browser.get(at("gap_action", gap)).status_code == 404
    reply = {"seen": 1, "reply": "Our workplan", **boxes("replied_on", clock.today())}
    browser.post(at("national_reply", publication), reply)
    assert not Deadline.objects.open().filter(kind="reviews.department_reply").exists()

    page = text(browser.get(publication.get_absolute_url()))
    for shown in ("Partly met", "Audit of May", "Hear them", "Our workplan", "2022"):
        assert shown in page
    assert "1 of 1" in text(browser.get(LIST))


def test_executives_read_it_and_change_nothing(sign_in, executive, publication, gap):
    browser = sign_in(executive)

    page = text(browser.get(publication.get_absolute_url()))

    assert "Hear every child" in page
    assert "Not looked at yet" in page
    assert at("gap", gap) not in page
    assert ADD not in text(browser.get(LIST))
    assert browser.get(at("gap", gap)).status_code == 403
    for act in (
        lambda: actions.national.add_gap(publication=publication, recommendation="x", by=executive),
        lambda: actions.national.look_at_gap(
            line=gap, seen=1, position="met", evidence="x", by=executive
        ),
        lambda: actions.national.log_publication(
            partnership=publication.partnership, title="x", by=executive
        ),
        lambda: actions.national.save_publication(
            publication=publication, seen=1, reason="", by=executive
        ),
        lambda: actions.national.record_reply(
            publication=publication, seen=1, replied_on=clock.today(), reply="x", by=executive
        ),
    ):
        with pytest.raises(PermissionDenied):
            act()


def test_only_the_business_team_gives_an_action(lead, gap, publication):
    agency = AgencyStatusFactory(partnership=publication.partnership).agency
    assert access.national.writes_of(lead, publication)
    assert not access.national.gaps_to_act_on(lead).exists()
    with pytest.raises(PermissionDenied):
        actions.national.act_on_gap(line=gap, owner=agency, text="x", due=clock.today(), by=lead)


def test_an_action_is_given_once(team, gap, publication):
    agency = AgencyStatusFactory(partnership=publication.partnership).agency
    owed = {"owner": agency, "text": "x", "due": clock.today(), "by": team}
    actions.national.act_on_gap(line=gap, **owed)

    with pytest.raises(actions.national.ActedOn):
        actions.national.act_on_gap(line=gap, **owed)

    assert Action.objects.count() == 1


def test_of_another_partnership_nothing_is_seen(team):
    far = NationalPublicationFactory(partnership=PartnershipFactory())
    GapLineFactory(publication=far)

    assert not access.national.national_publications(team).exists()
    assert not access.national.gap_lines(team).exists()


def test_what_is_wrong_is_said_beside_it(sign_in, team, partnership, publication, gap):
    browser = sign_in(team)
    said = refusal(browser, ADD, {})
    for sentence in ("Enter the title", "Select the kind", "Enter who published it"):
        assert sentence in said
    twice = {"partnership": partnership.pk, "title": publication.title}
    twice |= {"sort": "report", "publisher": "x"}
    assert "is logged already" in refusal(browser, ADD, twice)
    assert "Enter the recommendation" in refusal(browser, at("gap_add", publication), {})
    said = refusal(browser, at("gap", gap), {"seen": 1})
    assert "Select where we stand" in said
    assert "Enter how we know" in said
    said = refusal(browser, at("gap_action", gap), {})
    for sentence in ("Select the agency", "Enter what is to be done", "Enter the day it is due"):
        assert sentence in said
    past = boxes("due", clock.today() - timedelta(days=1))
    assert "must be today or later" in refusal(browser, at("gap_action", gap), past)
    said = refusal(browser, at("national_reply", publication), {"seen": 1})
    assert "Enter the day of the reply" in said


def test_what_is_logged_is_changed_with_a_reason_for_a_new_day(sign_in, team, publication):
    browser = sign_in(team)
    edit = at("national_edit", publication)
    assert publication.title in text(browser.get(edit))
    typed = {"title": "New title", "sort": "research", "publisher": "A university"}
    typed |= {"our_part": "We sent figures"}
    due = clock.today() + timedelta(days=9)
    browser.post(edit, typed | {"seen": 1} | boxes("reply_due_on", due))
    moved = typed | {"seen": 2} | boxes("reply_due_on", due + timedelta(days=1))
    assert "Enter why the day of the reply changes" in refusal(browser, edit, moved)

    browser.post(edit, moved | {"reason": "They gave us longer"})

    publication.refresh_from_db()
    assert (publication.title, publication.sort) == ("New title", "research")
    assert Deadline.objects.get().due_on == due + timedelta(days=1)
    assert "We sent figures" in text(browser.get(publication.get_absolute_url()))
    same_day = moved | {"seen": publication.version, "publisher": "Two universities"}
    browser.post(edit, same_day)
    publication.refresh_from_db()
    assert publication.publisher == "Two universities"
    assert Deadline.objects.get().due_on == due + timedelta(days=1)
    assert "Somebody else has saved this" in refusal(browser, edit, typed | {"seen": 1})
    NationalPublicationFactory(partnership=publication.partnership, title="Taken")
    seen = publication.version
    taken = typed | {"title": "Taken", "seen": seen}
    taken |= boxes("reply_due_on", due + timedelta(days=1))
    assert "is logged already" in refusal(browser, edit, taken)


def test_two_who_act_on_the_same_recommendation(sign_in, team, gap, publication, monkeypatch):
    def acted(**_):
        raise actions.national.ActedOn

    monkeypatch.setattr(actions.national, "act_on_gap", acted)
    agency = AgencyStatusFactory(partnership=publication.partnership).agency
    owed = {"owner": agency.pk, "text": "x", **boxes("due", clock.today())}

    said = refusal(sign_in(team), at("gap_action", gap), owed)

    assert "An action was given meanwhile" in said


def test_a_position_says_how_we_know(gap):
    with pytest.raises(IntegrityError, match="says_how_we_know"), transaction.atomic():
        GapLine.objects.update(position="met")
    assert gap.is_open
    GapLine.objects.update(position="met", evidence="An audit")
    gap.refresh_from_db()
    assert not gap.is_open


def test_the_business_team_is_reminded_of_a_reply_once(team, partnership, publication):
    StandingFactory(role=Role.BUSINESS_TEAM, partnership=partnership, person=team)

    assert answering_team(publication) == [team]


@pytest.mark.parametrize("count", [1, 3])
def test_the_log_costs_the_same_however_long(
    sign_in, team, partnership, count, django_assert_num_queries
):
    for one in NationalPublicationFactory.create_batch(count, partnership=partnership):
        GapLineFactory.create_batch(count, publication=one)
    browser = sign_in(team)
    browser.get(LIST)

    with django_assert_num_queries(3):
        page = browser.get(LIST)

    assert len(page.context["page"].object_list) == count
