"""Invented reviews of the other kinds in Northmere, and a national publication. Nobody is meant."""

from datetime import date

from demo.local_reviews import COUNCIL, NORTHMERE, PUBLISHED, RUNNING, somebody
from learning_hub.models import Theme
from partners.models import Agency, Partnership, Role
from portal.models import User
from portal.vague import PartialDate
from reviews import actions
from reviews.models import NationalPublication, Review

INVENTED = "Invented for the demonstration."
TITLE = "Children who go missing from home (invented for the demonstration)"
LINES = (
    ("Every child who was missing is asked by somebody they chose.", "partly"),
    ("Agencies put what they hear side by side within 3 working days.", "not met"),
    ("Return interviews are read by whoever plans the child's care.", "met"),
    ("Residential homes far away are visited by the placing area.", ""),
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
