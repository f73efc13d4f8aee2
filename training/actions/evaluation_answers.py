"""What people answer by their link, and what is made of their words."""

from collections.abc import Iterable

from django.db import transaction

from learning_hub.actions import keep_response
from learning_hub.actions.questionnaires import Given
from learning_hub.models import Answer, Question, Quote, Theme, refuse_identifying
from portal import audit, clock
from portal.models import User
from training.models import EvaluationRequest, EvaluationStage, Rating

audit.words(
    {
        "evaluationrequest.answered": "Answered an evaluation of training",
        "answer.coded": "Said what an answer is about",
        "quote.cleared": "Cleared words of an answer for others to read",
        "quote.withdrawn": "Took words of an answer back",
    }
)

Status = EvaluationRequest.Status
Measure = Question.Measure


class AlreadyGiven(Exception):
    """This link was used."""


class NoLongerAsked(Exception):
    """The link has lapsed, or what it asked about is over."""


@transaction.atomic
def answer_evaluation(*, request: EvaluationRequest, given: Given, by: User | None) -> None:
    """Keep the answers of whoever has the link, once. Raises AlreadyGiven, NoLongerAsked."""
    rows = EvaluationRequest.objects.select_for_update(of=("self",))
    held = rows.select_related("round__stage", "version", "booking").get(pk=request.pk)
    if held.status == Status.ANSWERED:
        raise AlreadyGiven
    today = clock.today()
    if held.status != Status.OPEN or held.round.closes_on < today:
        raise NoLongerAsked
    response = keep_response(version=held.version, given=given, on=today)
    ours = EvaluationRequest.objects.filter(pk=held.pk, status=Status.OPEN)
    ours.update(status=Status.ANSWERED, response=response, remind_on=None)
    audit.record("evaluationrequest.answered", held, by=by, stage=held.round.stage.when)
    if is_about_the_day(held):
        rate(held, given)


def is_about_the_day(request: EvaluationRequest) -> bool:
    at_the_end = request.round.stage.when == EvaluationStage.When.END
    return at_the_end and request.asked == EvaluationRequest.Asked.DELEGATE


def rate(request: EvaluationRequest, given: Given) -> None:
    """The rating that figures count: what was answered about the session overall.

    A rating given before stays; a scale in other words than ours gives none.
    """
    said = measured(request, given)
    score = said.get(Measure.OVERALL, "").lower()
    if score not in Rating.Score.values:
        return
    online = {"yes": True, "no": False}.get(said.get(Measure.ONLINE, "").lower())
    Rating.objects.get_or_create(
        booking=request.booking,
        defaults={
            "score": score,
            "would_train_online": online,
            "returned_on": clock.today(),
        },
    )


def measured(request: EvaluationRequest, given: Given) -> dict[str, str]:
    """What was picked, in words, by what reports read from it."""
    asked = request.version.questions.exclude(measure="").filter(pk__in=given)
    return {q.measure: q.label_of(int(str(given[q.pk]))) for q in asked if q.picks}


@transaction.atomic
def code_answer(*, answer: Answer, themes: Iterable[Theme], quote: str, by: User) -> None:
    """Say what an answer is about, and which of its words others may read: none when empty.

    Raises ValidationError when the words could lead back to somebody.
    """
    refuse_identifying(quote)
    held = Answer.objects.select_for_update().get(pk=answer.pk)
    Answer.objects.filter(pk=held.pk).update(coded_on=clock.today(), coded_by=by)
    held.themes.set(themes)
    audit.record("answer.coded", held, by=by)
    clear_quote(held, quote.strip(), by)


def clear_quote(answer: Answer, text: str, by: User) -> None:
    before = Quote.objects.filter(answer=answer).first()
    if before is not None and before.text == text:
        return
    if not text:
        if before is not None:
            audit.record("quote.withdrawn", before, by=by)
            before.delete()
        return
    said = {"text": text, "cleared_on": clock.today(), "cleared_by": by}
    made, _ = Quote.objects.update_or_create(answer=answer, defaults=said)
    audit.record("quote.cleared", made, by=by)
