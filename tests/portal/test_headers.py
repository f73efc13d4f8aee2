"""What every answer carries."""

import pytest
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import reverse

from portal.headers import HeadersMiddleware
from tests.factories.portal import UserFactory


@pytest.mark.django_db
def test_signed_in_pages_are_kept_nowhere(sign_in):
    response = sign_in(UserFactory()).get(reverse("portal:my_work"))

    assert response.headers["Cache-Control"] == "no-store, private"
    assert {"HX-Request", "Cookie"} <= set(response.headers["Vary"].split(", "))


@pytest.mark.django_db
def test_every_answer_shuts_what_the_portal_does_not_use(client):
    headers = client.get(reverse("account_login")).headers

    assert "camera=()" in headers["Permissions-Policy"]
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert "unsafe" not in headers["Content-Security-Policy"]


@pytest.mark.django_db
def test_signing_out_empties_the_browser(sign_in):
    client = sign_in(UserFactory())

    response = client.post(reverse("account_logout"))

    assert response.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert client.get(reverse("portal:my_work")).status_code == 302


@pytest.mark.django_db
def test_the_question_whether_to_sign_out_empties_nothing(sign_in):
    response = sign_in(UserFactory()).get(reverse("account_logout"))

    assert "Clear-Site-Data" not in response.headers


def test_what_a_view_gives_to_everybody_may_be_kept():
    def style(request):
        return HttpResponse("", headers={"Cache-Control": "public, max-age=60"})

    request = RequestFactory().get("/theme.css")
    request.user = UserFactory.build()
    response = HeadersMiddleware(style)(request)

    assert response.headers["Cache-Control"] == "public, max-age=60"
    assert "Vary" not in response.headers


def test_an_answer_made_before_anybody_is_known_passes():
    response = HeadersMiddleware(lambda request: HttpResponse(""))(RequestFactory().get("/"))

    assert "Cache-Control" not in response.headers
