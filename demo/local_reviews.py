"""Two invented local reviews of Northmere: one under way, one published. Nobody is meant."""

from datetime import date, timedelta

from demo import cast
from learning_hub.actions import publish_resource
from learning_hub.models import Resource
from partners.models import Agency, Partnership, Role
from portal import clock, documents
from portal.models import User
from reviews import actions
from reviews.models import Contact, LocalReview, Publication, PublishedResource, Review
from reviews.papers import GUIDE, REPORT, SYNOPSIS

NORTHMERE = "northmere"
COUNCIL = "agency/northmere_council"
RUNNING, PUBLISHED = "northmere/review/2020-03", "northmere/review/2019-02"
LINES = (
    "How did each agency hear what the young person said about home, and what did it do then?",
    "Why were three missing episodes looked at one by one and not together?",
    "What did frequent moves of home do to who knew what?",
)
DRAFT = """# What was seen

Each agency saw a part. Nobody put the parts side by side before the third missing episode.

# Why

- Return interviews were done by one service and read by none
- A move of home closed the case in one agency and opened it in no other"""
REPORT_TEXT = """# About this review

The review looked at how agencies worked with a young child, called Alder here, and the family.
It was written by an independent reviewer, Yusra Specimen.

# What was learned

Practitioners who visited saw a tidy home and a calm parent. Nobody asked who else lived there.
The father was known to two services and spoken to by neither.

# What has to improve, by whom and by when

- Health services ask at every new birth visit who lives in the home: within 3 months
- Children's social care speaks with fathers in every assessment: within 6 months
- The partnership looks after a year whether both are done"""
SYNOPSIS_TEXT = """Ask who lives in the home, and speak with fathers.

- A calm visit is one moment. Ask about the others.
- Someone everybody has heard of and nobody has met is somebody to meet."""
GUIDE_TEXT = (
    "A young child was seriously harmed. The family was known to several services.",
    "Agencies had worked side by side and not together.",
    "Visits found a tidy home. The father was spoken of and never met.",
    "A nursery worker wrote down what the child said, word for word.",
    "Ask who lives in the home. Fathers are part of every assessment.",
    "At your next visit, ask and write down who lives there, and meet them.",
    "Whom have you heard of in a family you know, and never met?",
)


def bring() -> None:
    """Twice is as good as once."""
    partnership = Partnership.objects.filter(ref=NORTHMERE).first()
    if partnership is None or Review.objects.filter(ref=RUNNING).exists():
        return
    under_way(partnership)
    published(partnership)


def somebody(role: Role, place: str = "elsewhere") -> User:
    """The member of the cast who holds a role in Northmere; the reviewer comes from outside."""
    one = next(one for one in cast.CAST if (one.role, one.place) == (role, place))
    return User.objects.get(email=one.email)


def file_of(partnership: Partnership, ref: str, title: str) -> Review:
    return Review.objects.create(
        ref=ref,
        partnership=partnership,
        title=title,
        kind=Review.Kind.LOCAL,
        law=Review.Law.NEW,
        count=1,
        note="Invented for the demonstration.",
    )


def under_way(partnership: Partnership) -> None:
    """Commissioned in spring, paused over summer, with a first draft to read."""
    lead, scrutineer = somebody(Role.REVIEW_LEAD), somebody(Role.SCRUTINEER)
    review = file_of(partnership, RUNNING, "2020-03")
    day = date(2020, 4, 6)
    why = "Two agencies knew of the same danger and neither knew of the other."
    local = actions.decide_local_review(review=review, on=day, reason=why, by=lead)
    until = clock.today() + timedelta(days=180)
    for person in (scrutineer, somebody(Role.EXECUTIVE)):
        actions.let_in(review=review, person=person, reason="Signs", ends_on=until, by=lead)
    actions.write_scrutiny(
        local=local,
        view="supports",
        text="The reviewer comes from outside, and no agency chairs its own part.",
        by=scrutineer,
    )
    council = Agency.objects.get(ref=COUNCIL)
    told = "A review of work with a young person who went missing, between 2018 and 2020."
    actions.ask_agencies(local=local, agencies=[council], told=told, by=lead)
    actions.answer_declaration(
        declaration=local.declarations.get(),
        answer="none",
        reason="",
        heard_from="",
        by=somebody(Role.AGENCY_LEAD),
    )
    actions.commission(local=local, intent="report", intent_reason="", by=lead)
    work(local, lead)


