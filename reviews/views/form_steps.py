"""One step of a case as a page of its own: what was typed is kept, whatever goes wrong."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect

from portal.files import NotKept
from portal.http import PortalRequest
from portal.pages import show
from portal.workflow import MoveRefused
from reviews import actions
from reviews.actions.saving import SavedMeanwhile
from reviews.forms.nameless import ASKED_ONCE_MORE, NamelessForm
from reviews.forms.versions import VersionedForm
from reviews.models import Review


def step(
    request: PortalRequest,
    template: str,
    context: dict[str, Any],
    form: Form,
    act: Callable[..., Any],
    *,
    said: str,
    then: Any = None,
) -> HttpResponse:
    """Show the form; when it is sent in order, do `act` with its answers, say so, go on to `then`.

    Without `then`, to what `act` has made.

    Somebody who was faster is shown beside what was typed; a refusal stands above the form.
    """
    if request.method == "POST" and form.is_valid():
        try:
            made = act(**facts_of(form))
        except SavedMeanwhile:
            renew(form)
        except NotKept as full:
            form.add_error("uploads", str(full))
        except MoveRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, said)
            return redirect(then or made)
    return show(request, template, context, form=form)


def facts_of(form: Form) -> dict[str, Any]:
    """What was typed. The version it was typed on travels beside it, as `seen`."""
    return form.cleaned_data


def renew(form: Form) -> None:
    if isinstance(form, VersionedForm):
        form.renew()


def nameless(
    request: PortalRequest,
    template: str,
    context: dict[str, Any],
    form: NamelessForm,
    act: Callable[..., Any],
    *,
    review: Review,
    said: str,
    then: Any,
) -> HttpResponse:
    """A step whose words leave the file: first searched for who the children are, then taken."""
    if request.method == "POST" and form.is_valid() and not form.is_sure:
        text = form.cleaned_data[form.checked]
        words = actions.names_in(review=review, text=text, by=request.user)
        if words:
            form.ask(words)
            return show(request, template, context, form=form)

    def take(**facts: Any) -> Any:
        return act(**{name: said for name, said in facts.items() if name not in ASKED_ONCE_MORE})

    return step(request, template, context, form, take, said=said, then=then)
