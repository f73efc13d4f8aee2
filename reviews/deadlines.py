"""The clocks of a review, as law and guidance set them."""

from partners.models import Role, leads_of
from partners.readers import holding, people_shut_out, readership
from portal.deadlines import Kind
from portal.models import User
from reviews.models import (
    AssuranceStatement,
    ConflictOfInterest,
    ImpactCheck,
    InformationRequest,
    NationalPublication,
    Review,
    SafetyAction,
)


def review_leads(review: Review) -> list[User]:
    """The review leads of the partnership today, but nobody whom a conflict shuts out."""
    return leads_at(review.partnership_id, review)


def leads_at(partnership_id: int, review: Review) -> list[User]:
    """Those of one partnership who lead, or could lead, this review."""
    held = holding(partnership_id, Role.REVIEW_LEAD)
    shut = people_shut_out(ConflictOfInterest.objects.filter(review=review))
    return readership([(one.person, "") for one in held], shut).people


COPIES = Kind(
    key="reviews.publication_copies",
    label="Copies of a review, before it is published",
    subject="reviews.Review",
    amount=-7,
    unit="working days",
    basis="statute",
    source="SI 2018/789 and Working Together, chapter 5",
    people=review_leads,
    remind_days_before=(5, 2, 1),
)


# Day 0 is the day on which the local authority became aware; of a death, the day it was known.
PANEL = Kind(
    key="reviews.notify_panel",
    label="Notification of a serious incident to the national Panel",
    subject="reviews.Review",
    amount=5,
    unit="working days",
    basis="guidance",
    source="Children Act 2004, section 16C, and Working Together, chapter 5",
    people=review_leads,
    remind_days_before=(3, 1),
)
PARTNERS = Kind(
    key="reviews.notify_partners",
    label="Safeguarding partners told of a serious incident",
    subject="reviews.Review",
    amount=5,
    unit="working days",
    basis="guidance",
    source="Guidance on serious incident notifications",
    people=review_leads,
    remind_days_before=(3, 1),
)
LOOKED_AFTER = Kind(
    key="reviews.notify_looked_after_death",
    label="Secretary of State and Ofsted told of the death of a looked-after child",
    subject="reviews.Review",
    amount=5,
    unit="working days",
    basis="guidance",
    source="Guidance on serious incident notifications, whether or not abuse is suspected",
    people=review_leads,
    remind_days_before=(3, 1),
)
CARE_LEAVER = Kind(
    key="reviews.notify_care_leaver_death",
    label="Secretary of State and Ofsted told of the death of a care leaver",
    subject="reviews.Review",
    amount=5,
    unit="working days",
    basis="guidance",
    source="Working Together, chapter 5: should be notified; the number of days is assumed",
    people=review_leads,
    remind_days_before=(3, 1),
    check=True,
)


def asked_leads(request: InformationRequest) -> list[User]:
    """The leads of the agency that was asked, but nobody whom a conflict shuts out."""
    leads = leads_of(request.agency_id, request.partnership.pk)
    shut = people_shut_out(ConflictOfInterest.objects.filter(review=request.rapid.review))
    return readership([(lead, "") for lead in leads], shut).people


def assuring_leads(statement: AssuranceStatement) -> list[User]:
    """The leads of the agency that gives assurance, but nobody whom a conflict shuts out."""
    leads = leads_of(statement.agency_id, statement.partnership.pk)
    shut = people_shut_out(ConflictOfInterest.objects.filter(review=statement.review))
    return readership([(lead, "") for lead in leads], shut).people


def checking_leads(check: ImpactCheck) -> list[User]:
    return review_leads(check.recommendation.review)


def safety_leads(action: SafetyAction) -> list[User]:
    return review_leads(action.rapid.review)


RAPID_REVIEW = Kind(
    key="reviews.rapid_review",
    label="Rapid review, complete and with the Panel",
    subject="reviews.Review",
    amount=15,
    unit="working days",
    basis="practice",
    source="Working Together, chapter 5, and guidance of the Panel",
    people=review_leads,
    remind_days_before=(10, 5, 2, 1),
)
# Nothing in law: when to ask the Panel whether it has answered.
PANEL_REPLY = Kind(
    key="reviews.panel_reply",
    label="Answer of the Panel to a rapid review",
    subject="reviews.Review",
    amount=15,
    unit="working days",
    basis="practice",
    source="Local practice: when the Panel usually answers",
    people=review_leads,
    remind_days_before=(1,),
    check=True,
)
INFORMATION = Kind(
    key="reviews.information",
    label="Information asked of an agency",
    subject="reviews.InformationRequest",
    amount=5,
    unit="agreed",
    basis="local",
    source="Agreed when asked, under the Children Act 2004, section 16H",
    people=asked_leads,
    remind_days_before=(2, 1),
)
SAFETY = Kind(
    key="reviews.safety_action",
    label="Action for the safety of a child",
    subject="reviews.SafetyAction",
    amount=1,
    unit="agreed",
    basis="local",
    source="Agreed in the rapid review",
    people=safety_leads,
    remind_days_before=(2, 1),
)
LOCAL_REVIEW = Kind(
    key="reviews.local_review",
    label="Local review, from the decision to the published report",
    subject="reviews.Review",
    amount=6,
    unit="months",
    basis="guidance",
    source="Working Together, chapter 5",
    people=review_leads,
    remind_days_before=(60, 30, 14, 7, 1),
)
# The law says "at regular intervals"; a month is the portal's own step.
MONITORING = Kind(
    key="reviews.monitoring",
    label="Time taken and quality of a local review, looked at",
    subject="reviews.Review",
    amount=1,
    unit="months",
    basis="statute",
    source="SI 2018/789, regulation 14: at regular intervals",
    people=review_leads,
    remind_days_before=(3, 1),
    check=True,
)
PUBLIC = Kind(
    key="reviews.public",
    label="A published review, public at least until",
    subject="reviews.Review",
    amount=12,
    unit="months",
    basis="statute",
    source="SI 2018/789 and Working Together, chapter 5",
    people=review_leads,
    remind_days_before=(14, 1),
)
ASSURANCE = Kind(
    key="reviews.assurance",
    label="Statement of an agency that learning is part of its work",
    subject="reviews.AssuranceStatement",
    amount=20,
    unit="agreed",
    basis="local",
    source="Agreed when asked",
    people=assuring_leads,
    remind_days_before=(10, 5, 1),
)
IMPACT = Kind(
    key="reviews.impact",
    label="Check whether a recommendation changed practice",
    subject="reviews.ImpactCheck",
    amount=180,
    unit="agreed",
    basis="local",
    source="Agreed when the check was planned",
    people=checking_leads,
    remind_days_before=(14, 5, 1),
)
CONTRIBUTION = Kind(
    key="reviews.contribution",
    label="Contribution to a review of another area",
    subject="reviews.Review",
    amount=15,
    unit="agreed",
    basis="local",
    source="Agreed with the partnership that leads it; Children Act 2004, section 16H",
    people=review_leads,
    remind_days_before=(10, 5, 1),
)


def answering_team(publication: NationalPublication) -> list[User]:
    """The business team of the partnership today."""
    held = holding(publication.partnership_id, Role.BUSINESS_TEAM)
    return list({one.person.pk: one.person for one in held}.values())


DEPARTMENT_REPLY = Kind(
    key="reviews.department_reply",
    label="Reply to a department on a national matter",
    subject="reviews.NationalPublication",
    amount=20,
    unit="agreed",
    basis="local",
    source="Set by the department that asks",
    people=answering_team,
    remind_days_before=(10, 5, 1),
)
