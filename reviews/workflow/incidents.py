"""The moves of an incident: from the referral to the rapid review, or to an end before it."""

from portal import audit
from portal.models import User
from portal.workflow import Move, Workflow
from reviews.access import leads
from reviews.models import Incident, LocalReview, Notification, Publication, RapidReview
from reviews.workflow.publication import has_learning

audit.words(
    {
        "incident.screen": "Began to screen a referral",
        "incident.dismiss": "Decided on no further action after a referral",
        "incident.learn": "Decided on another learning review after a referral",
        "incident.find_notifiable": "Decided that an incident has to be notified",
        "incident.notify": "Recorded that the national Panel was notified",
        "incident.find_not_met": "Recorded that the criteria were not met after all",
        "incident.begin_rapid_review": "Began the rapid review of an incident",
        "incident.screen_again": "Began to screen a referral again",
        "incident.close": "Closed a case",
    }
)

Status = Incident.Status


def leads_file(user: User, incident: Incident) -> bool:
    return leads(user, incident.review)


def has_a_day_0(incident: Incident) -> str:
    return "" if incident.aware_on else "Enter first when the local authority became aware."


def panel_was_told(incident: Incident) -> str:
    told = incident.review.notifications.filter(to=Notification.To.PANEL).exists()
    return "" if told else "Record first what was sent to the Panel, when and by whom."


def rapid_review_has_ended(incident: Incident) -> str:
    rapid = RapidReview.objects.filter(review=incident.review_id).first()
    return "The rapid review has not ended yet." if rapid and not rapid.has_ended else ""


def report_is_decided(incident: Incident) -> str:
    """A local review ends with a report, and with a decision on what of it is public."""
    if not LocalReview.objects.filter(review=incident.review_id).exists():
        return ""
    text = Publication.objects.filter(review=incident.review_id).first()
    decided = text is not None and text.status in Publication.DECIDED
    return "" if decided else "What becomes of the report of the local review is not decided yet."


def has_taught(incident: Incident) -> str:
    """Every review leaves a synopsis of what it taught, and a 7-minute guide."""
    text = Publication.objects.filter(review=incident.review_id).first()
    return has_learning(text) if text else "The synopsis of learning is not written yet."


INCIDENTS = Workflow(
    Move(
        name="screen",
        label="Begin to screen",
        begins=(Status.REFERRED,),
        ends=Status.SCREENING,
        who=leads_file,
    ),
    Move(
        name="dismiss",
        label="Decide on no further action",
        begins=(Status.REFERRED, Status.SCREENING),
        ends=Status.NO_FURTHER_ACTION,
        who=leads_file,
    ),
    Move(
        name="learn",
        label="Decide on another learning review",
        begins=(Status.REFERRED, Status.SCREENING),
        ends=Status.OTHER_LEARNING,
        who=leads_file,
    ),
    Move(
        name="find_notifiable",
        label="Decide to notify",
        begins=(Status.REFERRED, Status.SCREENING),
        ends=Status.NOTIFIABLE,
        who=leads_file,
        needs=(has_a_day_0,),
    ),
    Move(
        name="notify",
        label="Record the notification",
        begins=(Status.NOTIFIABLE,),
        ends=Status.NOTIFIED,
        who=leads_file,
        needs=(panel_was_told,),
    ),
    Move(
        name="find_not_met",
        label="Record that the criteria are not met",
        begins=(Status.NOTIFIED, Status.RAPID_REVIEW),
        ends=Status.CRITERIA_NOT_MET,
        who=leads_file,
        needs=(has_a_day_0,),
    ),
    Move(
        name="begin_rapid_review",
        label="Begin the rapid review",
        begins=(Status.NOTIFIED,),
        ends=Status.RAPID_REVIEW,
        who=leads_file,
    ),
    Move(
        name="screen_again",
        label="Screen again",
        begins=(Status.NO_FURTHER_ACTION, Status.OTHER_LEARNING),
        ends=Status.SCREENING,
        who=leads_file,
    ),
    Move(
        name="close",
        label="Close the case",
        begins=(Status.OTHER_LEARNING, Status.RAPID_REVIEW),
        ends=Status.CLOSED,
        who=leads_file,
        needs=(rapid_review_has_ended, report_is_decided, has_taught),
    ),
)
