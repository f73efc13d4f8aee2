"""What an agency says to a recommendation."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect

from learning_hub import access, actions
from learning_hub.forms import AnswerForm
from portal.access import door, insist
from portal.http import PortalRequest
from portal.pages import posted, show


@door("GET", "POST", to=access.answers)
def recommendation_answer(request: PortalRequest, recommendation_id: int) -> HttpResponse:
    asked = get_object_or_404(access.chains(request.user), pk=recommendation_id)
    insist(access.answers_for(request.user, asked))
    form = AnswerForm(posted(request))
    if form.is_valid():
        try:
            actions.answer_recommendation(
                recommendation=asked, by=request.user, **form.cleaned_data
            )
        except actions.AlreadyAnswered:
            form.add_error(None, "Your agency has answered this already. Go back to read it.")
        else:
            messages.success(request, "Answer saved.")
            return redirect(asked)
    context = {"asked": asked}
    return show(request, "learning_hub/recommendation_answer.html", context, form=form)
