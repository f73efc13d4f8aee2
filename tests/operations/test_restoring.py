"""A backup that cannot be restored is none: made, encrypted, restored, asked, for real."""

import hashlib
import json
import subprocess
import sys
import tarfile
from io import BytesIO, StringIO
from secrets import token_hex

import pytest
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from portal import audit
from portal.backups import examining, programs, trying
from portal.backups.making import back_up, count_rows
from portal.models import Drill
from tests.factories.portal import ClosingDayFactory, ReadyDocumentFactory, UserFactory
from tests.leaks import SENTINEL

PDF = f"%PDF about {SENTINEL}".encode()
OPENSSL = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=backup"]
LEFT = "SELECT count(*) FROM pg_database WHERE datname = %s"


@pytest.fixture
def storage(settings, tmp_path):
    where = {"location": str(tmp_path / "stored")}
    disk = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": where}
    settings.STORAGES = {**settings.STORAGES, "default": disk}
    return tmp_path / "stored"


@pytest.fixture
def paper(storage, db):
    """A person, a line of the record, and a document on disk."""
    day = ClosingDayFactory()
    audit.record("closingday.added", day, by=UserFactory())
    sealed = hashlib.sha256(PDF).hexdigest()
    return ReadyDocumentFactory(subject=day, sha256=sealed, file=ContentFile(PDF, name="a.pdf"))


@pytest.fixture
def key(settings, tmp_path):
    made = tmp_path / "backup.key"
    certificate = tmp_path / "backup.crt"
    files = ["-keyout", str(made), "-out", str(certificate)]
    subprocess.run([*OPENSSL, *files], check=True, capture_output=True)  # noqa: S603
    settings.BACKUP_CERTIFICATE = str(certificate)
    return made


def is_left(name):
    with connection.cursor() as cursor:
        cursor.execute(LEFT, [name])
        return cursor.fetchone()[0] == 1


@pytest.mark.django_db(transaction=True)
def test_a_backup_is_restored_and_holds(paper, key, tmp_path, monkeypatch):
    said = StringIO()
    call_command("backup", str(tmp_path / "backups"), stdout=said)
    (folder,) = (tmp_path / "backups").iterdir()
    mine = token_hex(6)  # another process may hold a drill of its own
    monkeypatch.setattr(trying, "token_hex", lambda size: mine)

    call_command("restore_drill", backup=folder, key=key, stdout=said)

    drill = Drill.objects.get()
    assert (drill.held, drill.faults) == (True, [])
    assert drill.backup_made_at < drill.begun_at
    assert "The backup holds." in said.getvalue()
    assert not is_left(f"drill_{mine}")
    parts = sorted(path.name for path in folder.iterdir())
    assert parts == ["database.dump.cms", "files.tar.cms", "manifest.json"]
    assert not any(SENTINEL.encode() in path.read_bytes() for path in folder.iterdir())


@pytest.mark.django_db(transaction=True)
def test_a_backup_that_lacks_rows_and_files_does_not_hold(paper, storage, tmp_path):
    """What is lost between the counting and the copy is found after the restoring."""
    (storage / paper.file.name).unlink()
    folder = back_up(tmp_path / "backups")
    told = json.loads((folder / "manifest.json").read_text())
    told["rows"]["portal_closingday"] += 1
    (folder / "manifest.json").write_text(json.dumps(told))

    with pytest.raises(CommandError, match="The backup does not hold"):
        call_command("restore_drill", backup=folder)

    assert Drill.objects.get().faults == [
        "portal_closingday has 1 rows, not 2",
        f"document {paper.pk} is missing",
    ]


@pytest.mark.django_db(transaction=True)
def test_a_backup_that_was_changed_or_is_shut_is_not_restored(paper, key, tmp_path):
    folder = back_up(tmp_path / "backups")

    without_key = trying.try_restoring(folder)
    with (folder / "files.tar.cms").open("ab") as part:
        part.write(b"more")
    changed = trying.try_restoring(folder, key)
    (folder / "files.tar.cms").unlink()

    assert "Name the key" in without_key.faults[0]
    assert changed.faults == ["files.tar.cms is missing or was changed"]
    assert trying.try_restoring(folder, key).faults == changed.faults


