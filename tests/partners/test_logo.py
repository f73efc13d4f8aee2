"""The logo of a partnership: taken, drawn anew, shown in the header and on paper, taken away."""

import errno
from io import BytesIO

import pypdf
import pytest
from django.core.files.storage import default_storage
from django.urls import reverse
from PIL import Image

from dashboard.reporting.book import freeze, paper
from partners import actions
from partners.brand import logo_of, logo_on_paper
from partners.models import Role
from portal import documents
from portal.files.opened import open_upload
from portal.models import Event
from portal.opening.kinds import PICTURES
from tests.factories.dashboard import ReportEditionFactory
from tests.factories.partners import StandingFactory
from tests.files import made
from tests.paper.pdfua import problems

pytestmark = pytest.mark.django_db


@pytest.fixture
def held():
    """Somebody of the business team."""
    return StandingFactory(role=Role.BUSINESS_TEAM)


def edit(held) -> str:
    return reverse("partners:partnership_edit", kwargs={"partnership_id": held.partnership_id})


def send(browser, held, **more):
    answers = {"name": held.partnership.name, "short_name": "NN", "colour": "#12436d"} | more
    response = browser.post(edit(held), answers)
    held.partnership.refresh_from_db()
    return response


@pytest.fixture
def with_logo(held, sign_in):
    send(sign_in(held.person), held, logo=made.upload("Our logo.jpg", made.photo()))
    return held


def test_a_logo_is_drawn_anew_and_shown_in_the_header(with_logo, client):
    partnership = with_logo.partnership
    address = reverse("partners:logo", kwargs={"partnership_id": partnership.pk})

    header = client.get(partnership.get_absolute_url()).content.decode()
    client.logout()
    shown = client.get(address)

    assert f'src="{address}?' in header
    assert shown["Content-Type"] == "image/png"
    assert shown["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert "immutable" in shown["Cache-Control"]
    assert "attachment" not in shown.get("Content-Disposition", "")
    with Image.open(BytesIO(shown.content)) as picture:
        assert (picture.format, picture.size) == ("PNG", (20, 40))
    assert b"NO-11" not in shown.content
    assert "Our logo" not in partnership.logo.name
    (event,) = Event.objects.about(partnership)
    assert event.facts["fields"] == ["colour", "logo", "short_name"]


def test_another_logo_takes_the_place_of_the_first(
    with_logo, client, django_capture_on_commit_callbacks
):
    first = with_logo.partnership.logo.name

    with django_capture_on_commit_callbacks(execute=True):
        send(client, with_logo, logo=made.upload("b.png", made.picture(size=(3000, 100))))

    assert not default_storage.exists(first)
    with Image.open(BytesIO(logo_of(with_logo.partnership))) as picture:
        assert picture.size == (640, 21)


def test_a_logo_is_taken_away(with_logo, client, django_capture_on_commit_callbacks):
    first = with_logo.partnership.logo.name
    assert "Take the present logo away" in client.get(edit(with_logo)).content.decode()

    with django_capture_on_commit_callbacks(execute=True):
        send(client, with_logo, without_logo="on")

    assert not with_logo.partnership.logo
    assert not default_storage.exists(first)
    assert "Take the present logo away" not in client.get(edit(with_logo)).content.decode()


def test_the_page_begins_with_what_is_there(held, sign_in):
    page = sign_in(held.person).get(edit(held))

    assert page.status_code == 200
    assert f'value="{held.partnership.name}"' in page.content.decode()


def test_a_fault_elsewhere_asks_for_the_logo_again(held, sign_in):
    sent = {"logo": made.upload("a.png", made.picture()), "colour": "#ffdd00"}

    response = send(sign_in(held.person), held, **sent)

    assert "Select the file again: the browser does not keep it" in response.content.decode()
    assert not held.partnership.logo


def test_both_at_once_is_asked_about(with_logo, client):
    both = {"logo": made.upload("b.png", made.picture()), "without_logo": "on"}

    response = send(client, with_logo, **both)

    assert response.status_code == 422
    assert "Either select a logo or take the present one away" in response.content.decode()


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("a.svg", b"<svg/>", "Select a PNG or JPEG file"),
        ("a.png", b"GIF89a", "not a PNG picture inside"),
    ],
)
def test_what_is_no_picture_is_refused_and_the_name_kept(held, sign_in, name, data, sentence):
    response = send(sign_in(held.person), held, logo=made.upload(name, data), name="Typed name")

    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert "Typed name" in response.content.decode()
    assert not held.partnership.logo


def test_a_full_disk_changes_nothing(held, sign_in, monkeypatch):
    def full(*args):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(type(default_storage), "save", full, raising=False)

    response = send(sign_in(held.person), held, logo=made.upload("a.png", made.picture()))

    assert response.status_code == 422
    assert "cannot be written to" in response.content.decode()
    assert held.partnership.short_name != "NN"
    assert not Event.objects.about(held.partnership).exists()


def test_a_logo_that_is_gone_from_storage_breaks_nothing(with_logo, client):
    default_storage.delete(with_logo.partnership.logo.name)
    address = reverse("partners:logo", kwargs={"partnership_id": with_logo.partnership_id})

    assert client.get(address).url == "/static/icon.svg"
    assert logo_on_paper(with_logo.partnership) == ""


def test_without_a_logo_there_is_none_on_paper(held):
    edition = ReportEditionFactory(partnership=held.partnership)

    assert "logo" not in paper(edition)["book"]
    assert "logo" not in freeze(edition)


def test_a_draft_carries_the_logo_of_today_and_a_published_report_its_own(with_logo):
    edition = ReportEditionFactory(partnership=with_logo.partnership)
    today = logo_on_paper(with_logo.partnership)
    assert paper(edition)["book"]["logo"] == today

    edition.frozen = freeze(edition)
    other = open_upload(
        made.upload("b.png", made.picture(size=(9, 9))), among=PICTURES, box=(640, 240)
    )
    actions.change_settings(partnership=with_logo.partnership, by=with_logo.person, logo=[other])
    edition.refresh_from_db(fields=["partnership"])

    assert logo_on_paper(edition.partnership) != today
    assert paper(edition)["book"]["logo"] == today


def test_a_report_of_the_time_before_the_logo_stays_without(with_logo):
    edition = ReportEditionFactory(partnership=with_logo.partnership)
    edition.frozen = {**freeze(edition)}
    del edition.frozen["logo"]

    assert "logo" not in paper(edition)["book"]


def test_the_logo_is_on_the_cover_with_words_for_it(with_logo):
    edition = ReportEditionFactory(partnership=with_logo.partnership)
    context = {"created": with_logo.since, **paper(edition), "title": "Report"}

    html = documents.written(
        "dashboard/documents/report.html", context, created=with_logo.since, title="Report"
    )
    pdf = documents.run_press(html).pdf

    assert f'alt="Logo of {with_logo.partnership}"' in html
    assert problems(pdf) == []
    assert len(pypdf.PdfReader(BytesIO(pdf)).pages[0].images) == 1
