"""The yearly report of the demonstration: every figure printed is a count over rows."""

from datetime import date

import pytest
from pytest_django.plugin import DjangoDbBlocker

from cdop.models import Death, PanelReview
from dashboard.models import ProgrammeRow, ReportEdition, ReportSection, Tile
from dashboard.reporting.blocks import figures_in
from dashboard.reporting.book import book, paper
from dashboard.reporting.checks import checks
from partners.models import Milestone, StatementPoint
from portal import documents
from tests.paper.pdfua import problems
from tests.paper.words import pages, words
from training.models import Booking, Rating, Session

pytestmark = [pytest.mark.usefixtures("imported"), pytest.mark.django_db]
YEAR = (date(2019, 4, 1), date(2020, 3, 31))
OURS = "pdscp"
PUBLISHED = date(2020, 9, 14)


def edition() -> ReportEdition:
    return ReportEdition.objects.select_related("partnership").get(partnership__ref=OURS)


def printed() -> bytes:
    return documents.render_pdf(
        "dashboard/documents/report.html",
        paper(edition()),
        created=PUBLISHED,
        title="Annual Report 2020",
    )


@pytest.fixture(scope="module")
def pdf(imported, django_db_blocker: DjangoDbBlocker) -> bytes:
    with django_db_blocker.unblock():
        return printed()


@pytest.fixture(scope="module")
def told(pdf) -> str:
    return words(pdf)


def sessions():
    held = Session.objects.held_between(*YEAR)
    return held.filter(course__partnership__ref=OURS)


def attended():
    return Booking.objects.attended().filter(session__in=sessions())


def deaths(**facts):
    here = Death.objects.filter(partnership__ref=OURS, **facts)
    return here.of_residents().notified_between(*YEAR)


def reviewed():
    here = PanelReview.objects.filter(death__partnership__ref=OURS)
    return here.of_residents().reviewed_between(*YEAR)


def ratings():
    return Rating.objects.filter(booking__session__in=sessions())


COUNTED = {
    "Deaths of children recorded in the year": lambda: deaths().count(),
    "Of these, Dorset": lambda: deaths(area__ref="area/dorset").count(),
    "Of these, BCP": lambda: deaths(area__ref="area/bcp").count(),
    "Joint agency responses (rapid responses) to unexpected deaths": lambda: deaths(
        joint_agency_response=True
    ).count(),
    "Deaths reviewed by the panel in the year": lambda: reviewed().count(),
    "Courses delivered": lambda: sessions().count(),
    "Attendances": lambda: attended().count(),
}


@pytest.mark.parametrize("label", COUNTED)
def test_a_printed_count_is_a_count_over_rows(told, label):
    assert f" {COUNTED[label]():,} {label} " in told


def test_shares_are_printed_with_their_base(told):
    places = sum(session.places for session in sessions())
    share = round(100 * attended().count() / places)
    good = ratings().filter(score__in=["good", "excellent"]).count()

    assert f"{share}% Occupancy {attended().count():,} of {places:,} places on" in told
    assert f"{good:,} of {ratings().count():,} evaluations returned" in told
    neonatal = deaths(age_band="neonatal").count()
    assert f"{neonatal} of {deaths().count()} deaths recorded in the year" in told


def test_every_figure_of_every_section_is_on_paper_with_its_definition(told):
    figures = [f for section in book(edition())["sections"] for f in figures_in(section["blocks"])]

    assert len(figures) > 15
    assert [f["key"] for f in figures if f["big"] not in told] == []
    assert [f["key"] for f in figures if " ".join(f["definition"].split()) not in told] == []


def test_what_the_papers_do_not_say_is_not_available(told):
    assert "Not available Reviews published" in told
    assert "0 on track, 0 more to do, 0 needs immediate action, 9 not recorded" in told


def test_sections_stand_in_the_order_of_the_outline(told):
    titles = list(ReportSection.objects.filter(edition=edition()).values_list("title", flat=True))
    after_contents = told[told.index("Two boards merged") - 60 :]
    places = [after_contents.find(title) for title in titles]

    assert -1 not in places
    assert places[0] < places[1] < places[4] < places[6] < places[14]
    assert len(titles) == 20


def test_milestones_statements_tiles_and_rows_are_all_there(told):
    flat = told.replace(" ", "")
    milestones = Milestone.objects.filter(partnership__ref=OURS, in_report=True)
    points = StatementPoint.objects.filter(statement__partnership__ref=OURS)
    tiles = Tile.objects.filter(partnership__ref=OURS)
    rows = ProgrammeRow.objects.filter(programme__partnership__ref=OURS)
    texts = [
        *milestones.values_list("text", flat=True),
        *points.values_list("text", flat=True),
        *tiles.values_list("name", flat=True),
        *(a.text for row in rows for a in row.actions.all()),
        *(m.text for row in rows for m in row.milestones.all()),
    ]

    assert len(texts) > 120
    assert [text for text in texts if text.replace(" ", "") not in flat] == []


def test_nobody_can_be_written_to(told):
    assert "@" not in told


def test_reads_aloud_and_has_bookmarks(pdf):
    assert problems(pdf) == []


def headings(section):
    named = [block.get("title") or block.get("caption") for block in section["blocks"]]
    return [section["title"], *filter(None, named)]


def test_no_page_is_almost_empty_or_ends_with_a_heading(pdf):
    told = book(edition())["sections"]
    running = tuple(f" {section['title']}" for section in told)
    written = [page.rpartition(" Page ")[0].replace(" •", "") for page in pages(pdf)[2:]]
    bodies = [next(p.removesuffix(r) for r in running if p.endswith(r)) for p in written]
    alone = tuple(heading for section in told for heading in headings(section))

    assert [body for body in bodies if len(body.split()) < 50] == []
    assert [body[-60:] for body in bodies if body.endswith(alone)] == []
    assert (
        len([page for page in written if page.endswith("Appendix A: partnership dashboard")]) == 1
    )


def test_made_twice_it_is_the_same_to_the_byte(pdf):
    assert printed() == pdf


def test_the_checks_find_nothing_wrong():
    found = checks(edition(), book(edition()))

    assert [check.sentence for check in found if not check.passed] == []
