"""Documents: asked for, made apart, sealed, fetched; and the press that opens nothing."""

import subprocess
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.storage import default_storage
from django.urls import reverse

from portal import access, clock, documents, press, tasks
from portal.models import ClosingDay, Document, Event
from tests.factories.portal import (
    ClosingDayFactory,
    DocumentFactory,
    ReadyDocumentFactory,
    UserFactory,
)
from tests.paper.pdfua import problems

pytestmark = pytest.mark.django_db


@pytest.fixture
def kind(monkeypatch):
    monkeypatch.setattr(documents, "kinds", {})
    return documents.Kind(
        key="test.day_off",
        label="Day off",
        template="portal/paper.html",
        context=lambda day: {"day": day},
        title=lambda day: f"Day off {day.day.year}",
        to=lambda user, day: user.name != "Outsider",
    )


@pytest.fixture
def asked(kind):
    """A document that waits, with nobody making it yet."""
    return documents.request_document(kind, ClosingDayFactory(), by=UserFactory())


def broken(**more):
    """Replace one part of the press or the kind by something that fails."""

    def fails(*args, **kwargs):
        raise more["error"]

    return fails


def test_asking_queues_the_work_and_writes_the_record(kind, django_capture_on_commit_callbacks):
    person, day = UserFactory(), ClosingDayFactory(day=date(2031, 5, 1))

    with django_capture_on_commit_callbacks(execute=True):
        asked = documents.request_document(kind, day, by=person)

    asked.refresh_from_db()
    pdf = asked.file.read()
    assert (asked.title, asked.status, asked.percent) == ("Day off 2031", "ready", 100)
    assert (asked.pages, asked.size) == (1, len(pdf))
    assert problems(pdf) == []
    assert [event.what for event in Event.objects.about(asked)] == [
        "document.requested",
        "document.made",
    ]


def test_asking_twice_gives_the_one_that_is_being_made(kind, asked):
    again = documents.request_document(kind, asked.subject, by=asked.requested_by)
    other = documents.request_document(kind, asked.subject, by=None)

    assert again == asked
    assert other != asked


def test_asking_is_refused_to_whom_the_kind_is_not_for(kind):
    with pytest.raises(PermissionDenied):
        documents.request_document(kind, ClosingDayFactory(), by=UserFactory(name="Outsider"))

    assert not Document.objects.exists()


def test_one_document_is_made_once(asked):
    assert [documents.render(asked.pk), documents.render(asked.pk)] == [True, False]


def test_a_claim_of_ten_minutes_is_free_again(kind, asked):
    now = clock.now()
    mine = Document.objects.filter(pk=asked.pk)

    mine.update(status="rendering", claimed_at=now - timedelta(minutes=9))
    assert not documents.render(asked.pk)

    mine.update(claimed_at=now - timedelta(minutes=11))
    tasks.render_waiting()

    asked.refresh_from_db()
    assert asked.status == "ready"


def test_a_document_that_kills_its_workers_costs_three_and_then_says_so(asked):
    """F-38: it is not tried for ever, and whoever waits for it is told."""
    mine = Document.objects.filter(pk=asked.pk)
    for _ in range(Document.MOST_TRIES):
        assert documents.claim(asked.pk) is not None
        mine.update(claimed_at=clock.wall_time() - timedelta(minutes=11))
    assert documents.claim(asked.pk) is None

    tasks.render_waiting()

    asked.refresh_from_db()
    assert (asked.status, asked.fault) == ("failed", documents.BROKEN)


def test_who_lost_the_claim_leaves_nothing_behind(kind, asked, monkeypatch):
    files = len(stored())

    def slow(html):
        Document.objects.filter(pk=asked.pk).update(claimed_at=clock.now())
        return press.Printed(b"%PDF", 1)

    monkeypatch.setattr(documents, "run_press", slow)

    assert not documents.render(asked.pk)
    asked.refresh_from_db()
    assert asked.status == "rendering"
    assert len(stored()) == files
    assert "document.made" not in [event.what for event in Event.objects.about(asked)]


