"""The one door of files: who gets what, with which headers; and the lines of a list."""

from dataclasses import replace

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.urls import reverse

from partners.models import Role
from portal import files
from portal.files import uses
from portal.models import Event, Sighting, StoredFile
from tests.factories.files import DATA, StoredFileFactory
from tests.factories.partners import ActionFactory, StandingFactory
from tests.factories.portal import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def reader():
    return StandingFactory(role=Role.PRACTITIONER)


@pytest.fixture
def file(reader):
    return StoredFileFactory(subject=ActionFactory(partnership=reader.partnership))


def ask(browser, file, name="file", **headers):
    return browser.get(
        reverse(f"portal:{name}", kwargs={"file_id": file.pk}), headers=headers or None
    )


def test_a_file_is_saved_never_opened_and_its_reader_recorded(sign_in, reader, file):
    answer = ask(sign_in(reader.person), file)

    assert answer.content == DATA
    assert answer["Content-Disposition"] == f'attachment; filename="{file.name}"'
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert answer["Cross-Origin-Resource-Policy"] == "same-origin"
    assert answer["Cache-Control"] == "no-store, private"
    (event,) = Event.objects.about(file)
    assert (event.what, event.by) == ("file.downloaded", reader.person)


def test_a_name_of_any_script_arrives_whole(sign_in, reader, file):
    StoredFile.objects.filter(pk=file.pk).update(name='Ŵ "note"; x=y.txt')

    answer = ask(sign_in(reader.person), file)

    assert answer["Content-Disposition"] == (
        "attachment; filename*=utf-8''%C5%B4%20%22note%22%3B%20x%3Dy.txt"
    )


@pytest.mark.parametrize("status", ["received", "quarantined", "clean", "infected", "unscannable"])
def test_only_what_was_checked_is_handed_out(sign_in, reader, file, status):
    StoredFile.objects.filter(pk=file.pk).update(status=status)

    assert ask(sign_in(reader.person), file).status_code == 404
    assert not Event.objects.about(file).exists()


def test_a_removed_file_is_nowhere(sign_in, reader, file):
    files.remove(file=file, by=business_team(file))
    browser = sign_in(reader.person)

    for name in ("file", "file_state", "file_remove"):
        assert ask(browser, file, name).status_code == 404


def business_team(file):
    return StandingFactory(role=Role.BUSINESS_TEAM, partnership=file.subject.partnership).person


def test_a_file_of_another_partnership_answers_like_one_that_never_was(sign_in, file):
    browser = sign_in(StandingFactory(role=Role.BUSINESS_TEAM).person)
    hidden = ask(browser, file)
    never = browser.get(reverse("portal:file", kwargs={"file_id": 999_999_999}))

    assert (hidden.status_code, never.status_code) == (404, 404)
    assert hidden.content == never.content


@pytest.mark.parametrize(
    "path",
    [
        "/uploads/{key}",
        "/media/uploads/{key}",
        "/files/uploads/{key}",
        "/static/uploads/{key}",
        "/static/../uploads/{key}",
        "/files/{key}/",
        "/{key}",
        "/files/{pk}/../../uploads/{key}",
    ],
)
def test_no_address_leads_to_storage(sign_in, reader, file, path):
    """F-15: a storage path that somebody guessed or kept."""
    browser = sign_in(reader.person)

    answer = browser.get(path.format(key=file.key.hex, pk=file.pk))

    assert answer.status_code == 404


def test_a_file_of_a_use_that_is_no_more_is_hidden(sign_in, reader, file):
    StoredFile.objects.filter(pk=file.pk).update(use="partners.gone")

    assert ask(sign_in(reader.person), file).status_code == 404


def test_bytes_that_changed_are_not_handed_out(sign_in, reader, file):
    default_storage.delete(file.path)
    default_storage.save(file.path, ContentFile(b"other"))
    browser = sign_in(reader.person)

    answer = ask(browser, file)

    assert answer.url == file.get_absolute_url()
    assert "The stored file is damaged" in browser.get(answer.url).content.decode()
    assert not Event.objects.about(file).exists()


def test_bytes_that_are_gone_are_not_handed_out(sign_in, reader, file):
    default_storage.delete(file.path)

    assert ask(sign_in(reader.person), file).url == file.get_absolute_url()


@pytest.fixture
def restricted(monkeypatch, file):
    """The same use, of things that are restricted."""
    monkeypatch.setitem(uses.uses, file.use, uses.uses[file.use])  # put back afterwards
    replace(uses.uses[file.use], restricted=True)  # declares itself


def test_a_file_of_a_restricted_thing_is_a_sighting_of_it(sign_in, reader, file, restricted):
    assert ask(sign_in(reader.person), file).content == DATA

    seen = Sighting.objects.about(file.subject).get()
    assert (seen.what, seen.by) == ("file.seen", reader.person)


@pytest.mark.parametrize("name", ["file", "file_remove"])
def test_a_file_of_a_restricted_thing_asks_for_a_second_factor(sign_in, file, restricted, name):
    answer = ask(sign_in(business_team(file), proven=False), file, name)

    assert answer.status_code == 302
    assert not Sighting.objects.exists()
    assert ask(sign_in(business_team(file)), file, name).status_code == 200


def test_if_the_look_cannot_be_recorded_nothing_is_handed_out(
    sign_in, reader, file, restricted, monkeypatch
):
    def broken(*args, **kwargs):
        raise RuntimeError("no record")

    monkeypatch.setattr("portal.audit.sighted", broken)

    with pytest.raises(RuntimeError, match="no record"):
        ask(sign_in(reader.person), file)


@pytest.mark.parametrize(
    ("status", "scanner", "word", "asks_again", "link"),
    [
        ("quarantined", "", "Checking for viruses", True, False),
        ("clean", "x", "Checking for viruses", True, False),
        ("available", "x", "Checked", False, True),
        ("available", "not scanned", "Not scanned", False, True),
        ("infected", "x", "Virus found", False, False),
        ("unscannable", "x", "Could not be checked", False, False),
    ],
)
def test_a_line_tells_how_far_a_file_is_and_asks_by_itself_while_it_waits(
    sign_in, reader, file, status, scanner, word, asks_again, link
):
    StoredFile.objects.filter(pk=file.pk).update(status=status, scanner=scanner)
    browser = sign_in(reader.person)

    line = ask(browser, file, "file_state", **{"HX-Request": "true"}).content.decode()
    page = ask(browser, file, "file_state").content.decode()

    assert line.strip().startswith(f'<li id="file-{file.pk}"')
    assert word in line
    assert ('hx-trigger="every 2s"' in line) == asks_again
    assert (f'href="/files/{file.pk}/"' in line) == link
    assert "Remove" not in line
    assert word in page
    assert file.sha256 in page


def test_removing_asks_first_and_leads_back(sign_in, file):
    browser = sign_in(business_team(file))

    assert "Remove this file?" in ask(browser, file, "file_remove").content.decode()
    answer = browser.post(reverse("portal:file_remove", kwargs={"file_id": file.pk}))

    assert answer.url == file.subject.get_absolute_url()
    assert not StoredFile.objects.present().exists()


def test_who_added_a_file_may_not_remove_it_after_leaving(sign_in, file):
    stranger = UserFactory()
    StoredFile.objects.filter(pk=file.pk).update(uploaded_by=stranger)

    assert ask(sign_in(stranger), file, "file_remove").status_code == 404


def test_no_things_have_no_files():
    assert files.about(UserFactory(), []) == {}
