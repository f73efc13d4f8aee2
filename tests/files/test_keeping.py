"""Files kept all or none, within quotas, and removed for good."""

import errno
import stat
from datetime import timedelta
from importlib import import_module

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage, InMemoryStorage, default_storage
from django.db import IntegrityError
from django.db.transaction import atomic

from partners.files import EVIDENCE
from partners.models import Role
from portal import clock, files, tasks
from portal.files import actions, tidying
from portal.files.opened import open_upload
from portal.models import Event, StoredFile
from tests.factories.files import StoredFileFactory
from tests.factories.partners import ActionFactory, StandingFactory
from tests.files import made
from tests.turns import meanwhile

pytestmark = pytest.mark.django_db


@pytest.fixture
def action():
    return ActionFactory()


@pytest.fixture
def lead(action):
    """A lead of the agency that owes."""
    return StandingFactory(
        role=Role.AGENCY_LEAD, agency=action.owner, partnership=action.partnership
    ).person


def text(name: str = "note.txt", data: bytes = b"Done."):
    return open_upload(made.upload(name, data))


def keep(action, by, *sent):
    return files.keep(files=sent or [text()], use=EVIDENCE, about=action, by=by)


def stored() -> set[str]:
    """What lies on storage, whether a row knows it or not."""
    return (
        set(default_storage.listdir("uploads")[1]) if default_storage.exists("uploads") else set()
    )


@pytest.fixture
def on_disk(settings, tmp_path):
    """Real files, so that a disk can be full or shut."""
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": str(tmp_path)},
        },
    }
    return tmp_path


def test_a_file_lies_under_a_random_name_in_quarantine(action, lead):
    (kept,) = keep(action, lead)

    assert kept.status == "quarantined"
    assert kept.key.hex in stored()
    assert kept.name not in kept.path
    assert [event.what for event in Event.objects.about(kept)] == ["file.received"]
    assert "note" not in str(Event.objects.about(kept).get().facts)


def test_a_kept_file_is_scanned_after_the_commit(
    action, lead, settings, django_capture_on_commit_callbacks
):
    settings.CLAMD_URL, settings.SCANNER_REQUIRED = "", False
    with django_capture_on_commit_callbacks(execute=True):
        (kept,) = keep(action, lead)

    kept.refresh_from_db()
    assert kept.status == "available"


def test_nothing_sent_is_nothing_kept(action):
    assert files.keep(files=[], use=EVIDENCE, about=action, by=ActionFactory) == []


def test_who_may_not_add_keeps_nothing(action):
    outsider = StandingFactory(role=Role.AGENCY_LEAD, partnership=action.partnership).person
    before = stored()

    with pytest.raises(PermissionDenied):
        keep(action, outsider)

    assert stored() == before


@pytest.mark.parametrize("quota", ["FILES_OF_A_PERSON", "FILES_ABOUT_A_SUBJECT"])
def test_a_quota_is_kept_to_the_byte(action, lead, settings, quota):
    keep(action, lead, text(data=b"12345"))
    setattr(settings, quota, 10)
    keep(action, lead, text(data=b"12345"))

    with pytest.raises(files.NotKept, match="would be larger than"):
        keep(action, lead, text(data=b"1"))

    files.remove(file=StoredFile.objects.first(), by=lead)
    keep(action, lead, text(data=b"1"))
    assert StoredFile.objects.present().count() == 2


@pytest.mark.django_db(transaction=True)
def test_two_at_once_do_not_both_find_the_last_room(settings):
    settings.FILES_ABOUT_A_SUBJECT = 5
    action = ActionFactory()
    ours = {"role": Role.AGENCY_LEAD, "agency": action.owner, "partnership": action.partnership}
    one, other = (StandingFactory(**ours).person for _ in range(2))

    with pytest.raises(files.NotKept):
        meanwhile(lambda: keep(action, one), lambda: keep(action, other))

    assert StoredFile.objects.count() == 1


class Full(InMemoryStorage):
    """A disk with room for one file and a part of the next."""

    room = 1

    def _save(self, name, content):
        if self.room:
            self.room -= 1
            return super()._save(name, content)
        super()._save(name, ContentFile(content.read()[:2]))
        raise OSError(errno.ENOSPC, "No space left on device")