def stored() -> list[str]:
    return default_storage.listdir("documents")[1] if default_storage.exists("documents") else []


@pytest.mark.parametrize(
    ("error", "fault"),
    [
        (documents.PressFailed(documents.TOO_LONG), "too long to be made in one piece"),
        (KeyError("secret"), "could not be made. Ask for it again"),
    ],
)
def test_a_failure_is_told_in_a_sentence(asked, monkeypatch, error, fault):
    monkeypatch.setattr(documents, "run_press", broken(error=error))

    assert not documents.render(asked.pk)

    asked.refresh_from_db()
    assert asked.status == "failed"
    assert fault in asked.fault
    assert "secret" not in asked.fault
    assert asked.finished_at


HEAD = '<html lang="en-GB"><title>T</title><h1>T</h1>'


def test_the_press_opens_data_addresses_and_its_own_fonts():
    picture = (
        "data:image/svg+xml,%3Csvg xmlns=%22http://www.w3.org/2000/svg%22 "
        "width=%229%22 height=%229%22%3E%3Crect width=%229%22 height=%229%22/%3E%3C/svg%3E"
    )
    html = f'{HEAD}<link rel="stylesheet" href="asset:paper.css"><img alt="x" src="{picture}">'

    assert problems(documents.run_press(html).pdf) == []


def test_what_a_person_typed_is_escaped_on_paper():
    html = documents.written(
        "portal/paper.html", {}, created=date(2020, 9, 1), title="<img src=file:///etc/passwd>"
    )

    assert "<img" not in html


def test_the_press_apart_prints_the_same(settings):
    settings.PRESS_APART = True
    html = documents.written("portal/paper.html", {}, created=date(2020, 9, 1), title="Paper")

    assert documents.run_press(html) == press.print_pdf(html)


def test_the_press_apart_refuses_the_same(settings):
    settings.PRESS_APART = True

    with pytest.raises(documents.PressFailed, match="outside the portal"):
        documents.run_press(HEAD + '<img alt="x" src="file:///etc/hostname">')


@pytest.mark.parametrize(
    ("complaint", "sentence"),
    [
        (b"MemoryError", "too long"),
        (b"RecursionError: maximum", "too long"),
        (b"portal.press.TooMuch", "too long"),
        (b"", "too long"),
        (b"ValueError: odd", "could not be made"),
    ],
)
def test_the_press_apart_says_why_it_stopped(monkeypatch, complaint, sentence):
    stopped = subprocess.CompletedProcess([], 1, b"", complaint)
    monkeypatch.setattr(subprocess, "run", lambda *args, **kwargs: stopped)

    with pytest.raises(documents.PressFailed, match=sentence):
        documents.press_apart("x")


def test_the_press_apart_is_stopped_after_its_time(monkeypatch):
    monkeypatch.setattr(subprocess, "run", broken(error=subprocess.TimeoutExpired("press", 120)))

    with pytest.raises(documents.PressFailed, match="too long"):
        documents.press_apart("x")


def test_the_press_apart_knows_no_secret(monkeypatch):
    seen = {}

    def run(*args, **kwargs):
        seen.update(kwargs["env"])
        return subprocess.CompletedProcess([], 0, b"2\n%PDF", b"")

    monkeypatch.setattr(subprocess, "run", run)

    assert documents.press_apart("x") == press.Printed(b"%PDF", 2)
    assert set(seen) <= {"PATH", "HOME", "LANG"}


def test_the_press_limits_itself_and_speaks_to_its_pipe(monkeypatch, tmp_path):
    limits = {}
    monkeypatch.setattr("resource.setrlimit", lambda what, pair: limits.update({what: pair}))
    source, result = tmp_path / "in.html", tmp_path / "out.pdf"
    source.write_text(HEAD)
    with source.open() as fed, result.open("w") as taken:
        monkeypatch.setattr("sys.stdin", fed)
        monkeypatch.setattr("sys.stdout", taken)
        press.main()

    assert sorted(limits.values()) == [(90, 90), (1_500_000_000, 1_500_000_000)]
    assert result.read_bytes().startswith(b"1\n%PDF-1.7")


