"""allauth answers wrong input with 200; here it is 422, so that nothing takes it as done."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from portal.pages import FAULTY


class FaultyMiddleware:
    """Marks a page that shows a form with faults, whoever made the page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_template_response(
        self, request: HttpRequest, response: TemplateResponse
    ) -> TemplateResponse:
        form: Any = (response.context_data or {}).get("form")
        if form is not None and form.is_bound and form.errors:
            response.status_code = FAULTY
        return response
