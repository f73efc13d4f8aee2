"""What happens in the learning hub: writing, checking and sharing; closing stages; answering."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction

from learning_hub.access import answers_for, may_close, may_edit
from learning_hub.models import LearningPoint, Recommendation, Stage, Theme, refuse_identifying
from learning_hub.workflow import LEARNING_POINTS
from partners.models import Area, Partnership
from portal import audit, clock
from portal.access import insist
from portal.models import User

audit.words(
    {
        "learningpoint.written": "Wrote a learning point",
        "learningpoint.rewritten": "Rewrote a learning point",
        "stage.closed": "Closed a stage of a learning cycle",
        "recommendation.answered": "Answered a recommendation",
    }
)


class NotADraft(Exception):
    """This learning point was checked meanwhile: what people read stays as it was read."""


class AlreadyClosed(Exception):
    """Somebody else closed this stage first."""


class AlreadyAnswered(Exception):
    """The agency has answered this recommendation before."""


@transaction.atomic
def write_learning_point(
    *,
    partnership: Partnership,
    text: str,
    source_kind: str,
    year: str = "",
    area: Area | None = None,
    themes: Iterable[Theme] = (),
    by: User,
) -> LearningPoint:
    """Keep a draft. Raises ValidationError when the text could lead back to a child."""
    refuse_identifying(text)
    point = LearningPoint.objects.create(
        partnership=partnership,
        text=text,
        source_kind=source_kind,
        year=year,
        area=area,
        written_by=by,
    )
    point.themes.set(themes)
    audit.record("learningpoint.written", point, by=by, source=source_kind)
    return point


@transaction.atomic
def rewrite_learning_point(
    *,
    point: LearningPoint,
    text: str,
    source_kind: str,
    year: str,
    area: Area | None,
    themes: Iterable[Theme],
    by: User,
) -> None:
    """Change a draft, and be its writer. Raises NotADraft once it is checked.

    Raises ValidationError as writing does.
    """
    insist(may_edit(by, point))
    refuse_identifying(text)
    drafts = LearningPoint.objects.filter(pk=point.pk, status=LearningPoint.Status.DRAFT)
    said = {"text": text, "source_kind": source_kind, "year": year, "area": area}
    if drafts.update(**said, written_by=by) != 1:
        raise NotADraft
    point.themes.set(themes)
    point.refresh_from_db()
    audit.record("learningpoint.rewritten", point, by=by)


def check_learning_point(*, point: LearningPoint, by: User) -> None:
    LEARNING_POINTS.make("check", point, by=by, checked_by=by, checked_at=clock.now())


def share_learning_point(*, point: LearningPoint, by: User) -> None:
    LEARNING_POINTS.make("share", point, by=by)


def send_back_learning_point(*, point: LearningPoint, by: User) -> None:
    """To be written again: whoever checks it next reads it afresh."""
    LEARNING_POINTS.make("send_back", point, by=by, checked_by=None, checked_at=None)


@transaction.atomic
def close_stage(*, stage: Stage, output: str, closed_on: date, by: User) -> None:
    """Close a stage with what it made. Raises AlreadyClosed when it is closed."""
    insist(may_close(by, stage))
    open_stage = Stage.objects.filter(pk=stage.pk, closed_on=None)
    if open_stage.update(output=output, closed_on=closed_on) != 1:
        raise AlreadyClosed
    stage.refresh_from_db()
    audit.record("stage.closed", stage, by=by, closed_on=closed_on.isoformat())


@transaction.atomic
def answer_recommendation(
    *, recommendation: Recommendation, accepted: bool, reason: str, by: User
) -> None:
    """Say for one's agency whether it accepts. Raises AlreadyAnswered the second time."""
    insist(answers_for(by, recommendation))
    unanswered = Recommendation.objects.filter(pk=recommendation.pk, accepted=None)
    answer = {"accepted": accepted, "reason": reason}
    if unanswered.update(**answer, answered_by=by, answered_at=clock.now()) != 1:
        raise AlreadyAnswered
    recommendation.refresh_from_db()
    audit.record("recommendation.answered", recommendation, by=by, accepted=accepted)