def work(local: LocalReview, lead: User) -> None:
    reviewer = somebody(Role.PANEL_MEMBER, "other agency")
    actions.appoint_reviewer(
        local=local,
        person=reviewer,
        terms="Thirty days of work, a draft in summer, a meeting with practitioners.",
        knowledge="Led reviews in three other areas; trained in systems methods.",
        independence="Lives and works elsewhere; knows nobody of the family or the agencies.",
        engaged_on=date(2020, 5, 4),
        ends_on=clock.today() + timedelta(days=180),
        by=lead,
    )
    for line in LINES:
        actions.add_key_line(local=local, text=line, by=reviewer)
    actions.begin(local=local, by=lead)
    actions.pause(
        local=local,
        proceedings="criminal",
        reason="Witnesses of the trial could not be spoken with.",
        on=date(2020, 6, 15),
        by=lead,
    )
    actions.tell_of_delay(
        local=local,
        on=date(2020, 6, 17),
        reasons="The trial; interviews go on after it.",
        meanwhile="Return interviews are read by the team around the child since July.",
        by=lead,
    )
    actions.resume(local=local, on=date(2020, 8, 3), by=lead)
    actions.add_contact(
        local=local,
        who=Contact.With.FAMILY,
        role="Grandmother",
        on=date(2020, 8, 20),
        how=Contact.How.MEETING,
        outcome=Contact.Outcome.TOOK_PART,
        said="She had rung three offices and told the same story three times.",
        by=reviewer,
    )
    draft = actions.add_draft(
        local=local, text=DRAFT, note="First version.", uploads=[], by=reviewer
    )
    actions.comment_on_draft(
        draft=draft,
        section="Why",
        quote="Return interviews were done by one service and read by none",
        text="Say who should have read them, and what stood in the way.",
        by=lead,
    )
    actions.ask_progress(
        local=local,
        asked="Which interviews are left, and when is the next version to be read?",
        due_on=date(2020, 9, 28),
        by=lead,
    )


def published(partnership: Partnership) -> None:
    """Published in summer: public for a year, its learning in the hub."""
    day, lead = date(2020, 6, 15), somebody(Role.REVIEW_LEAD)
    review = file_of(partnership, PUBLISHED, "2019-02")
    days = {"planned_publication": day.isoformat(), "published": day.isoformat()}
    days |= {"commissioned": "2019-11-04", "completed": "2020-05-11"}
    Review.objects.filter(pk=review.pk).update(copies_sent_on=date(2020, 6, 2), **days)
    text = Publication.objects.create(
        review=review,
        status=Publication.Status.PUBLISHED,
        title="Alder: a review of work with a young child and the family",
        report=REPORT_TEXT,
        synopsis=SYNOPSIS_TEXT,
        guide=list(GUIDE_TEXT),
        published_on=day,
        until=clock.add_months(day, 12),
    )
    LocalReview.objects.create(
        review=review,
        status=LocalReview.Status.SIGNED_OFF,
        decided_on=date(2019, 11, 4),
        reason="Recurrent themes.",
        decided_by=lead,
        intent=LocalReview.Intent.REPORT,
        commissioned_on=date(2019, 11, 18),
        signed_off_on=date(2020, 5, 11),
    )
    hand_on(text, lead)
    for kind in (REPORT, SYNOPSIS, GUIDE):
        documents.request_document(kind, text, by=None)


def hand_on(text: Publication, lead: User) -> None:
    guide = "\n\n".join(f"# {part}\n\n{told}" for part, told in text.guide_parts)
    for kind, label, told in (
        (Resource.Kind.SYNOPSIS, "Synopsis of learning", text.synopsis),
        (Resource.Kind.GUIDE, "7-minute guide", guide),
    ):
        resource = publish_resource(
            partnership=text.review.partnership,
            kind=kind,
            title=f"{label}: Alder",
            text=told,
            by=lead,
        )
        PublishedResource.objects.create(publication=text, resource=resource)
