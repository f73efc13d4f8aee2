"""The page to which the link in an evaluation's mail leads. Opening it changes nothing."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from learning_hub.forms import ResponseForm
from portal import clock
from portal.access import public
from portal.http import PortalRequest
from portal.pages import posted, show
from training import access, actions
from training.models import EvaluationRequest

Status = EvaluationRequest.Status
GONE = 410


@public("GET", "POST")
def evaluate(request: PortalRequest, evaluation_token: str) -> HttpResponse:
    found = access.evaluation_of(evaluation_token).told().first()
    if found is None or not is_open(found):
        return sealed(no_longer(request, found))
    chosen = request.GET.get("answer", "")
    form = ResponseForm(posted(request), version=found.version, chosen=chosen)
    if form.is_valid():
        by = request.user if request.user.is_authenticated else None
        try:
            actions.answer_evaluation(request=found, given=form.given, by=by)
        except (actions.AlreadyGiven, actions.NoLongerAsked):
            found.refresh_from_db()
            return sealed(no_longer(request, found))
        messages.success(request, "Your answers are saved.")
        return sealed(redirect(request.path))
    context = {"evaluation": found, "version": found.version, "chosen": chosen}
    return sealed(show(request, "training/evaluate.html", context, form=form))


def is_open(found: EvaluationRequest) -> bool:
    return found.status == Status.OPEN and found.round.closes_on >= clock.today()


def no_longer(request: PortalRequest, found: EvaluationRequest | None) -> HttpResponse:
    """Why the link does not work, plainly."""
    answered = found is not None and found.status == Status.ANSWERED
    context = {"evaluation": found, "answered": answered}
    response = show(request, "training/evaluate_over.html", context)
    if request.method == "POST":
        response.status_code = GONE
    return response


def sealed(response: HttpResponse) -> HttpResponse:
    """The address of this page is a secret, and the page is kept nowhere."""
    response.headers["Referrer-Policy"] = "same-origin"
    response.headers["Cache-Control"] = "no-store"
    return response
