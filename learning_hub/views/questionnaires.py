"""Questionnaires: the list, one with its versions, and the page on which a draft is written."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect

from learning_hub import access, actions
from learning_hub.forms import QuestionForm, QuestionnaireForm, ResponseForm, VersionForm
from learning_hub.models import Question, QuestionnaireVersion, in_sections
from portal.access import door
from portal.exports import Export, offers
from portal.http import PortalRequest
from portal.pages import paged, posted, show

PUBLISHED = "This version was published. It stays as people answered it: start a new version."
REFUSALS: dict[type[Exception], str] = {
    actions.VersionIsPublished: PUBLISHED,
    actions.NoQuestions: "Add a question before you publish this version.",
    actions.BelongsTogether: "Another question is asked because of an answer to this one. "
    "Change that question first.",
}

QUESTIONNAIRES = Export(
    key="learning_hub.questionnaires",
    title="Questionnaires",
    rows=lambda ask: (
        access.questionnaires(ask.user).select_related("partnership").prefetch_related("versions")
    ),
    columns=(
        ("Questionnaire", lambda one: one.title),
        ("For", lambda one: one.get_purpose_display()),
        ("Partnership", lambda one: one.partnership.short_name),
        ("Asked today", lambda one: one.asked_today),
        ("Draft", lambda one: "Yes" if one.has_draft else "No"),
    ),
)


@door("GET", to=access.makes_questionnaires)
@offers(QUESTIONNAIRES)
def questionnaire_list(request: PortalRequest) -> HttpResponse:
    context = {"questionnaires": paged(request, QUESTIONNAIRES.found(request))}
    return show(request, "learning_hub/questionnaire_list.html", context)


@door("GET", "POST", to=access.makes_questionnaires)
def questionnaire_add(request: PortalRequest) -> HttpResponse:
    form = QuestionnaireForm(posted(request), user=request.user)
    if form.is_valid():
        draft = actions.make_questionnaire(by=request.user, **form.cleaned_data)
        messages.success(request, "Questionnaire made. Add its questions.")
        return redirect(draft)
    return show(request, "learning_hub/questionnaire_add.html", {}, form=form)


@door("GET", to=access.makes_questionnaires)
def questionnaire(request: PortalRequest, questionnaire_id: int) -> HttpResponse:
    rows = access.questionnaires(request.user).select_related("partnership")
    found = get_object_or_404(rows, pk=questionnaire_id)
    versions = found.versions.counted().order_by("-number")
    return show(
        request,
        "learning_hub/questionnaire.html",
        {"questionnaire": found, "versions": versions},
    )


@door("POST", to=access.makes_questionnaires)
def version_start(request: PortalRequest, questionnaire_id: int) -> HttpResponse:
    found = get_object_or_404(access.questionnaires(request.user), pk=questionnaire_id)
    return redirect(actions.start_version(questionnaire=found, by=request.user))


@door("GET", to=access.makes_questionnaires)
def questionnaire_version(request: PortalRequest, questionnaire_version_id: int) -> HttpResponse:
    found = version_of(request, questionnaire_version_id)
    return show(request, "learning_hub/questionnaire_version.html", outline(found))


def outline(version: QuestionnaireVersion) -> dict[str, Any]:
    questions = list(version.questions.select_related("only_if").order_by("order"))
    return {"version": version, "sections": list(in_sections(questions)), "count": len(questions)}


def version_of(request: PortalRequest, questionnaire_version_id: int) -> QuestionnaireVersion:
    rows = access.versions(request.user).select_related("questionnaire__partnership")
    return get_object_or_404(rows, pk=questionnaire_version_id)


@door("GET", to=access.makes_questionnaires)
def version_preview(request: PortalRequest, questionnaire_version_id: int) -> HttpResponse:
    """As people see it. Nothing can be sent from here."""
    found = version_of(request, questionnaire_version_id)
    context = {"version": found, "form": ResponseForm(version=found)}
    return show(request, "learning_hub/version_preview.html", context)


@door("GET", "POST", to=access.makes_questionnaires)
def version_intro(request: PortalRequest, questionnaire_version_id: int) -> HttpResponse:
    found = version_of(request, questionnaire_version_id)
    form = VersionForm(posted(request), initial={"intro": found.intro})
    if form.is_valid():
        intro = form.cleaned_data["intro"]
        done = made(form, lambda: actions.introduce(version=found, intro=intro, by=request.user))
        if done:
            messages.success(request, "Introduction saved.")
            return redirect(found)
    return show(request, "learning_hub/version_intro.html", {"version": found}, form=form)


@door("POST", to=access.makes_questionnaires)
def version_publish(request: PortalRequest, questionnaire_version_id: int) -> HttpResponse:
    found = version_of(request, questionnaire_version_id)
    said = tried(lambda: actions.publish_version(version=found, by=request.user))
    tell(request, said, "Published. From now on this version is asked.")
    return redirect(found if said else found.questionnaire)


@door("GET", "POST", to=access.makes_questionnaires)
def version_discard(request: PortalRequest, questionnaire_version_id: int) -> HttpResponse:
    found = version_of(request, questionnaire_version_id)
    if request.method == "GET":
        return show(request, "learning_hub/version_discard.html", {"version": found})
    page = found.questionnaire
    said = tried(lambda: actions.discard_draft(version=found, by=request.user))
    tell(request, said, "Draft discarded.")
    there = access.questionnaires(request.user).filter(pk=page.pk).exists()
    return redirect(page if there else "learning_hub:questionnaire_list")


@door("GET", "POST", to=access.makes_questionnaires)
def question_add(request: PortalRequest, questionnaire_version_id: int) -> HttpResponse:
    found = version_of(request, questionnaire_version_id)
    form = QuestionForm(posted(request), version=found)
    if form.is_valid() and made(
        form, lambda: actions.add_question(version=found, by=request.user, **form.facts)
    ):
        messages.success(request, "Question added.")
        return redirect(found)
    return show(request, "learning_hub/question_add.html", {"version": found}, form=form)


@door("GET", "POST", to=access.makes_questionnaires)
def question_edit(request: PortalRequest, question_id: int) -> HttpResponse:
    found = question_of(request, question_id)
    form = QuestionForm(posted(request), version=found.version, question=found)
    if form.is_valid() and made(
        form, lambda: actions.change_question(question=found, by=request.user, **form.facts)
    ):
        messages.success(request, "Question changed.")
        return redirect(found.version)
    context = {"version": found.version, "question": found}
    return show(request, "learning_hub/question_edit.html", context, form=form)


@door("POST", to=access.makes_questionnaires)
def question_remove(request: PortalRequest, question_id: int) -> HttpResponse:
    found = question_of(request, question_id)
    tell(
        request,
        tried(lambda: actions.remove_question(question=found, by=request.user)),
        "Question removed.",
    )
    return redirect(found.version)


@door("POST", to=access.makes_questionnaires)
def question_up(request: PortalRequest, question_id: int) -> HttpResponse:
    return moved(request, question_id, up=True)


@door("POST", to=access.makes_questionnaires)
def question_down(request: PortalRequest, question_id: int) -> HttpResponse:
    return moved(request, question_id, up=False)


def moved(request: PortalRequest, question_id: int, *, up: bool) -> HttpResponse:
    found = question_of(request, question_id)
    said = tried(lambda: actions.move_question(question=found, up=up, by=request.user))
    tell(request, said, "Question moved.")
    return redirect(found.version)


def question_of(request: PortalRequest, question_id: int) -> Question:
    rows = access.questions(request.user).select_related("version__questionnaire__partnership")
    return get_object_or_404(rows, pk=question_id)


def tried(act: Callable[[], object]) -> str:
    """The sentence that refuses; empty when it was done."""
    try:
        act()
    except tuple(REFUSALS) as refusal:
        return REFUSALS[type(refusal)]
    return ""


def made(form: Any, act: Callable[[], object]) -> bool:
    """Whether it was done; if not, the form says why."""
    said = tried(act)
    if said:
        form.add_error(None, said)
    return not said


def tell(request: PortalRequest, refusal: str, done: str) -> None:
    if refusal:
        messages.error(request, refusal)
    else:
        messages.success(request, done)
