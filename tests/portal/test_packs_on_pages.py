"""Packs on pages: sent, checked, confirmed, kept whole by the right people or not at all."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from partners.models import Group, Standing
from portal import clock, tasks
from portal.models import Event, PackRun
from portal.packs import holding, runs
from tests.factories.partners import StandingFactory
from tests.factories.portal import PackRunFactory
from tests.portal.packing import COVER
from tests.portal.sending import GROUPS, HEAD, one_group, sent, zip_of
from tests.turns import meanwhile

pytestmark = pytest.mark.django_db


@pytest.fixture
def standing():
    return StandingFactory(role="business_team", partnership__ref="pdscp")


@pytest.fixture
def person(standing):
    return standing.person


def test_from_the_upload_to_the_rows(person, sign_in, django_capture_on_commit_callbacks):
    client = sign_in(person)
    upload = SimpleUploadedFile("Poppy.zip", one_group(), "application/zip")
    with django_capture_on_commit_callbacks(execute=True):
        response = client.post(reverse("portal:pack_list"), {"pack": upload}, follow=True)

    run = PackRun.objects.get()
    page = client.get(response.redirect_chain[-1][0]).content.decode()
    assert (run.status, run.title, run.partnership) == ("checked", COVER["title"], "pdscp")
    assert run.summary == [[GROUPS, 1, 0, 0]]
    assert "Confirm and import" in page
    assert "Poppy" not in page + run.file
    assert not Group.objects.filter(ref="pdscp/g").exists()

    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("portal:pack_confirm", kwargs={"pack_id": run.pk}))

    run.refresh_from_db()
    assert (run.status, run.file) == ("imported", "")
    assert Group.objects.get(ref="pdscp/g").name == "Board"
    told = Event.objects.filter(what__startswith="pack.").values_list("what", "by")
    assert [what for what, _ in told] == [
        "pack.received",
        "pack.confirmed",
        "pack.imported",
        "pack.kept",
    ]
    assert {by for _, by in told} == {person.pk}


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("x.zip", None, "Select the zip to bring in"),
        ("x.zip", b"", "The file is empty. Select the zip again"),
        ("x.csv", b"ref,name", "The file must be a zip"),
    ],
)
def test_what_is_no_zip_is_refused_with_a_sentence(person, sign_in, name, content, said):
    files = {} if content is None else {"pack": SimpleUploadedFile(name, content)}

    response = sign_in(person).post(reverse("portal:pack_list"), files)

    assert response.status_code == 422
    assert said in response.content.decode()
    assert not PackRun.objects.exists()


def test_a_zip_that_is_too_large_is_refused(person, sign_in, monkeypatch):
    monkeypatch.setattr("portal.pack_forms.LARGEST_ZIP", 10)

    response = sign_in(person).post(
        reverse("portal:pack_list"), {"pack": SimpleUploadedFile("x.zip", one_group())}
    )

    assert response.status_code == 422
    assert "25 MB or smaller" in response.content.decode()


def test_faults_are_a_table_to_page_through_and_to_download(person, sign_in):
    rows = "".join(f"pdscp/g{n},pdscp,=Board {n},nonsense\n" for n in range(60))
    run = sent(zip_of({GROUPS: HEAD + rows}), person)
    where = run.get_absolute_url()

    page = sign_in(person).get(where).content.decode()
    text = sign_in(person).get(where, {"as": "csv"}).content.decode()
    book = sign_in(person).get(where, {"as": "xlsx"})

    assert (run.status, run.fault_count, run.file) == ("faulty", 60, "")
    assert "60 faults" in page
    assert "page=2" in page
    assert text.count("is not one of the choices") == 60
    assert book["Content-Type"].endswith("sheet")
    assert not Group.objects.filter(ref__startswith="pdscp/g").exists()


def test_only_its_sender_sees_a_pack(person, sign_in):
    run = sent(one_group(), person)
    colleague = StandingFactory(role="business_team", partnership__ref="other").person

    for name in ("pack", "pack_confirm", "pack_discard"):
        address = reverse(f"portal:{name}", kwargs={"pack_id": run.pk})
        client = sign_in(colleague)
        answer = client.get(address) if name == "pack" else client.post(address)
        assert answer.status_code == 404


def test_rights_that_ended_before_the_import_end_it(person):
    run = sent(one_group(), person)
    runs.confirm(run=run, by=person)
    Standing.objects.all().delete()

    runs.work(run.pk)

    run.refresh_from_db()
    assert (run.status, run.fault) == ("failed", runs.RIGHTS_ENDED)
    assert not Group.objects.filter(ref="pdscp/g").exists()


def test_records_that_changed_after_the_check_stop_the_import(person):
    first, second = sent(one_group(), person), sent(one_group(name="Other"), person)
    for run in (first, second):
        runs.confirm(run=run, by=person)
        runs.work(run.pk)
        run.refresh_from_db()

    assert first.status == "imported"
    assert (second.status, second.fault) == ("failed", runs.CHANGED)
    assert Group.objects.get(ref="pdscp/g").name == "Board"


def test_a_stored_zip_that_was_exchanged_is_not_imported(person):
    run = sent(one_group(), person)
    default_storage.delete(run.file)
    name = default_storage.save(run.file, BytesIO(one_group(name="Forged")))
    assert name == run.file
    runs.confirm(run=run, by=person)

    runs.work(run.pk)

    run.refresh_from_db()
    assert (run.status, run.fault) == ("failed", runs.DAMAGED)
    assert not Group.objects.filter(ref="pdscp/g").exists()


def test_confirming_twice_or_after_discarding_is_told(person, sign_in):
    run = sent(one_group(), person)
    runs.discard(run=run, by=person)

    response = sign_in(person).post(
        reverse("portal:pack_confirm", kwargs={"pack_id": run.pk}), follow=True
    )

    assert "was confirmed or discarded before" in response.content.decode()
    with pytest.raises(runs.AlreadyDecided):
        runs.discard(run=run, by=person)


def test_discarding_deletes_the_zip(person, sign_in, django_capture_on_commit_callbacks):
    run = sent(one_group(), person)
    with django_capture_on_commit_callbacks(execute=True):
        sign_in(person).post(reverse("portal:pack_discard", kwargs={"pack_id": run.pk}))

    assert not default_storage.exists(run.file)
    run.refresh_from_db()
    assert (run.status, run.file) == ("discarded", "")


def test_a_failure_in_the_middle_leaves_nothing_and_says_so(person, monkeypatch):
    run = sent(one_group(), person)
    runs.confirm(run=run, by=person)

    def fails(*args, **kwargs):
        raise RuntimeError

    monkeypatch.setattr(runs.audit, "record", fails)
    runs.work(run.pk)

    run.refresh_from_db()
    assert (run.status, run.fault) == ("failed", runs.BROKEN)
    assert not Group.objects.filter(ref="pdscp/g").exists()


def test_a_worker_that_died_is_followed_by_another_and_the_third_death_ends_it(person):
    long_ago = clock.wall_time() - 2 * PackRun.CLAIM_LASTS
    run = runs.receive(content=one_group(), by=person)
    held = PackRun.objects.filter(pk=run.pk)
    held.update(status="checking", claimed_at=clock.wall_time(), tries=1)
    assert not runs.work(run.pk)

    held.update(claimed_at=long_ago)
    tasks.tidy_packs()
    run.refresh_from_db()
    assert run.status == "checked"

    held.update(status="importing", claimed_at=long_ago, tries=PackRun.MOST_TRIES)
    tasks.tidy_packs()
    run.refresh_from_db()
    assert (run.status, run.fault) == ("failed", holding.GIVEN_UP)


def test_whoever_lost_their_hold_keeps_nothing(person, monkeypatch):
    run = sent(one_group(), person)
    runs.confirm(run=run, by=person)
    real = runs.take_in

    def overtaken(*args, **kwargs):
        PackRun.objects.filter(pk=run.pk).update(claimed_at=clock.wall_time() + timedelta(hours=1))
        return real(*args, **kwargs)

    monkeypatch.setattr(runs, "take_in", overtaken)
    runs.work(run.pk)

    assert not Group.objects.filter(ref="pdscp/g").exists()


def test_a_day_later_an_unconfirmed_pack_is_gone(person):
    run = sent(one_group(), person)
    file = run.file
    orphan = holding.store(b"left behind")
    PackRun.objects.update(kept_until=clock.wall_time() - timedelta(minutes=1))

    with pytest.raises(runs.AlreadyDecided):
        runs.confirm(run=run, by=person)
    tasks.tidy_packs()

    run.refresh_from_db()
    assert (run.status, run.file) == ("discarded", "")
    assert not default_storage.exists(file)
    assert default_storage.exists(orphan)


def test_files_without_a_row_are_swept_away(monkeypatch):
    orphan = holding.store(b"left behind")
    later = clock.wall_time() + 3 * PackRun.KEPT
    monkeypatch.setattr(holding.clock, "wall_time", lambda: later)

    tasks.tidy_packs()

    assert not default_storage.exists(orphan)


def test_the_progress_is_told_to_whoever_waits(person, sign_in):
    run = PackRunFactory(asked_by=person, status="checking", claimed_at=clock.wall_time())
    held = holding.Hold(PackRun, run.pk, "checking", run.claimed_at)
    client = sign_in(person)
    where = run.get_absolute_url()

    before = client.get(where, headers={"HX-Request": "true"}).content.decode()
    held.tell("Comparing partners/groups.csv", 40)
    after = client.get(where, headers={"HX-Request": "true"}).content.decode()
    held.over("checked")
    done = client.get(where, headers={"HX-Request": "true"}).content.decode()

    assert "Waiting to start (0%)" in before
    assert "Comparing partners/groups.csv (40%)" in after
    assert "<h1" not in after
    assert "See what came of it" in done


@pytest.mark.parametrize("name", ["portal:pack_format", "portal:pack_list"])
def test_the_pages_open(person, sign_in, name):
    page = sign_in(person).get(reverse(name)).content.decode()

    assert "pack" in page


def test_each_file_tells_its_columns_and_gives_its_heading(person, sign_in):
    address = reverse("portal:pack_file", kwargs={"pack_file": GROUPS})

    page = sign_in(person).get(address).content.decode()
    empty = sign_in(person).get(address, {"as": "csv"})
    none = sign_in(person).get(reverse("portal:pack_file", kwargs={"pack_file": "x.csv"}))

    assert "reports_to" in page
    assert "`" not in page
    assert empty.content.decode("utf-8-sig").startswith('"ref","partnership","name"')
    assert none.status_code == 404


@pytest.mark.django_db(transaction=True)
def test_two_packs_at_once_come_one_after_the_other(monkeypatch):
    monkeypatch.setattr(runs, "enqueue", lambda name, **which: None)
    person = StandingFactory(role="business_team", partnership__ref="pdscp").person
    first = sent(one_group(), person)
    second = sent(one_group(name="Other"), person)
    for run in (first, second):
        runs.confirm(run=run, by=person)

    meanwhile(lambda: runs.work(first.pk), lambda: runs.work(second.pk))

    assert sorted(PackRun.objects.values_list("status", flat=True)) == ["failed", "imported"]
