"""A list as a file: under its filters, safe to open, noted, never too long, and only one's own."""

import csv
from io import BytesIO, StringIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from partners.models import Standing
from portal import exports
from portal.figures import fewer_than
from portal.models import Event
from portal.sheets import EMPTY
from tests.factories.learning_hub import IndicatorFactory, ResourceFactory, ValueFactory
from tests.factories.partners import ActionFactory, MilestoneFactory, StandingFactory
from tests.factories.reviews import ConflictFactory, ReviewFactory
from tests.factories.training import BookingFactory, SessionFactory

pytestmark = pytest.mark.django_db

ACTIONS = "partners:action_list"


@pytest.fixture
def standing():
    return StandingFactory(role="business_team")


@pytest.fixture
def client_of(standing, sign_in):
    return sign_in(standing.person)


def lines(response) -> list[list[str]]:
    return list(csv.reader(StringIO(response.content.decode("utf-8-sig"), newline="")))


def told(response) -> dict[str, object]:
    return dict(load_workbook(BytesIO(response.content))["About"].iter_rows(values_only=True))


def test_the_file_keeps_the_filters_and_tells_them(standing, client_of):
    for status in ("open", "closed"):
        ActionFactory(partnership=standing.partnership, status=status, text=f"The {status} one")
    asked = {"status": "open", "as": "xlsx", "unknown": "x"}

    rows = lines(client_of.get(reverse(ACTIONS), {**asked, "as": "csv"}))
    about = told(client_of.get(reverse(ACTIONS), asked))

    assert [row[0] for row in rows] == ["Action", "The open one"]
    assert about["Filters"] == "Status: Open"
    assert about["Asked for by"] == standing.person.name


def test_a_filter_that_makes_no_sense_gives_the_page_and_no_file(client_of):
    response = client_of.get(reverse(ACTIONS), {"status": "nonsense", "as": "csv"})

    assert response.status_code == 422
    assert response["Content-Type"].startswith("text/html")
    assert not Event.objects.filter(what="list.exported").exists()


def test_a_format_nobody_knows_gives_the_page(client_of):
    assert client_of.get(reverse(ACTIONS), {"as": "exe"})["Content-Type"].startswith("text/html")


@pytest.mark.parametrize("text", ["=1+1", "+44", "-1", "@SUM(A1)", "\t=1", "\uff1d1"])
def test_what_people_typed_is_text(standing, client_of, text):
    ActionFactory(partnership=standing.partnership, text=text)

    rows = lines(client_of.get(reverse(ACTIONS), {"as": "csv"}))
    book = load_workbook(BytesIO(client_of.get(reverse(ACTIONS), {"as": "xlsx"}).content))

    assert rows[1][0].startswith("'")
    assert book.worksheets[0]["A2"].data_type == "s"


def test_a_list_that_is_too_long_says_how_to_shorten_it(standing, client_of, monkeypatch):
    ActionFactory.create_batch(3, partnership=standing.partnership)
    monkeypatch.setattr(exports, "MOST_ROWS", 2)

    response = client_of.get(reverse(ACTIONS), {"as": "csv"}, follow=True)

    assert "Narrow the list with its filters" in response.content.decode()
    assert "as" not in response.request["QUERY_STRING"]
    assert not Event.objects.filter(what="list.exported").exists()


def test_no_file_leaves_when_the_record_cannot_be_written(standing, client_of, monkeypatch):
    def fails(*args, **kwargs):
        raise RuntimeError

    monkeypatch.setattr(exports.audit, "record", fails)

    with pytest.raises(RuntimeError):
        client_of.get(reverse(ACTIONS), {"as": "csv"})


def test_a_visitor_takes_what_is_public_and_the_record_stays_silent(client):
    ResourceFactory(title="For all", public=True, status="published")
    address = reverse("learning_hub:resource_list")

    shown = client.get(address).context["resources"].paginator.count
    rows = lines(client.get(address, {"as": "csv"}))
    about = told(client.get(address, {"as": "xlsx"}))

    assert len(rows) - 1 == shown
    assert (about["Asked for by"], about["Marking"]) == ("A visitor", "Public.")
    assert not Event.objects.exists()


def test_what_is_hidden_in_a_list_is_not_in_its_file(sign_in):
    lead = StandingFactory(role="review_lead")
    ReviewFactory(partnership=lead.partnership, title="R 1")
    shut = ReviewFactory(partnership=lead.partnership, title="R 2")
    ReviewFactory(title="R 3")
    ConflictFactory(review=shut, person=lead.person)

    rows = lines(sign_in(lead.person).get(reverse("reviews:review_list"), {"as": "csv"}))

    assert [row[0] for row in rows[1:]] == ["R 1"]


def test_a_standing_that_ended_before_the_download_ends_it(standing, client_of):
    ActionFactory(partnership=standing.partnership)
    assert client_of.get(reverse(ACTIONS)).status_code == 200
    Standing.objects.all().delete()

    assert client_of.get(reverse(ACTIONS), {"as": "csv"}).status_code == 403


def test_small_counts_of_people_stay_hidden_in_the_file(standing, client_of):
    indicator = IndicatorFactory(
        partnership=standing.partnership, name="Seen", unit="count", people=True
    )
    ValueFactory(indicator=indicator, value=3)

    rows = lines(client_of.get(reverse("learning_hub:indicator_list"), {"as": "csv"}))

    assert rows[1][4] in (fewer_than(), "hidden")
    assert "3" not in rows[1]


def test_milestones_of_a_month_come_after_its_days(standing, client_of):
    for day in ("2020-03", "2020-03-01", "2020-04", "2020", "2020-03-31", "2019-12-31"):
        MilestoneFactory(partnership=standing.partnership, date=day)

    rows = lines(client_of.get(reverse("partners:milestone_list"), {"as": "csv"}))

    when = [row[1] for row in rows[1:]]
    assert when == ["2020", "2020-04", "2020-03", "2020-03-31", "2020-03-01", "2019-12-31"]


def test_a_trainer_takes_the_register_they_keep_and_no_other(sign_in):
    standing = StandingFactory(role="trainer")
    ours = SessionFactory(course__partnership=standing.partnership, trainer=standing.person)
    other = SessionFactory(course__partnership=standing.partnership)
    BookingFactory(session=ours, delegate="=Somebody", agency=None)
    client = sign_in(standing.person)

    def register(session):
        where = reverse("training:register", kwargs={"session_id": session.pk})
        return client.get(where, {"as": "csv"})

    assert lines(register(ours))[1][1:3] == ["'=Somebody", EMPTY]
    assert register(other).status_code == 403
    assert 'filename="register.csv"' in register(ours)["Content-Disposition"]
