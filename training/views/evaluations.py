"""What people answered: the list of rounds, one round, a course, and their words."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect

from learning_hub import access as hub
from learning_hub.models import Answer, AnswerQuerySet
from partners.access import standing
from portal.access import door, insist
from portal.exports import Ask, Export, offers
from portal.http import PortalRequest
from portal.pages import paged, posted, show
from training import access, actions
from training.forms import CodingForm, EvaluationFilter, WordsFilter, names_in
from training.models import EvaluationRound, EvaluationRoundQuerySet
from training.reporting import evaluations as results


def rounds_found(ask: Ask) -> EvaluationRoundQuerySet:
    narrow = EvaluationFilter(ask.asked)
    found = access.evaluation_rounds(ask.user).with_counts()
    when = narrow.cleaned_data["when"] if narrow.is_valid() else ""
    return found.filter(stage__when=when) if when else found


EVALUATIONS = Export(
    key="training.evaluations",
    title="Evaluations",
    filters=lambda ask: EvaluationFilter(ask.asked),
    rows=rounds_found,
    columns=(
        ("Course", lambda one: one.session.course.title),
        ("Session", lambda one: one.session.starts_on),
        ("Asked", lambda one: one.stage.get_when_display()),
        ("On", lambda one: one.opens_on),
        ("People asked", lambda one: one.asked_people),
        ("Answered", lambda one: one.answered_people),
        ("Managers asked", lambda one: one.asked_managers),
        ("Managers answered", lambda one: one.answered_managers),
    ),
)


@door("GET", to=access.reads_evaluations)
@offers(EVALUATIONS)
def evaluation_list(request: PortalRequest) -> HttpResponse:
    context = {
        "evaluations": paged(request, EVALUATIONS.found(request)),
        "filter": EvaluationFilter(request.GET),
        "runs": access.runs_training(request.user),
    }
    part = request.htmx
    template = "evaluation_list_results.html" if part else "evaluation_list.html"
    return show(request, f"training/{template}", context)


@door("GET", to=access.reads_evaluations)
def evaluation_round(request: PortalRequest, evaluation_round_id: int) -> HttpResponse:
    rows = access.evaluation_rounds(request.user).with_counts()
    found = get_object_or_404(rows.select_related("stage__schedule"), pk=evaluation_round_id)
    context = {
        "evaluation": found,
        "session": found.session,
        "parts": results.of_rounds([found.pk]),
        "change": results.confidence_of([found.session_id]),
        "quotes": results.quotes_of([found.pk]),
        "runs": access.runs_training_for(request.user, found.session.course.partnership_id),
    }
    return show(request, "training/evaluation_round.html", context)


@door("GET", to=access.runs_training)
def course_evaluations(request: PortalRequest, course_id: int) -> HttpResponse:
    """All sessions of a course together, by the moment at which people were asked."""
    course = get_object_or_404(access.courses(request.user), pk=course_id)
    insist(standing(request.user).holds_in(course.partnership_id, *access.LEADS))
    rounds = access.evaluation_rounds(request.user).filter(session__course=course)
    context = {"course": course, "parts": results.by_stage(rounds)}
    context["change"] = results.confidence_of(rounds.values("session"))
    return show(request, "training/course_evaluations.html", context)


STATES = {"new": Q(coded_on=None), "quoted": Q(quote__isnull=False)}


def words_found(ask: Ask) -> AnswerQuerySet:
    """What people wrote about training, the latest first."""
    narrow = WordsFilter(ask.asked)
    written = hub.answers_given(ask.user).written()
    about = written.filter(response__evaluation__isnull=False)
    state = narrow.cleaned_data["state"] if narrow.is_valid() else ""
    narrowed = STATES.get(state, Q())
    joined = about.filter(narrowed).select_related(
        "question", "quote", "response__evaluation__round__session__course"
    )
    return joined.prefetch_related("themes").order_by("-response__given_on", "-pk")


WORDS = Export(
    key="training.words",
    title="What people wrote",
    filters=lambda ask: WordsFilter(ask.asked),
    rows=words_found,
    columns=(
        ("Course", lambda one: one.response.evaluation.round.session.course.title),
        ("Answered", lambda one: one.response.given_on),
        ("Question", lambda one: one.question.text),
        ("Answer", lambda one: one.text),
        ("Themes", lambda one: "; ".join(map(str, one.themes.all()))),
        ("May be quoted", lambda one: one.quote.text if hasattr(one, "quote") else None),
    ),
    marking="For those who run training. It may name people. Do not pass on.",
)


@door("GET", to=access.runs_training)
@offers(WORDS)
def answer_list(request: PortalRequest) -> HttpResponse:
    context = {"answers": paged(request, WORDS.found(request)), "filter": WordsFilter(request.GET)}
    template = "answer_list_results.html" if request.htmx else "answer_list.html"
    return show(request, f"training/{template}", context)


@door("GET", "POST", to=access.runs_training)
def answer_code(request: PortalRequest, answer_id: int) -> HttpResponse:
    answer = get_object_or_404(
        hub.answers_given(request.user)
        .written()
        .select_related("question", "quote", "response__evaluation__round__session__course"),
        pk=answer_id,
        response__evaluation__isnull=False,
    )
    form = CodingForm(
        posted(request),
        answer=answer,
        themes=hub.themes(request.user),
        names=names_in(results.people_of(round_of(answer).session_id)),
    )
    if form.is_valid():
        facts = {name: form.cleaned_data[name] for name in ("themes", "quote")}
        try:
            actions.code_answer(answer=answer, by=request.user, **facts)
        except ValidationError as refusal:
            form.add_error("quote", refusal)
        else:
            messages.success(request, "Saved.")
            return redirect("training:answer_list")
    context = {"answer": answer, "evaluation": round_of(answer)}
    return show(request, "training/answer_code.html", context, form=form)


def round_of(answer: Answer) -> EvaluationRound:
    found: EvaluationRound = answer.response.evaluation.round
    return found
