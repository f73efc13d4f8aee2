"""The record as people read it: whose lines, in which order, and how much a line tells."""

import csv
from datetime import date, timedelta
from io import StringIO

import pytest
import time_machine
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from partners.models import Role
from portal import audit, chronicle, clock, refusals
from portal.chronicle import Place
from portal.exports import Ask, answer, exports
from portal.models import Event
from tests.factories.partners import (
    ActionFactory,
    AgencyFactory,
    PartnershipFactory,
    StandingFactory,
)
from tests.factories.portal import ClosingDayFactory, UserFactory
from tests.factories.reviews import ReviewFactory

pytestmark = pytest.mark.django_db
RECORD = reverse("portal:record")
MINE = reverse("portal:my_record")
DAY = timedelta(days=1)
COSTS = {RECORD: 10, MINE: 9}


@pytest.fixture
def partnership():
    return PartnershipFactory()


@pytest.fixture
def officer(partnership):
    return StandingFactory(partnership=partnership, role=Role.ACCESS_OFFICER).person


@pytest.fixture
def worker(partnership):
    return StandingFactory(partnership=partnership, since=clock.today() - 9 * DAY).person


def did(by, what="user.tested", about=None, **facts):
    return audit.record(what, about or by, by=by, **facts)


def read(world):
    return [(link.what, link.by_id) for link in chronicle.every(world)]


def test_an_officer_reads_what_their_people_did_saw_and_were_refused(officer, worker):
    did(worker)
    audit.sighted(UserFactory(), by=worker, what="user.seen")
    refusals.refuse(person=worker, door="portal:record", answer=403, thing=None)
    did(StandingFactory().person)
    did(UserFactory())
    audit.record("user.tested", worker, by=None)

    assert read(chronicle.overseen(officer)) == [
        ("door.refused", worker.pk),
        ("user.seen", worker.pk),
        ("user.tested", worker.pk),
    ]


def test_only_days_on_which_somebody_stood_here_are_the_officers(officer, worker):
    standing = worker.standings.get()
    days = (-10, -9, -5, -2, -1)
    for ago in days:
        with time_machine.travel(clock.london_midnight(clock.today() + ago * DAY), tick=False):
            did(worker, step=ago)
    standing.until = clock.today() - 2 * DAY
    standing.save()

    told = {link.facts["step"] for link in chronicle.every(chronicle.overseen(officer))}

    assert told == {-9, -5, -2}


@pytest.mark.parametrize("role", [role for role in Role.values if role != Role.ACCESS_OFFICER])
def test_no_other_role_reads_what_others_did(partnership, worker, role):
    person = StandingFactory(partnership=partnership, role=role).person
    did(worker)

    assert not chronicle.reads_record(person)
    assert read(chronicle.overseen(person)) == []


def test_an_operator_reads_what_was_done_to_the_site_and_nobodys_work(worker):
    operator = UserFactory(is_staff=True)
    did(worker)
    did(operator, "closingday.added", ClosingDayFactory())
    audit.sighted(UserFactory(), by=worker, what="user.seen")

    assert chronicle.reads_record(operator)
    assert read(chronicle.overseen(operator)) == [("closingday.added", operator.pk)]


def test_everybody_reads_their_own_and_what_was_done_to_their_account(worker, officer):
    did(worker)
    audit.record("factor.reset", worker, by=officer)
    did(officer)

    assert read(chronicle.own(worker)) == [
        ("factor.reset", officer.pk),
        ("user.tested", worker.pk),
    ]


def test_pages_follow_one_another_without_gap_or_repeat(worker, monkeypatch):
    monkeypatch.setattr(chronicle, "PER_PAGE", 3)
    with time_machine.travel(clock.wall_time(), tick=False) as time:
        for step in range(7):
            did(worker, step=step)
            audit.sighted(worker, by=worker)
            if step % 3 == 0:
                time.shift(DAY)
    world, place, seen = chronicle.own(worker), None, []

    for _ in range(5):
        links, place = chronicle.page(world, place)
        place = place and Place.read(str(place))
        seen += links

    assert place is None
    assert seen == list(chronicle.every(world))
    assert len(seen) == 14


