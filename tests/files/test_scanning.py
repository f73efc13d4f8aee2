"""The virus scanner: down, slow, wrong, too small. Nothing but its exact word lets a file out."""

import socket
from datetime import timedelta
from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from portal import clock, tasks
from portal.files import quarantine, scanner
from portal.models import Event, StoredFile
from tests.factories.files import DATA, StoredFileFactory
from tests.files.clamd import VERSION, clamd

pytestmark = pytest.mark.django_db
OK = b"stream: OK\0"


@pytest.fixture
def waiting():
    """A file in quarantine."""
    return StoredFileFactory(status="quarantined", scanned_at=None, scanner="")


@pytest.fixture(autouse=True)
def patience(settings):
    settings.SCANNER_SECONDS = 5


def ask(settings, says: bytes, file: StoredFile, **how: bytes) -> bool:
    with clamd(says, **how) as one:
        settings.CLAMD_URL = one.url
        moved = tasks.scan_file(file.pk)
    file.refresh_from_db()
    return moved


def test_a_clean_file_is_released_and_the_scanner_named(settings, waiting):
    with clamd(OK) as one:
        settings.CLAMD_URL = one.url
        assert tasks.scan_file(waiting.pk)
        assert one.hears == [DATA]

    waiting.refresh_from_db()
    assert waiting.status == "available"
    assert waiting.scanner == VERSION[:-1].decode()
    assert waiting.scanned_at
    assert [event.facts["to"] for event in Event.objects.about(waiting)] == ["clean"]


@pytest.mark.parametrize(
    ("says", "status"),
    [
        (b"stream: Eicar-Test-Signature FOUND\0", "infected"),
        (b"INSTREAM size limit exceeded. ERROR\0", "unscannable"),
        (b"HANG UP EARLY", "unscannable"),
        (b"stream: Can't allocate memory ERROR\0", "quarantined"),
        (b"UNKNOWN COMMAND\0", "quarantined"),
        (b"stream: ok\0", "quarantined"),
        (b"stream: OK \0", "quarantined"),
        (b" stream: OK\0", "quarantined"),
        (b"stream: OK\nstream: OK\0", "quarantined"),
        (b"stream: OK", "quarantined"),
        (b"stream: Nice FOUND\0stream: OK\0", "quarantined"),
        (b"\xff\xfe\0", "quarantined"),
        (b"x" * 5000, "quarantined"),
        (b"\0", "quarantined"),
        (b"", "quarantined"),
    ],
)
def test_anything_but_the_exact_word_keeps_the_file_shut(settings, waiting, says, status):
    assert not ask(settings, says, waiting)

    assert waiting.status == status
    assert waiting.attempts == 1


def test_a_slow_scanner_keeps_the_file_shut(settings, waiting, monkeypatch):
    settings.SCANNER_SECONDS = 0.2

    assert not ask(settings, b"SILENCE", waiting)

    assert waiting.status == "quarantined"
    assert waiting.claimed_at is None


class Drip:
    """A scanner that says its word letter by letter, a second each."""

    def __init__(self, monkeypatch) -> None:
        self.second, self.word = 0.0, iter(b"stream: OK\0")
        monkeypatch.setattr(scanner.time, "monotonic", lambda: self.second)

    def settimeout(self, seconds: float) -> None:
        """Never too late for one letter."""

    def recv(self, most: int) -> bytes:
        self.second += 1
        return bytes([next(self.word)])


def test_a_scanner_that_sends_letter_by_letter_runs_out_of_time(monkeypatch):
    assert scanner.reply(Drip(monkeypatch), until=20) == "stream: OK"

    with pytest.raises(TimeoutError):
        scanner.reply(Drip(monkeypatch), until=5)


def test_a_scanner_that_is_down_keeps_the_file_shut(settings, waiting):
    with clamd(OK) as one:
        settings.CLAMD_URL = one.url

    assert not tasks.scan_file(waiting.pk)

    waiting.refresh_from_db()
    assert (waiting.status, waiting.claimed_at) == ("quarantined", None)


def test_the_sweep_asks_again_until_there_is_a_word(settings, waiting):
    ask(settings, b"", waiting)

    with clamd(OK) as one:
        settings.CLAMD_URL = one.url
        tasks.scan_waiting()

    waiting.refresh_from_db()
    assert (waiting.status, waiting.attempts) == ("available", 2)


def test_a_scanner_may_listen_on_a_socket_of_the_machine(settings, tmp_path, monkeypatch):
    path = tmp_path / "clamd.sock"
    with socket.socket(socket.AF_UNIX) as door:
        door.bind(str(path))
        door.listen()
        settings.CLAMD_URL = f"unix://{path}"
        monkeypatch.setattr(scanner, "reply", lambda line, until: line.getpeername())

        assert scanner.version() == str(path)


