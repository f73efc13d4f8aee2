"""Asking people what a session changed: when, whom, reminding them, and closing the round."""

from datetime import date, timedelta

from django.db import transaction
from django.db.models import F

from learning_hub.models import Questionnaire
from portal import audit, clock, deadlines, notices
from portal.models import User
from portal.outbox.checking import still_wanted
from training.deadlines import EVALUATIONS
from training.models import (
    Booking,
    EvaluationRequest,
    EvaluationRound,
    EvaluationSchedule,
    EvaluationStage,
    Session,
)
from training.models.evaluation import DAYS_BEFORE, fresh_salt, hash_of, token_of

audit.words(
    {
        "evaluationround.asked": "Asked people what they made of a training session",
        "evaluationround.closed": "Stopped asking about a training session",
    }
)

Asked = EvaluationRequest.Asked
Status = EvaluationRequest.Status
When = EvaluationStage.When
CAME = (Booking.Status.ATTENDED, Booking.Status.PART)
TEMPLATES = {Asked.DELEGATE: "evaluation_asked", Asked.MANAGER: "evaluation_manager"}
REMIND_AFTER = timedelta(days=7)
MOST_REMINDERS = 2


@transaction.atomic
def plan_evaluations(*, session: Session, by: User | None) -> list[EvaluationRound]:
    """Once a register is closed: a round for each stage, and those that are due are asked.

    Twice is as good as once. A partnership without a schedule asks nobody.
    """
    ended = session.ends_on
    schedules = EvaluationSchedule.objects.in_force(ended)
    schedule = schedules.filter(partnership=session.course.partnership_id).first()
    stages = schedule.stages.exclude(when=When.BEFORE) if schedule else ()
    rounds = [plan_round(stage, session) for stage in stages]
    for one in rounds:
        if one.opens_on <= clock.today():
            ask_round(evaluation=one, by=by)
    return rounds


def plan_round(stage: EvaluationStage, session: Session) -> EvaluationRound:
    """The round of a stage, and its clock where it is still to come."""
    opens_on = stage.opens_on(session.starts_on, session.ends_on)
    facts = {"opens_on": opens_on, "closes_on": opens_on + timedelta(days=stage.schedule.open_days)}
    found, is_new = EvaluationRound.objects.get_or_create(
        session=session, stage=stage, defaults=facts
    )
    if is_new and opens_on > clock.today() and stage.when in EVALUATIONS:
        deadlines.start(EVALUATIONS[stage.when], found, on=session.ends_on, due_on=opens_on)
    return found


@transaction.atomic
def ask_round(*, evaluation: EvaluationRound, by: User | None) -> int:
    """Ask everybody of a round who has not been asked. Returns how many were."""
    rows = EvaluationRound.objects.select_for_update(of=("self",))
    held = rows.select_related("stage__schedule", "session__course").get(pk=evaluation.pk)
    stage, session = held.stage, held.session
    places = list(to_ask(held))
    asked = ask_each(held, places, Asked.DELEGATE, stage.asks(session))
    asked += ask_each(held, places, Asked.MANAGER, stage.managers)
    EvaluationRound.objects.filter(pk=held.pk, asked_at=None).update(asked_at=clock.now())
    if stage.when in EVALUATIONS:
        deadlines.meet(EVALUATIONS[stage.when], held)
    audit.record("evaluationround.asked", held, by=by, stage=stage.when, asked=asked)
    return asked


def to_ask(evaluation: EvaluationRound) -> list[Booking]:
    """Whoever came; before a session, whoever is to come."""
    before = evaluation.stage.when == When.BEFORE
    status = (Booking.Status.BOOKED,) if before else CAME
    places = evaluation.session.bookings.filter(status__in=status)
    return list(places.select_related("person").order_by("pk"))


def ask_each(
    evaluation: EvaluationRound,
    places: list[Booking],
    asked: Asked,
    questionnaire: Questionnaire | None,
) -> int:
    """Those who can be reached and were not asked before. Nobody without a published version."""
    version = questionnaire.versions.current().first() if questionnaire else None
    if version is None:
        return 0
    done = set(evaluation.requests.filter(asked=asked).values_list("booking_id", flat=True))
    reach = [(place, address_of(place, asked)) for place in places if place.pk not in done]
    fresh = [(place, address) for place, address in reach if address]
    for place, address in fresh:
        salt = fresh_salt()
        with_account = asked == Asked.DELEGATE and place.person_id is not None
        made = EvaluationRequest.objects.create(
            round=evaluation,
            booking=place,
            asked=asked,
            version=version,
            address="" if with_account else address,
            salt=salt,
            token_hash=hash_of(token_of(salt)),
            remind_on=next_reminder(clock.today(), evaluation.closes_on),
        )
        send(made)
    return len(fresh)


