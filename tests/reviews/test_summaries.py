"""What the reviews of a year taught: a draft, then settled; without who the children are."""

from datetime import date

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.urls import reverse

from partners.models import Role
from portal.models import Event, Sighting
from portal.packs.exporting import export_pack
from portal.packs.faults import PackRefused
from portal.packs.importing import import_pack
from reviews import actions, yearly
from reviews.models import LearningSummary
from reviews.reporting import chapter
from tests.factories.partners import PartnershipFactory, StandingFactory
from tests.factories.reviews import ConflictFactory, ReviewFactory
from tests.factories.reviews_files import ChildFactory, IncidentFactory, identified
from tests.factories.reviews_learning import LearningSummaryFactory
from tests.leaks import SENTINEL
from tests.portal.packing import COVER, write_pack

pytestmark = pytest.mark.django_db
TAUGHT = "Ask who lives in the home.\nWrite it down."
SETTLED = {"seen": 1, "text": TAUGHT, "status": "settled"}
HEADING = "What the reviews of the year taught"


@pytest.fixture(autouse=True)
def september():
    with time_machine.travel("2020-09-14T09:00:00+00:00", tick=False):
        yield


@pytest.fixture
def figures(partnership):
    return reverse("reviews:figures", args=[partnership.pk])


@pytest.fixture
def write(partnership):
    return reverse("reviews:learning_summary", args=[partnership.pk])


def test_a_draft_is_for_leads_and_a_settled_summary_for_all_who_read_figures(
    sign_in, partnership, lead, figures, write
):
    reader = StandingFactory(role=Role.SCRUTINEER, partnership=partnership).person

    sign_in(lead).post(write, {**SETTLED, "status": "draft"})
    draft = sign_in(lead).get(figures).content.decode()
    read = sign_in(reader).get(figures).content.decode()
    assert "Draft of 14 September 2020" in draft
    assert "Ask who lives" in draft
    assert "It is not settled yet" in read
    assert "Ask who lives" not in read
    assert write not in read

    went = sign_in(lead).post(write, {**SETTLED, "seen": 2})
    assert went.url == f"{figures}?year=2020"
    row = LearningSummary.objects.get()
    assert (row.year, row.settled_by, row.settled_on) == ("2020-21", lead, date(2020, 9, 14))
    read = sign_in(reader).get(figures).content.decode()
    assert "Settled on 14 September 2020" in read
    assert "Ask who lives in the home.<br>Write it down." in read
    assert "Ask who lives" not in sign_in(reader).get(figures, {"year": "2019"}).content.decode()
    words = ["learningsummary.drafted", "learningsummary.settled"]
    assert list(Event.objects.filter(what__in=words).values_list("what", flat=True)) == words


def test_the_yearly_report_and_the_file_have_it_once_it_is_settled(
    sign_in, partnership, lead, figures, write
):
    scope = yearly.year_scope(partnership.pk, 2020)
    LearningSummaryFactory(text="Of another partnership", status="settled", settled_on="2020-09-01")

    sign_in(lead).post(write, {**SETTLED, "status": "draft"})
    assert HEADING not in [one.title for one in chapter(scope).lists]
    assert "Ask who lives" not in sign_in(lead).get(figures, {"as": "csv"}).content.decode()

    sign_in(lead).post(write, {**SETTLED, "seen": 2})
    listing = next(one for one in chapter(scope).lists if one.title == HEADING)
    assert listing.items == ("Ask who lives in the home.", "Write it down.")
    taken = sign_in(lead).get(figures, {"as": "csv"}).content.decode()
    assert "Write it down." in taken
    assert "Of another partnership" not in taken


def test_a_summary_of_an_earlier_year_stands_with_that_year(sign_in, lead, write):
    page = sign_in(lead).get(write, {"year": "2018"})
    went = sign_in(lead).post(f"{write}?year=2018", SETTLED)

    assert "What the reviews of 2018-19 taught" in page.content.decode()
    assert went.url.endswith("?year=2018")
    assert LearningSummary.objects.get().year == "2018-19"


@pytest.mark.parametrize(
    ("typed", "field", "fault"),
    [
        ({"text": ""}, "text", "Enter what the reviews of this year taught"),
        ({"status": ""}, "status", "Select whether it is a draft or settled"),
    ],
)
def test_wrong_input_is_told_and_kept(sign_in, lead, write, typed, field, fault):
    page = sign_in(lead).post(write, {**SETTLED, **typed})

    assert page.status_code == 422
    assert page.context["form"].errors[field] == [fault]
    assert not LearningSummary.objects.exists()


def test_words_that_tell_who_a_child_is_are_asked_about(sign_in, partnership, lead, write):
    for on, shut in (
        (date(2020, 5, 4), False),
        (date(2016, 5, 4), False),
        (date(2020, 5, 5), True),
    ):
        file = IncidentFactory(review__partnership=partnership, referred_on=on).review
        identified(ChildFactory(review=file))
        if shut:
            ConflictFactory(review=file, person=lead)
    ReviewFactory(partnership=partnership)
    named = {**SETTLED, "text": f"Think of Kim {SENTINEL}"}

    asked = sign_in(lead).post(write, named)

    assert asked.status_code == 422
    assert "This could tell who a child is" in asked.context["form"].errors["text"][0]
    assert Sighting.objects.filter(what="review.identity_searched").count() == 1
    assert not LearningSummary.objects.exists()
    sign_in(lead).post(write, {**named, "found": "on", "sure": "on"})
    assert LearningSummary.objects.get().is_settled


def test_who_comes_second_overwrites_nothing(sign_in, lead, write):
    sign_in(lead).post(write, SETTLED)

    page = sign_in(lead).post(write, {**SETTLED, "text": "Mine"})

    assert page.status_code == 422
    assert "Both answers are shown below" in page.content.decode()
    assert LearningSummary.objects.get().text == TAUGHT


def test_nobody_else_writes_it(partnership):
    reader = StandingFactory(role=Role.SCRUTINEER, partnership=partnership).person
    one = {"partnership": partnership, "text": TAUGHT, "by": reader}

    with pytest.raises(PermissionDenied):
        actions.write_summary(**one, year="2020-21", seen=1, status="draft")
    with pytest.raises(PermissionDenied):
        actions.names_of_year(**one, scope=yearly.year_scope(partnership.pk, 2020))


def test_a_settled_summary_has_its_day():
    assert str(LearningSummaryFactory()) == "Learning of 2020-21"
    with pytest.raises(IntegrityError, match="settled_on_a_day"):
        LearningSummaryFactory(status="settled")


HEAD = "ref,partnership,year,text,status,settled_on\n"


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("s1,pdscp,2020,Ask,draft,\n", "such as 2020-21"),
        ("s1,pdscp,2020-21,Ask,settled,\n", "Give the day when it is settled"),
    ],
)
def test_a_summary_comes_in_whole_or_not(tmp_path, line, fault):
    PartnershipFactory(ref=COVER["partnership"])

    with pytest.raises(PackRefused) as refused:
        import_pack(write_pack(tmp_path, {"reviews/learning_summaries.csv": HEAD + line}))

    assert fault in str(refused.value)


def test_a_summary_leaves_with_its_partnership(tmp_path):
    LearningSummaryFactory(partnership=PartnershipFactory(ref="pdscp"))

    export_pack("pdscp", tmp_path)

    assert "Ask who lives" in (tmp_path / "reviews/learning_summaries.csv").read_text()