def test_empty_pieces_do_not_end_the_stream_early(settings):
    with clamd(OK) as one:
        settings.CLAMD_URL = one.url

        assert scanner.scan([b"a", b"", b"b"]) == "stream: OK"
        assert one.hears == [b"ab"]


def test_without_a_scanner_a_file_waits_where_one_is_required(settings, waiting):
    settings.CLAMD_URL, settings.SCANNER_REQUIRED = "", True

    assert not tasks.scan_file(waiting.pk)

    waiting.refresh_from_db()
    assert waiting.status == "quarantined"


def test_without_a_scanner_a_file_is_let_through_as_not_scanned(settings, waiting):
    settings.CLAMD_URL, settings.SCANNER_REQUIRED = "", False

    assert tasks.scan_file(waiting.pk)

    waiting.refresh_from_db()
    assert (waiting.status, waiting.scanner) == ("available", "not scanned")


def test_a_file_is_scanned_once(settings, waiting):
    settings.CLAMD_URL = ""

    assert [tasks.scan_file(waiting.pk), tasks.scan_file(waiting.pk)] == [True, False]


def test_a_claim_of_ten_minutes_is_free_again(waiting):
    now = clock.wall_time()
    mine = StoredFile.objects.filter(pk=waiting.pk)

    mine.update(claimed_at=now - timedelta(minutes=9))
    assert quarantine.claim(waiting.pk) is None

    mine.update(claimed_at=now - timedelta(minutes=11))
    assert quarantine.claim(waiting.pk)


def test_who_lost_the_claim_changes_nothing(settings, waiting, monkeypatch):
    def slow(file):
        StoredFile.objects.filter(pk=file.pk).update(claimed_at=clock.wall_time())
        return quarantine.Verdict("clean", "late")

    monkeypatch.setattr(quarantine, "verdict_on", slow)

    assert not tasks.scan_file(waiting.pk)

    waiting.refresh_from_db()
    assert waiting.status == "quarantined"
    assert not Event.objects.about(waiting).exists()


def test_a_worker_that_died_after_the_verdict_is_followed_by_another(waiting):
    StoredFile.objects.filter(pk=waiting.pk).update(
        status="clean", scanned_at=clock.wall_time(), scanner="x"
    )

    assert tasks.scan_file(waiting.pk)

    waiting.refresh_from_db()
    assert waiting.status == "available"


def test_bytes_that_changed_before_release_are_not_released(settings, waiting):
    default_storage.delete(waiting.path)
    default_storage.save(waiting.path, ContentFile(b"other"))

    assert not ask(settings, OK, waiting)

    assert waiting.status == "unscannable"


def test_bytes_that_are_gone_cannot_be_scanned(settings, waiting):
    default_storage.delete(waiting.path)

    assert not ask(settings, OK, waiting)

    assert waiting.status == "unscannable"


OLD = b"ClamAV 1.4.6/26999/Thu Nov 19 08:00:00 2026\0"


def test_new_signatures_scan_what_older_ones_let_through(settings):
    seen = StoredFileFactory(scanner=VERSION[:-1].decode())
    older = StoredFileFactory(scanner=OLD[:-1].decode())
    never = StoredFileFactory(scanner="not scanned")

    with clamd(b"stream: Eicar FOUND\0") as one:
        settings.CLAMD_URL = one.url
        tasks.scan_outdated()

    status = {file.pk: file.status for file in StoredFile.objects.all()}
    assert status == {seen.pk: "available", older.pk: "infected", never.pk: "infected"}
    assert [event.what for event in Event.objects.about(older)] == ["file.scanned"]


def test_a_clean_file_keeps_open_and_names_the_new_signatures(settings):
    older = StoredFileFactory(scanner=OLD[:-1].decode())

    with clamd(OK) as one:
        settings.CLAMD_URL = one.url
        assert tasks.scan_again(older.pk) == "available"

    older.refresh_from_db()
    assert older.scanner == VERSION[:-1].decode()
    assert not Event.objects.about(older).exists()


def test_without_a_scanner_there_is_nothing_to_scan_again(settings):
    settings.CLAMD_URL = ""
    StoredFileFactory(scanner="not scanned")

    assert not quarantine.outdated().exists()


def test_a_file_that_was_removed_meanwhile_is_left_alone(waiting):
    assert quarantine.scan_again(waiting.pk) == "quarantined"


def test_a_scanner_that_fails_at_night_shuts_nothing(settings):
    older = StoredFileFactory(scanner=OLD[:-1].decode())

    with clamd(b"") as one:
        settings.CLAMD_URL = one.url
        with pytest.raises(scanner.NoVerdict):
            tasks.scan_again(older.pk)

    older.refresh_from_db()
    assert older.status == "available"


def test_a_stream_is_sent_in_pieces(settings):
    with clamd(OK) as one:
        settings.CLAMD_URL = one.url
        scanner.scan(iter(BytesIO(b"12\n34\n")))

        assert one.hears == [b"12\n34\n"]
