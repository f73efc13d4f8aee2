"""What became of the published review of Northmere: one chain to its end, one with gaps."""

from datetime import date

from demo.local_reviews import COUNCIL, PUBLISHED, somebody
from partners.actions import move_action, note_progress
from partners.models import Agency, Role
from portal.models import User
from reviews import actions
from reviews.models import (
    AssuranceStatement,
    Publication,
    RecommendationAction,
    Review,
    ReviewRecommendation,
)
from training.models import Course

COURSE = "northmere/course/basics"
WORDS = (
    "Ask at every first visit who lives in the home, and write it down.",
    "Speak with fathers in every assessment, and say how when it was not possible.",
    "Read return interviews together once a month.",
)
EXECUTIVE = "The executive of the partnership"


def bring() -> None:
    """Twice is as good as once."""
    review = Review.objects.filter(ref=PUBLISHED).first()
    if review is None or review.recommendations.exists():
        return
    lead, council = somebody(Role.REVIEW_LEAD), Agency.objects.get(ref=COUNCIL)
    first, second, _ = (
        actions.write_recommendation(
            review=review, text=text, to_partnership=not number, agencies=[council], by=lead
        )
        for number, text in enumerate(WORDS)
    )
    to_its_end(first, council, lead)
    with_gaps(second, council, lead)
    around(review, council, lead)


def decide(made: ReviewRecommendation, answer: str, reasons: str, lead: User) -> None:
    actions.decide_on_recommendation(
        recommendation=made,
        answer=answer,
        reasons=reasons,
        deciders=EXECUTIVE,
        decided_on=date(2020, 6, 22),
        by=lead,
    )


def give(made: ReviewRecommendation, text: str, due: date, owner: Agency, lead: User) -> None:
    """Into the tracker, and done there by the lead of the agency."""
    actions.give_recommendation_action(
        recommendation=made, text=text, owner=owner, owner_role="Service lead", due=due, by=lead
    )


def done(given: RecommendationAction, note: str) -> None:
    agency_lead = somebody(Role.AGENCY_LEAD)
    note_progress(action=given.action, text=note, by=agency_lead)
    move_action(action=given.action, move="finish", by=agency_lead)


def to_its_end(made: ReviewRecommendation, council: Agency, lead: User) -> None:
    decide(made, "accepted", "", lead)
    give(made, "Ask who lives in the home at every first visit", date(2020, 9, 21), council, lead)
    given = made.actions.get()
    done(given, "The form asks it since July. An audit of twenty records found it in eighteen.")
    actions.confirm_recommendation_action(
        given=given,
        outcome=RecommendationAction.Outcome.SHOWN,
        shown_by="The audit of August: eighteen of twenty records",
        by=lead,
    )
    actions.name_product(
        recommendation=made,
        subject=Course.objects.get(ref=COURSE),
        used_where="Every session since July",
        by=lead,
    )
    assure(made, council, lead)
    check = actions.plan_impact_check(
        recommendation=made,
        due_on=date(2020, 9, 7),
        measure="Twenty records, read by two agencies side by side",
        looks="Quality assurance group",
        by=lead,
    )
    actions.record_impact(
        check=check,
        result="partly",
        found="Eighteen of twenty record who lives in the home; half say who was spoken with.",
        evidence="Audit of August 2020",
        found_on=date(2020, 9, 7),
        found_by="Quality assurance group",
        again_on=date(2021, 3, 8),
        by=lead,
    )


def assure(made: ReviewRecommendation, council: Agency, lead: User) -> None:
    """Asked, written and signed off by the agency, and accepted."""
    [statement] = actions.ask_for_assurance(
        review=made.review,
        recommendation=made,
        agencies=[council],
        asked="How far is this part of everyday work, and how do you know?",
        due_on=date(2020, 9, 30),
        by=lead,
    )
    signer = somebody(Role.AGENCY_LEAD)
    actions.save_assurance(
        assurance=statement,
        seen=1,
        answer=AssuranceStatement.Answer.EMBEDDED,
        statement="The form, supervision and the audit of August ask for it.",
        by=signer,
    )
    actions.sign_assurance(statement=statement, seen=2, by=signer)
    actions.accept_assurance(statement=statement, by=lead)


def with_gaps(made: ReviewRecommendation, council: Agency, lead: User) -> None:
    decide(made, "in part", "Not where it would put somebody in danger.", lead)
    give(made, "Speak with fathers in every assessment", date(2020, 10, 5), council, lead)
    done(made.actions.get(), "Every team was told, and supervision asks for it.")


def around(review: Review, council: Agency, lead: User) -> None:
    """Who has the guide, and who was challenged."""
    actions.record_guide_sent(
        publication=Publication.objects.get(review=review),
        agencies=[council],
        to="Providers of training",
        sent_on=date(2020, 6, 22),
        how="With the newsletter of June",
        by=lead,
    )
    challenge = actions.record_challenge(
        review=review,
        challenger="Independent scrutineer",
        challenged="Director of children's services",
        on=date(2020, 7, 13),
        text="How will you know that fathers are spoken with, and not only counted?",
        by=lead,
    )
    actions.answer_challenge(
        challenge=challenge,
        answer="The next audit reads what they said, and not whether a box was ticked.",
        answered_by="Director of children's services",
        answered_on=date(2020, 8, 3),
        by=lead,
    )