def page(browser, document, *, of: str = "document", **headers):
    return browser.get(
        reverse(f"portal:{of}", kwargs={"document_id": document.pk}), headers=headers
    )


def test_the_page_tells_how_far_it_is_and_asks_again_by_itself(sign_in, kind, asked):
    answer = page(sign_in(asked.requested_by), asked).content.decode()

    assert "Waiting to start (0%)" in answer
    assert "Check again" in answer
    assert 'hx-trigger="every 2s"' in answer


def test_the_part_is_swapped_alone_and_stops_asking_when_ready(sign_in, kind, asked):
    documents.render(asked.pk)

    answer = page(sign_in(asked.requested_by), asked, **{"HX-Request": "true"}).content.decode()

    assert answer.strip().startswith('<div id="progress"')
    assert "Ready: PDF, 1 page" in answer
    assert "hx-get" not in answer
    assert reverse("portal:document_file", kwargs={"document_id": asked.pk}) in answer


def test_the_page_tells_a_failure(sign_in, kind, asked):
    Document.objects.filter(pk=asked.pk).update(status="failed", fault="It was too long.")

    assert "It was too long." in page(sign_in(asked.requested_by), asked).content.decode()


def test_the_file_is_saved_not_opened_and_its_reader_is_recorded(sign_in, kind, asked):
    documents.render(asked.pk)

    answer = page(sign_in(asked.requested_by), asked, of="document_file")

    assert answer.content.startswith(b"%PDF")
    assert answer["Content-Disposition"] == (f'attachment; filename="test-day-off-{asked.pk}.pdf"')
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"
    last = list(Event.objects.about(asked))[-1]
    assert (last.what, last.by) == ("document.downloaded", asked.requested_by)


def test_a_file_that_is_not_the_sealed_one_is_not_handed_out(sign_in):
    document = ReadyDocumentFactory(subject=ClosingDayFactory(), sha256="0" * 64)

    answer = page(sign_in(UserFactory()), document, of="document_file")

    assert answer.url == document.get_absolute_url()
    assert not Event.objects.about(document).exists()


def test_there_is_no_file_before_it_is_ready(sign_in, kind, asked):
    assert page(sign_in(asked.requested_by), asked, of="document_file").status_code == 404


@pytest.mark.parametrize("of", ["document", "document_file"])
def test_sideways(sign_in, kind, asked, monkeypatch, of):
    """Not your world: hidden. In it, but a kind not for you, or for nobody: refused."""
    documents.render(asked.pk)
    outsider, insider = UserFactory(name="Outsider"), UserFactory()
    assert page(sign_in(outsider), asked, of=of).status_code == 403
    monkeypatch.setitem(access.keepers, ClosingDay, lambda user: ClosingDay.objects.none())
    assert page(sign_in(insider), asked, of=of).status_code == 404


@pytest.mark.parametrize("of", ["document", "document_file"])
def test_paper_about_something_restricted_asks_for_a_second_factor(sign_in, kind, asked, of):
    documents.render(asked.pk)
    documents.kinds[kind.key] = replace(kind, restricted=True)

    answer = page(sign_in(asked.requested_by, proven=False), asked, of=of)

    assert answer.url.startswith(reverse("proof:needed"))
    assert page(sign_in(asked.requested_by), asked, of=of).status_code == 200


def test_a_document_about_what_nobody_keeps_is_hidden(sign_in, monkeypatch):
    document = DocumentFactory(subject=ClosingDayFactory())
    monkeypatch.delitem(access.keepers, ClosingDay)

    assert page(sign_in(UserFactory()), document).status_code == 404


def test_fonts_come_with_their_licence():
    folder = Path(press.__file__).parents[1] / "static" / "paper"

    assert "SIL Open Font License" in (folder / "LICENSE-LiberationSans.txt").read_text()
    assert set(press.ASSETS) == {
        "LiberationSans-Bold.ttf",
        "LiberationSans-Regular.ttf",
        "paper.css",
        "report.css",
        "sensitive.css",
    }
