"""What a visitor is told when an answer cannot be given."""

import pytest
from django.core.exceptions import RequestDataTooBig, SuspiciousOperation, TooManyFilesSent
from django.db import InterfaceError, InternalError, OperationalError
from django.http import HttpResponse, StreamingHttpResponse
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.urls import path, reverse
from django.views.debug import SafeExceptionReporterFilter
from psycopg.errors import ReadOnlySqlTransaction

from portal import faults
from portal.access import public
from portal.headers import ALWAYS, HeadersMiddleware
from portal.urls import handler400, handler403, handler404, handler429, handler500
from portal.urls import urlpatterns as doors_of_the_portal

__all__ = ["handler400", "handler403", "handler404", "handler429", "handler500"]
STATUSES = [400, 403, 404, 405, 413, 429, 500, 503]
LAST = {"Content-Security-Policy", *ALWAYS}


def raising(fault):
    @public("GET", "POST")
    def view(request):
        raise fault

    return view


def read_only():
    fault = InternalError("cannot execute INSERT in a read-only transaction")
    fault.__cause__ = ReadOnlySqlTransaction("")
    return fault


@public("GET")
def empty_503(request):
    return HttpResponse(status=503)


FAULTS = {
    "bug": (ValueError("Quillfeather"), 500),
    "away": (OperationalError("Quillfeather"), 503),
    "cut": (InterfaceError("Quillfeather"), 503),
    "reading": (read_only(), 503),
    "inside": (InternalError("Quillfeather"), 500),
    "big": (RequestDataTooBig("Quillfeather"), 413),
    "many": (TooManyFilesSent("Quillfeather"), 413),
    "odd": (SuspiciousOperation("Quillfeather"), 400),
}
urlpatterns = [
    *[path(f"fault/{name}/", raising(fault)) for name, (fault, _) in FAULTS.items()],
    path("fault/empty/", empty_503),
    *doors_of_the_portal,
]


@pytest.fixture
def visitor(client):
    """Told what a visitor is told, where the test client would raise the failure."""
    client.raise_request_exception = False
    return client


@pytest.mark.parametrize("status", STATUSES)
def test_a_fault_page_asks_nothing_of_anybody_and_shows_a_way_on(status):
    """No database here, and no request for a context processor to read."""
    html = faults.answer(status).content.decode()

    assert html.count("<h1") == 1
    assert 'href="/"' in html
    assert html.count("stylesheet") == 2
    assert html == render_to_string(f"{status}.html")


@pytest.mark.urls(__name__)
@pytest.mark.parametrize("name", FAULTS)
def test_a_failure_answers_with_its_page_and_every_header(visitor, name):
    response = visitor.get(f"/fault/{name}/")

    assert response.status_code == FAULTS[name][1]
    assert set(response.headers) >= LAST
    assert response.content.decode() == faults.page(str(response.status_code))
    assert b"Quillfeather" not in response.content
    assert ("Retry-After" in response.headers) is (response.status_code == 503)


class Unknown:
    """Whoever it is, only the database could tell."""

    @property
    def is_authenticated(self):
        raise OperationalError


@pytest.mark.parametrize("status", [500, 503])
def test_after_a_failure_nobody_is_looked_up(status):
    request = RequestFactory().get("/")
    request.user = Unknown()

    response = HeadersMiddleware(lambda request: faults.answer(status))(request)

    assert response.headers["Cache-Control"] == "no-store, private"


@pytest.mark.urls(__name__)
def test_a_refusal_without_a_page_gets_one(visitor):
    assert visitor.get("/fault/empty/").content.decode() == faults.page("503")


def test_a_method_that_a_door_does_not_answer_keeps_its_list(client):
    response = client.delete(reverse("portal:healthz"))

    assert response.status_code == 405
    assert response.headers["Allow"] == "GET, HEAD"
    assert response.headers["Content-Length"] == str(len(response.content))
    assert "does not work that way" in response.content.decode()


@pytest.mark.parametrize(
    "made",
    [HttpResponse("told", status=405), StreamingHttpResponse(iter([b"told"]), status=413)],
)
def test_a_refusal_with_words_of_its_own_keeps_them(made):
    answered = faults.FaultPagesMiddleware(lambda request: made)(RequestFactory().get("/"))

    assert answered.getvalue() == b"told"


def test_a_forged_host_is_refused_with_a_page_and_every_header(visitor):
    response = visitor.get("/", headers={"host": "evil.example"})

    assert response.status_code == 400
    assert set(response.headers) >= LAST
    assert "evil" not in response.content.decode()


def test_a_forged_host_is_refused_before_it_is_sent_to_https(visitor, settings):
    settings.SECURE_SSL_REDIRECT = True

    response = visitor.get("/", headers={"host": "evil.example"})

    assert response.status_code == 400
    assert set(response.headers) >= LAST


def test_too_many_tries_wait():
    response = faults.too_many(RequestFactory().get("/"))

    assert (response.status_code, response.headers["Retry-After"]) == (429, "60")


def test_the_report_of_a_failure_holds_no_value():
    told = faults.NothingSaid()
    request = RequestFactory().post("/", {"name": "Quillfeather"})
    sheltered = SafeExceptionReporterFilter.cleansed_substitute

    assert told.is_active(None)
    assert told.get_post_parameters(request) == {"name": sheltered}
    assert told.get_post_parameters(None) == {}


def test_the_report_of_a_failure_names_variables_without_their_values():
    child = "Quillfeather"
    told = faults.NothingSaid()
    try:
        raise ValueError(child)
    except ValueError as fault:
        frame = fault.__traceback__.tb_frame

    held = dict(told.get_traceback_frame_variables(None, frame))

    assert set(held.values()) == {told.cleansed_substitute}
    assert "child" in held