@pytest.mark.django_db
def test_a_record_that_was_changed_is_found(paper, monkeypatch):
    monkeypatch.setattr(audit, "seal", lambda *_: "forged")

    assert "was changed after it was written" in " ".join(examining.broken_rules())


@pytest.mark.django_db
def test_a_migration_that_is_missing_is_found():
    (latest,) = MigrationLoader(connection).graph.leaf_nodes("portal")
    MigrationRecorder(connection).record_unapplied(*latest)

    assert "migrations are missing" in list(examining.broken_rules())


def test_a_file_that_was_changed_is_found(paper, storage):
    (storage / paper.file.name).write_bytes(b"something else")

    assert list(examining.damaged_files()) == [f"document {paper.pk} is damaged"]


@pytest.mark.django_db
def test_a_portal_nobody_can_sign_in_to_is_found(settings):
    settings.AUTHENTICATION_BACKENDS = ["guardian.backends.ObjectPermissionBackend"]

    assert list(examining.shut_out()) == ["nobody can sign in"]


@pytest.mark.django_db
def test_somebody_can_sign_in_and_is_gone_afterwards():
    before = count_rows()

    assert list(examining.shut_out()) == []
    assert count_rows() == before


@pytest.mark.django_db
def test_a_program_older_than_the_server_is_not_used(monkeypatch):
    monkeypatch.setattr(programs, "version", lambda path: 9)

    with pytest.raises(programs.BackupFailed, match="There is no pg_dump of PostgreSQL"):
        programs.program("pg_dump")


def test_a_program_that_fails_says_why():
    with pytest.raises(programs.BackupFailed, match=r"python[\d.]* did not succeed: broken"):
        programs.run(sys.executable, "-c", "import sys; sys.exit('broken')")


@pytest.mark.parametrize(
    ("told", "wanted"),
    [
        ({"host": "/run/pg", "user": "me"}, "postgresql://me:@/drill?host=%2Frun%2Fpg"),
        (
            {"host": "db", "port": 5433, "user": "me", "password": "p@ss", "sslmode": "require"},
            "postgresql://me:p%40ss@db:5433/drill?sslmode=require",
        ),
        ({"host": "db", "user": "me"}, "postgresql://me:@db/drill?"),
    ],
)
def test_the_address_of_what_was_restored(monkeypatch, told, wanted):
    monkeypatch.setattr(programs, "where", lambda database: {**told, "dbname": database})

    assert programs.url("drill") == wanted


def test_a_drill_that_cannot_ask_says_so(monkeypatch, tmp_path):
    monkeypatch.setattr(trying, "url", lambda name: "postgresql:///nowhere?host=/nowhere")

    (fault,) = trying.examined("nowhere", tmp_path, tmp_path / "manifest.json")

    assert fault.startswith("the questions could not be asked: ")


def test_a_disk_that_is_full_is_told(monkeypatch):
    def refuse(folder):
        raise OSError("No space left on device")

    monkeypatch.setattr("portal.management.commands.backup.back_up", refuse)

    with pytest.raises(CommandError, match="No space left"):
        call_command("backup", "anywhere")


def test_a_drill_that_ends_early_is_told(monkeypatch):
    def refuse(backup, key):
        raise programs.BackupFailed("There is no pg_dump")

    monkeypatch.setattr("portal.management.commands.restore_drill.try_restoring", refuse)

    with pytest.raises(CommandError, match="There is no pg_dump"):
        call_command("restore_drill")


def test_an_archive_that_names_a_place_outside_itself_is_refused(tmp_path):
    archive = tmp_path / "files.tar"
    with tarfile.open(archive, "w") as files:
        files.addfile(tarfile.TarInfo("../outside"), BytesIO())

    with pytest.raises(programs.BackupFailed, match="outside itself"):
        trying.unpacked(archive, tmp_path / "files")

    assert not (tmp_path / "outside").exists()