def test_a_full_disk_leaves_no_row_and_no_bytes(action, lead, monkeypatch):
    disk = Full()
    monkeypatch.setattr(actions, "default_storage", disk)

    with pytest.raises(files.NotKept, match="Select them again in an hour"):
        keep(action, lead, text(), text("second.txt"))

    assert not StoredFile.objects.exists()
    assert disk.listdir("uploads")[1] == []


def test_a_storage_that_cannot_be_written_to_leaves_no_row(action, lead, on_disk):
    (on_disk / "uploads").write_text("a file where the folder should be")

    with pytest.raises(files.NotKept, match="cannot be written to"):
        keep(action, lead)

    assert not StoredFile.objects.exists()


def test_a_fault_of_another_kind_leaves_no_bytes_either(action, lead, monkeypatch):
    def broken(*args, **kwargs):
        raise ValueError("record")

    monkeypatch.setattr("portal.audit.record", broken)
    before = stored()

    with pytest.raises(ValueError, match="record"):
        keep(action, lead)

    assert stored() == before
    assert not StoredFile.objects.exists()


def test_what_a_failed_cleaning_leaves_is_left_to_the_sweep(action, lead, monkeypatch):
    disk = Full()
    disk.room = 0

    def shut(name):
        raise OSError(errno.EROFS, "Read-only file system")

    monkeypatch.setattr(disk, "delete", shut)
    monkeypatch.setattr(actions, "default_storage", disk)

    with pytest.raises(files.NotKept):
        keep(action, lead)


def test_files_on_disk_are_for_the_portal_alone(action, lead, on_disk):
    (kept,) = keep(action, lead)

    path = on_disk / kept.path
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_a_removed_file_is_gone_after_the_commit(action, lead, django_capture_on_commit_callbacks):
    (kept,) = keep(action, lead)

    with django_capture_on_commit_callbacks() as later:
        files.remove(file=kept, by=lead)
        files.remove(file=kept, by=lead)
    assert kept.key.hex in stored()
    for step in later:
        step()

    kept.refresh_from_db()
    assert kept.key.hex not in stored()
    assert (kept.status, kept.name, kept.removed_by) == ("removed", "", lead)
    assert kept.erased_at
    assert [e.what for e in Event.objects.about(kept)] == ["file.received", "file.removed"]


def test_who_added_a_file_and_the_business_team_may_remove_it_and_nobody_else(action, lead):
    (kept,) = keep(action, lead)
    ours = {"agency": action.owner, "partnership": action.partnership}
    colleague = StandingFactory(role=Role.AGENCY_LEAD, **ours).person

    with pytest.raises(PermissionDenied):
        files.remove(file=kept, by=colleague)

    files.remove(file=kept, by=StandingFactory(role=Role.BUSINESS_TEAM, **ours).person)


def test_the_sweep_erases_what_was_removed_and_what_nobody_knows(lead, time_machine):
    default_storage.save("uploads/" + "a" * 32, ContentFile(b"left by a crash"))
    default_storage.save("uploads/readme", ContentFile(b"not ours"))
    removed = StoredFileFactory(
        status="removed", name="", removed_by=lead, removed_at=clock.wall_time()
    )
    present = StoredFileFactory()
    assert tasks.tidy_files() >= 1
    assert "a" * 32 in stored()  # it may belong to a change that is not committed yet

    time_machine.move_to(clock.wall_time() + timedelta(days=2))
    tasks.tidy_files()

    assert {"readme", present.key.hex} <= stored()
    assert not {"a" * 32, removed.key.hex} & stored()


def test_the_sweep_of_an_empty_storage_finds_nothing(monkeypatch):
    monkeypatch.setattr(tidying, "default_storage", InMemoryStorage())

    assert tasks.tidy_files() == 0


@pytest.mark.parametrize(
    "wrong",
    [
        {"status": "available", "scanned_at": None},
        {"status": "removed"},
        {"name": ""},
    ],
    ids=str,
)
def test_the_database_refuses_a_file_in_two_states(wrong):
    with pytest.raises(IntegrityError), atomic():
        StoredFileFactory(**wrong)


def test_storage_gives_no_address(settings):
    settings.MEDIA_URL = import_module("portal.settings.files").MEDIA_URL

    with pytest.raises(ValueError, match="not accessible via a URL"):
        FileSystemStorage().url("uploads/x")
