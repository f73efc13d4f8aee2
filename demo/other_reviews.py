"""Invented reviews of the other kinds in Northmere, and a national publication. Nobody is meant."""

from datetime import date

from demo.local_reviews import COUNCIL, NORTHMERE, PUBLISHED, RUNNING, somebody
from learning_hub.models import Theme
from partners.models import Agency, Partnership, Role
from portal.models import User
from portal.vague import PartialDate
from reviews import actions
from reviews.models import (
    Incident,
    LearningSummary,
    NationalPublication,
    RelatedReview,
    Review,
)

INVENTED = "Invented for the demonstration."
TITLE = "Children who go missing from home (invented for the demonstration)"
LINES = (
    ("Every child who was missing is asked by somebody they chose.", "partly"),
    ("Agencies put what they hear side by side within 3 working days.", "not met"),
    ("Return interviews are read by whoever plans the child's care.", "met"),
    ("Residential homes far away are visited by the placing area.", ""),
)
TAUGHT = (
    (
        "2019-20",
        "Visits found calm homes, and nobody asked who else lived there. Agencies now ask at every "
        "first visit, and write it down.",
        LearningSummary.Status.SETTLED,
    ),
    (
        "2020-21",
        "Each agency saw a part. Nobody put the parts together before it was late.",
        LearningSummary.Status.DRAFT,
    ),
)
EVIDENCE = {
    "partly": "Half of the interviews in a sample of spring were done by somebody the child chose.",
    "not met": "No agency could say when it had told the others.",
    "met": "Case file audit of June.",
}


def bring() -> None:
    """Twice is as good as once."""
    partnership = Partnership.objects.filter(ref=NORTHMERE).first()
    if partnership is None or NationalPublication.objects.filter(title=TITLE).exists():
        return
    lead = somebody(Role.REVIEW_LEAD)
    files = list(Review.objects.filter(ref__in=(RUNNING, PUBLISHED)).order_by("title"))
    themes = list(Theme.objects.order_by("name")[:2])
    for file in files:
        actions.tag_review(review=file, themes=themes, by=lead)
    thematic(partnership, files, lead)
    event(partnership, lead)
    elsewhere(partnership, lead)
    national(partnership, lead)
    advised(partnership)
    shared_theme(files[0], themes[0], lead)
    taught(partnership, lead)


def opened(partnership: Partnership, kind: str, title: str, lead: User) -> Review:
    return actions.open_review(
        partnership=partnership,
        kind=kind,
        title=title,
        commissioned=PartialDate("2020-06"),
        note=INVENTED,
        by=lead,
    )


def thematic(partnership: Partnership, files: list[Review], lead: User) -> None:
    """Two files side by side, and what they have in common."""
    review = opened(partnership, Review.Kind.THEMATIC, "Thematic 2020-A", lead)
    for file in files:
        actions.add_file(thematic=review, review=file, why="", by=lead)
    actions.add_common_theme(
        thematic=review,
        name="Who else lives in the home",
        finding="In both files somebody was known to a service and met by none.",
        seen_in=len(files) or None,
        by=lead,
    )


def event(partnership: Partnership, lead: User) -> None:
    review = opened(partnership, Review.Kind.EVENT, "Event 2020-A", lead)
    actions.save_occasion(
        review=review,
        seen=1,
        agencies=Agency.objects.filter(ref=COUNCIL),
        held_on=date(2020, 7, 2),
        about="How practitioners ask about everybody who lives with a child.",
        attended=38,
        came_out="Health visitors and schools ask the same three questions from September.",
        session_name="",
        session_address="",
        by=lead,
    )


def elsewhere(partnership: Partnership, lead: User) -> None:
    review = opened(partnership, Review.Kind.CONTRIBUTION, "Elsewhere 2020-A", lead)
    actions.save_contribution(
        review=review,
        seen=1,
        agencies=Agency.objects.filter(ref=COUNCIL),
        lead="Southmere Safeguarding Children Partnership",
        their_number="S-2020-02",
        asked_on=date(2020, 8, 20),
        asked="What our services knew of a family that moved to Southmere in 2018.",
        local_link="The family lived here for three years.",
        due_on=date(2020, 10, 1),
        reason="",
        by=lead,
    )


def national(partnership: Partnership, lead: User) -> None:
    publication = actions.national.log_publication(
        partnership=partnership,
        title=TITLE,
        sort=NationalPublication.Sort.REVIEW,
        publisher="A national body, invented",
        published_on=PartialDate("2020-07"),
        about=INVENTED,
        reply_due_on=date(2020, 10, 30),
        by=lead,
    )
    for text, position in LINES:
        line = actions.national.add_gap(publication=publication, recommendation=text, by=lead)
        if position:
            actions.national.look_at_gap(
                line=line, seen=1, position=position, evidence=EVIDENCE[position], by=lead
            )


def advised(partnership: Partnership) -> None:
    """A case that was referred because the national Panel advised it."""
    actions.refer(
        agency=Agency.objects.get(ref=COUNCIL),
        partnership=partnership,
        route=Incident.Route.PANEL,
        advised_on=date(2020, 9, 7),
        advice_reference="Letter 2020/31",
        happened_on=date(2020, 6, 18),
        happened_in=None,
        outside_england=False,
        home_area=None,
        aware_on=date(2020, 6, 19),
        summary="The Panel read of a child who was hurt away from home, and asks what was learned.",
        other_processes="",
        children=[],
        by=somebody(Role.PRACTITIONER),
    )


def shared_theme(review: Review, theme: Theme, lead: User) -> None:
    """A review under another law that has a theme in common with a file."""
    actions.add_related(
        review=review,
        sort=RelatedReview.Sort.ADULT,
        body="Northmere Safeguarding Adults Board, invented",
        reference="A-2020-1",
        shared="Both look at how often somebody moved home, and who knew of it.",
        theme=theme,
        by=lead,
    )


def taught(partnership: Partnership, lead: User) -> None:
    """What the reviews of the year before taught, settled; and a draft of this year's."""
    for year, text, status in TAUGHT:
        actions.write_summary(
            partnership=partnership, year=year, seen=1, text=text, status=status, by=lead
        )