def address_of(place: Booking, asked: Asked) -> str:
    return place.manager if asked == Asked.MANAGER else place.mail


def next_reminder(after: date, closes_on: date) -> date | None:
    day = after + REMIND_AFTER
    return day if day <= closes_on else None


def send(request: EvaluationRequest) -> None:
    """The mail with the link; each reminder is a mail of its own. Who has no address gets none."""
    template, once = TEMPLATES[Asked(request.asked)], str(request.reminders)
    person = request.booking.person
    if person is not None and not request.address:
        notices.queue(template, to=person, about=request, once=once)
    elif request.address:
        notices.queue_to_address(template, address=request.address, about=request, once=once)


@still_wanted("evaluation_asked")
@still_wanted("evaluation_manager")
def is_still_asked(notice: object) -> bool:
    """Nobody is asked twice who has answered, or too late."""
    request: EvaluationRequest = notice.subject  # type: ignore[attr-defined]
    return request.status == Status.OPEN and request.round.closes_on >= clock.today()


def ask_due(day: date) -> int:
    """Ask every round whose day has come. Returns how many rounds."""
    due = EvaluationRound.objects.due(day).select_related("session").order_by("opens_on", "pk")
    ready = [one for one in due if one.session.status != Session.Status.CANCELLED]
    for one in ready:
        ask_round(evaluation=one, by=None)
    return len(ready)


def plan_before(day: date) -> int:
    """Plan and ask the rounds before sessions that come within a week. Returns how many."""
    coming = Session.objects.upcoming(clock.now()).select_related("course")
    near = coming.filter(starts_at__date__lte=day + timedelta(days=DAYS_BEFORE))
    stages = EvaluationStage.objects.filter(when=When.BEFORE).select_related("schedule")
    asking = {
        stage.schedule.partnership_id: stage
        for stage in stages.filter(schedule__in=EvaluationSchedule.objects.in_force(day))
    }
    found = [(s, asking.get(s.course.partnership_id)) for s in near]
    rounds = [plan_round(stage, session) for session, stage in found if stage is not None]
    for one in rounds:
        if len(to_ask(one)) > one.requests.filter(asked=Asked.DELEGATE).count():
            ask_round(evaluation=one, by=None)
    return len(rounds)


def remind(day: date) -> int:
    """Remind whoever has not answered, at most twice. Returns how many were."""
    owed = EvaluationRequest.objects.unanswered(day).filter(remind_on__lte=day)
    joined = owed.select_related("round", "booking__person")
    return sum(remind_one(request, day) for request in joined)


@transaction.atomic
def remind_one(request: EvaluationRequest, day: date) -> bool:
    """Two reminders at once send one. A request that came in a pack gets its link now."""
    last = request.reminders + 1 >= MOST_REMINDERS
    facts = {
        "reminders": F("reminders") + 1,
        "remind_on": None if last else next_reminder(day, request.round.closes_on),
        "token_hash": hash_of(request.token),
    }
    ours = EvaluationRequest.objects.unanswered(day).filter(
        pk=request.pk, remind_on=request.remind_on, reminders=request.reminders
    )
    if ours.update(**facts) != 1:
        return False
    request.refresh_from_db()
    send(request)
    return True


def give_link(*, request: EvaluationRequest) -> None:
    """A link for a request that came in a pack without one. No mail: it stands on My training."""
    without = EvaluationRequest.objects.filter(pk=request.pk, token_hash=None)
    without.update(token_hash=hash_of(request.token))


def close_rounds(day: date) -> int:
    """Let what was not answered in time lapse. Returns how many rounds closed."""
    open_late = EvaluationRequest.objects.filter(status=Status.OPEN, round__closes_on__lt=day)
    rounds = EvaluationRound.objects.filter(pk__in=open_late.values("round")).order_by("pk")
    return sum(close_round(one) for one in rounds)


@transaction.atomic
def close_round(evaluation: EvaluationRound) -> bool:
    late = evaluation.requests.filter(status=Status.OPEN)
    lapsed = late.update(status=Status.LAPSED, remind_on=None)
    if lapsed:
        audit.record("evaluationround.closed", evaluation, by=None, lapsed=lapsed)
    return bool(lapsed)


def evaluate(day: date) -> int:
    """All that is due on a day. Safe to run twice, or at once."""
    return plan_before(day) + ask_due(day) + remind(day) + close_rounds(day)
