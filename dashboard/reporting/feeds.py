"""Which records feed which section of a report. Nothing else in the portal asks every app."""

from collections.abc import Callable, Iterable
from itertools import groupby

import cdop.reporting
import learning_hub.reporting
import partners.reporting
import reviews.reporting
import training.reporting
from dashboard.models import ReportSection
from dashboard.reporting import appendices
from dashboard.reporting.blocks import Block, of_chapter
from partners.models import Post, StatementPoint
from partners.reporting import Statement
from portal import charts
from portal.figures import Chapter, Listing, Scope

Feed = ReportSection.Feed
TO_COME = "Future developments"
HEADINGS = {part.label: part.value.capitalize() for part in StatementPoint.Part}
IN_CONTACTS = (
    Post.Kind.CHAIR,
    Post.Kind.SCRUTINEER,
    Post.Kind.BUSINESS_MANAGER,
    Post.Kind.ANALYST,
)


def scope_of(section: ReportSection) -> Scope:
    """The section's own days under its own label, or else those of the edition."""
    edition = section.edition
    whose = section if section.start else edition
    start, end = whose.start or edition.start, whose.end or edition.end
    return Scope(edition.partnership_id, start, end, whose.period or edition.period)


def signature(section: ReportSection, scope: Scope) -> list[Block]:
    edition = section.edition
    if not edition.introduced_by:
        return []
    day = edition.introduced_on
    on = f"{day.day} {day:%B %Y}" if day else ""
    return [{"kind": "signature", "role": edition.introduced_by, "on": on}]


def milestones(section: ReportSection, scope: Scope) -> list[Block]:
    rows = partners.reporting.milestones(scope, printed=True)
    return [{"kind": "milestones", "rows": [{"when": m.when, "text": m.text} for m in rows]}]


def practice_reviews(section: ReportSection, scope: Scope) -> list[Block]:
    return of_chapter(reviews.reporting.chapter(scope))


def child_deaths(section: ReportSection, scope: Scope) -> list[Block]:
    chapter = cdop.reporting.chapter(scope)
    trend = next((table for table in chapter.tables if table.key == "cdop.trend"), None)
    if trend is None:
        return of_chapter(chapter)
    return of_chapter(
        chapter, {trend.key: charts.bar_line("deaths-by-year", trend, trend.head[-1])}
    )


def quality(section: ReportSection, scope: Scope) -> list[Block]:
    return of_chapter(learning_hub.reporting.chapter(scope))


def hub(section: ReportSection, scope: Scope) -> list[Block]:
    return of_chapter(learning_hub.reporting.hub_chapter(scope))


def exploitation(section: ReportSection, scope: Scope) -> list[Block]:
    return of_chapter(learning_hub.reporting.exploitation(scope))


def courses(section: ReportSection, scope: Scope) -> list[Block]:
    """The year's training. What is to come has a section of its own."""
    chapter = training.reporting.chapter(scope)
    told = tuple(one for one in chapter.lists if one.title != TO_COME)
    return of_chapter(with_lists(chapter, told))


def courses_to_come(section: ReportSection, scope: Scope) -> list[Block]:
    lists = training.reporting.listings(scope)
    return [
        {"kind": "list", "title": "", "lines": list(one.items)}
        for one in lists
        if one.title == TO_COME and one.items
    ]


def with_lists(chapter: Chapter, lists: tuple[Listing, ...]) -> Chapter:
    return Chapter(
        key=chapter.key,
        title=chapter.title,
        figures=chapter.figures,
        tables=chapter.tables,
        charts=chapter.charts,
        lists=lists,
        sums=chapter.sums,
    )


def statement(section: ReportSection, scope: Scope) -> list[Block]:
    """One agency's account, under the headings it used; a provider's points under its name."""
    named = section.agency.name_on(scope.end) if section.agency else ""
    told = [one for one in partners.reporting.statements(scope) if one.agency == named]
    return [block for one in told for block in account(one)]


def account(told: Statement) -> Iterable[Block]:
    yield {"kind": "author", "author": told.author, "merged": told.merged}
    for label, points in told.parts:
        yield {"kind": "heading", "text": HEADINGS.get(label, label)}
        for provider, theirs in groupby(points, key=lambda point: point.provider):
            items = [point.text for point in theirs]
            yield {"kind": "list", "title": provider, "lines": items, "under": True}


def priorities(section: ReportSection, scope: Scope) -> list[Block]:
    aims = partners.reporting.priorities(scope, printed=True)
    told = [
        {"name": a.name, "note": a.note, "parts": list(a.parts), "carried_from": a.carried_from}
        for a in aims
    ]
    return [{"kind": "priorities", "period": scope.label, "aims": told}] if told else []


def contacts(section: ReportSection, scope: Scope) -> list[Block]:
    """By role, never by name, and without addresses."""
    people = partners.reporting.contacts(scope, *IN_CONTACTS)
    rows = [{"post": one.post, "agency": one.agency} for one in people]
    return [{"kind": "contacts", "rows": rows}] if rows else []


def tiles(section: ReportSection, scope: Scope) -> list[Block]:
    """The tiles on the section's own day, or else on the day the edition was taken."""
    edition = section.edition
    day, when = edition.as_at.last_day, edition.as_at.text
    if section.end:
        day, when = section.end, section.period or when
    return appendices.dashboard(edition.partnership_id, day, when)


def programme(section: ReportSection, scope: Scope) -> list[Block]:
    return appendices.work_programme(section.edition)


FEEDS: dict[str, Callable[[ReportSection, Scope], list[Block]]] = {
    Feed.INTRODUCTION: signature,
    Feed.MILESTONES: milestones,
    Feed.REVIEWS: practice_reviews,
    Feed.CDOP: child_deaths,
    Feed.QUALITY: quality,
    Feed.LEARNING_HUB: hub,
    Feed.TRAINING: courses,
    Feed.FUTURE: courses_to_come,
    Feed.EXPLOITATION: exploitation,
    Feed.STATEMENT: statement,
    Feed.PRIORITIES: priorities,
    Feed.CONTACTS: contacts,
    Feed.DASHBOARD: tiles,
    Feed.WORK_PROGRAMME: programme,
}