@pytest.mark.parametrize(
    "text",
    [
        "",
        "x",
        "2026-01-01~events~1",
        "2026-01-01T00:00:00+00:00~others~1",
        "2026-01-01T00:00:00+00:00~events~x",
        f"2026-01-01T00:00:00+00:00~events~{2**63}",
    ],
)
def test_a_place_nobody_gave_out_is_the_beginning(text):
    assert Place.read(text) is None


def test_a_line_links_only_to_what_its_reader_may_see_and_names_no_case(officer, partnership):
    review = ReviewFactory(partnership=partnership, title="SCR secret")
    action = ActionFactory(partnership=partnership)
    seen = audit.sighted(review, by=officer)
    owed = did(officer, "action.given", action)

    first, second = chronicle.lines(officer, [seen, owed])

    assert (first.about, first.address) == (f"Review {review.pk}", "")
    assert (second.about, second.address) == (f"Action {action.pk}", action.get_absolute_url())


def test_a_line_names_people_the_reader_oversees_and_tells_only_harmless_facts(officer, worker):
    stranger = UserFactory()
    facts = {"person": worker.pk, "role": "agency_lead", "was_expected": True, "number": "7"}
    given = did(officer, "standing.given", stranger, **facts)
    named = did(officer, "user.tested", worker, person=stranger.pk, until="2027-01-31")

    first, second = chronicle.lines(officer, [given, named])

    assert (first.about, first.more) == (
        f"Account {stranger.pk}",
        f"{worker.name}; role: agency lead",
    )
    assert (second.about, second.more) == (
        worker.name,
        f"account {stranger.pk}; until 31 January 2027",
    )


def test_a_refusal_tells_door_number_and_how_often(officer):
    link = audit.refused(person=officer, door="reviews:review", answer=404, thing=12, unwritten=3)

    (line,) = chronicle.lines(officer, [link])

    assert line.about == ""
    assert line.more == "page reviews:review; number 12; 3 more times before"


def test_the_page_shows_lines_in_sentences(sign_in, officer, worker, partnership):
    review = ReviewFactory(partnership=partnership, title="SCR secret")
    audit.sighted(review, by=worker)

    page = sign_in(officer).get(RECORD).content.decode()

    assert "Opened a review" in page
    assert worker.name in page
    assert f"Review {review.pk}" in page
    assert "SCR secret" not in page
    assert review.get_absolute_url() not in page


def test_the_page_narrows_by_person_kind_and_day(sign_in, officer, worker):
    browser = sign_in(officer)
    with time_machine.travel(clock.wall_time() - 3 * DAY, tick=False):
        did(worker, "risk.added")
    did(officer, "risk.reviewed")
    audit.sighted(worker, by=worker, what="deaths.listed")
    sentences = {
        "old": "Added a risk",
        "own": "Reviewed a risk",
        "look": "Opened a list of child deaths",
    }
    day = clock.today() - 3 * DAY
    boxes = {"0": day.day, "1": day.month, "2": day.year}

    def shown(**asked):
        page = browser.get(RECORD, asked).content.decode()
        return {name for name, sentence in sentences.items() if sentence in page}

    assert shown() == {"old", "own", "look"}
    assert shown(person=worker.pk) == {"old", "look"}
    assert shown(kind="events") == {"old", "own"}
    assert shown(kind="refusals") == set()
    assert shown(**{f"until_{box}": value for box, value in boxes.items()}) == {"old"}
    assert shown(**{f"since_{box}": value for box, value in boxes.items()}, kind="events") == {
        "old",
        "own",
    }
    assert shown(person=worker.pk, kind="sightings") == {"look"}


def test_a_filter_that_makes_no_sense_is_said_and_shows_nothing(sign_in, officer, worker):
    did(worker, "risk.added")
    stranger = UserFactory()
    browser = sign_in(officer)
    days = {"since_0": 2, "since_1": 2, "since_2": 2027, "until_0": 1, "until_1": 2}

    def told(**asked):
        answer = browser.get(RECORD, asked)
        assert answer.status_code == 422
        assert "Added a risk" not in answer.content.decode()
        return answer.content.decode()

    assert "Select a person of your partnership" in told(person=stranger.pk)
    assert "Select one of the kinds in the list" in told(kind="secrets")
    assert "To must be the same day as From or later" in told(**days, until_2=2027)


