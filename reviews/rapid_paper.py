"""What a rapid review says, in one piece: the page, the PDF, and the text under a signature."""

from typing import Any

from portal.clock import day_text
from portal.seals import seal_of
from reviews import criteria
from reviews.completeness import BY_CODE
from reviews.models import ChronologyEntry, RapidMeeting, RapidReview, ReviewDecision

Told = dict[str, Any]
NOT_RECORDED = "Not recorded"


def told(rapid: RapidReview) -> Told:
    """All that the partners put their names to. Plain words, so that it can be sealed.

    Left out is what goes on by itself: the state, signatures, and whether an action is done.
    """
    return {
        "title": rapid.review.title,
        "aware": day_text(rapid.aware_on) if rapid.aware_on else NOT_RECORDED,
        "notified": day_text(rapid.notified_on),
        "sections": sections(rapid),
        "safety": safety(rapid),
        "agencies": agencies(rapid),
        "chronology": chronology(rapid),
        "meetings": [meeting(one) for one in meetings(rapid)],
        "criteria": tests(rapid),
        "decision": decision(rapid),
    }


def seal_of_rapid(rapid: RapidReview) -> str:
    """The seal of the rapid review as it reads now."""
    return seal_of(told(rapid))


def sections(rapid: RapidReview) -> list[Told]:
    return [
        {
            "code": one.code,
            "title": BY_CODE[one.code].title,
            "covered": one.get_covered_display(),
            "text": one.text,
        }
        for one in rapid.sections.all()
    ]


def safety(rapid: RapidReview) -> list[Told]:
    return [
        {
            "text": one.text,
            "agency": one.agency.name,
            "role": one.owner_role,
            "due": day_text(one.due_on),
        }
        for one in rapid.safety_actions.select_related("agency")
    ]


def agencies(rapid: RapidReview) -> list[Told]:
    """Whom was asked, and what came back; of an open request only that it is open."""
    return [
        {
            "agency": one.agency.name,
            "asked": day_text(one.asked_on),
            "answered": day_text(one.answered_on) if one.answered_on else "Not answered",
            "answer": one.get_answer_display() if one.answered_on else "",
            "summary": one.summary if one.answered_on else "",
        }
        for one in rapid.requests.standing().select_related("agency")
    ]


def chronology(rapid: RapidReview) -> list[Told]:
    """From every agency's answer, in order of date."""
    sent = ChronologyEntry.objects.sent().filter(request__rapid=rapid).in_order()
    return [
        {
            "on": one.on.text if one.on else NOT_RECORDED,
            "text": one.text,
            "response": one.response,
            "agency": one.request.agency.name,
            "source": one.source,
        }
        for one in sent.select_related("request__agency")
    ]


def meetings(rapid: RapidReview) -> list[RapidMeeting]:
    return list(rapid.meetings.prefetch_related("attendances__agency"))


def meeting(one: RapidMeeting) -> Told:
    return {
        "purpose": one.get_purpose_display(),
        "held": day_text(one.held_on),
        "chair": one.chair,
        "decided": one.decided,
        "people": [
            {
                "of": who.of,
                "person": who.person,
                "post": who.post,
                "presence": who.get_presence_display(),
                "in_place_of": who.in_place_of,
            }
            for who in one.attendances.all()
        ],
    }


def tests(rapid: RapidReview) -> list[Told]:
    asked = criteria.criteria
    return [
        {
            "text": asked[one.code].text,
            "source": asked[one.code].source,
            "met": one.get_met_display(),
            "reasons": one.reasons,
        }
        for one in rapid.criteria.all()
    ]


def decision(rapid: RapidReview) -> Told:
    """The local decision: the others are made after the signatures."""
    local = rapid.review.decisions.in_force().filter(whose=ReviewDecision.Whose.LOCAL).first()
    return {} if local is None else of_decision(local)


def of_decision(one: ReviewDecision) -> Told:
    return {
        "outcome": one.get_outcome_display(),
        "on": day_text(one.decided_on),
        "deciders": one.deciders,
        "reasons": one.reasons,
        "scrutineer": one.scrutineer_said,
    }