def test_a_part_is_served_to_a_script(sign_in, officer):
    page = sign_in(officer).get(RECORD, headers={"HX-Request": "true"}).content.decode()

    assert page.lstrip().startswith("<section")


def test_earlier_lines_are_a_page_further(sign_in, worker):
    for step in range(30):
        did(worker, "risk.added", step=step)
    browser = sign_in(worker)

    first = browser.get(MINE)
    second = browser.get(MINE, {"before": str(first.context["ends"])})

    assert len(first.context["lines"]) == 25
    assert "Earlier" in first.content.decode()
    assert len(second.context["lines"]) == 5
    assert "Latest" in second.content.decode()
    assert "Earlier" not in second.content.decode()


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize("address", [RECORD, MINE])
def test_a_page_costs_the_same_however_long(
    sign_in, officer, count, address, django_assert_num_queries
):
    agency = AgencyFactory()
    action = ActionFactory(partnership=officer.standings.get().partnership)
    for _ in range(count):
        did(officer, "action.given", action, person=UserFactory().pk)
        did(officer, "agencydomain.added", agency)
        audit.sighted(ReviewFactory(), by=officer)
    browser = sign_in(officer)
    browser.get(address)

    with django_assert_num_queries(COSTS[address]):
        browser.get(address)


def test_days_are_days_in_london(sign_in, officer, worker):
    with time_machine.travel("2026-06-30T23:30:00+00:00", tick=False):
        event = did(worker, "risk.added")
    StandingFactory(person=worker, partnership=officer.standings.get().partnership)
    worker.standings.update(since=date(2026, 7, 1))

    assert Event.objects.filter(pk=event.pk).exists()
    assert read(chronicle.overseen(officer)) == [("risk.added", worker.pk)]


def taken(client, **asked):
    text = client.get(RECORD, {"as": "csv", **asked}).content.decode("utf-8-sig")
    return list(csv.DictReader(StringIO(text, newline="")))


def test_the_file_holds_the_lines_of_the_page_and_is_a_line_itself(
    sign_in, officer, worker, partnership
):
    did(worker, "standing.given", about=officer, person=worker.pk, role="agency_lead")
    audit.sighted(ReviewFactory(partnership=partnership), by=worker)
    did(StandingFactory().person)
    client = sign_in(officer)

    rows = taken(client)

    assert [(row["Who"], row["Kind"], row["About"].split()[0]) for row in rows[-2:]] == [
        (worker.name, chronicle.KINDS["sightings"], "Review"),
        (worker.name, chronicle.KINDS["events"], officer.name.split()[0]),
    ]
    assert f"{worker.name}; role: agency lead" in rows[-1]["More"]
    assert len(rows) == len(read(chronicle.overseen(officer))) - 1
    assert taken(client)[0]["What"] == "Took a list along as a file"


def test_the_file_is_narrowed_as_the_page_is(sign_in, officer, worker):
    did(worker)
    audit.sighted(UserFactory(), by=worker, what="user.seen")

    rows = taken(sign_in(officer), person=worker.pk, kind="sightings")

    assert [row["What"] for row in rows] == ["user.seen"]


def test_an_operator_takes_along_what_was_done_to_the_site_and_nobodys_work(sign_in, worker):
    did(worker)
    operator = UserFactory(is_staff=True)
    closing = ClosingDayFactory()
    did(operator, "closingday.added", about=closing)

    rows = taken(sign_in(operator))

    assert worker.name not in {row["Who"] for row in rows}
    assert [row["About"] for row in rows] == [f"Closing day {closing.pk}"]


def test_a_file_of_many_lines_asks_no_more_than_a_file_of_one(officer, worker, partnership):
    costs = []
    for more in (1, 1, 3):
        for _ in range(more):
            did(StandingFactory(partnership=partnership, since=clock.today() - 9 * DAY).person)
        ask = Ask(officer, QueryDict())
        with CaptureQueriesContext(connection) as asked:
            answer(exports["portal.record"], ask, "csv")
        costs.append(len(asked))

    assert costs[1] == costs[2]
