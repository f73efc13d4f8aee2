"""Copies of records: made with the rights of the moment, kept for a day, for one person."""

import zipfile
from datetime import timedelta
from io import BytesIO

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.urls import reverse

from partners.models import Standing
from portal import clock, tasks
from portal.models import Event, PackCopy, Sighting, User
from portal.packs import copies, opening
from tests.factories.partners import GroupFactory, PartnershipFactory, StandingFactory
from tests.factories.reviews import ReviewFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def standing():
    standing = StandingFactory(role="business_team", partnership__ref="pdscp")
    GroupFactory(ref="pdscp/g", partnership=standing.partnership)
    ReviewFactory(ref="pdscp/r", partnership=standing.partnership)
    return standing


@pytest.fixture
def person(standing):
    return standing.person


def leads_reviews(standing):
    StandingFactory(
        person=standing.person,
        role="review_lead",
        partnership=standing.partnership,
        agency=standing.agency,
    )
    return again(standing.person)


def again(person) -> User:
    """The same person in another request: their standing is read anew."""
    return User.objects.get(pk=person.pk)


def made(standing, by=None) -> PackCopy:
    copy = copies.ask_for(partnership=standing.partnership, by=by or standing.person)
    copies.make(copy.pk)
    copy.refresh_from_db()
    return copy


def test_from_the_button_to_the_zip(standing, person, sign_in, django_capture_on_commit_callbacks):
    client = sign_in(person)
    ask = reverse("portal:pack_copy_add", kwargs={"partnership_id": standing.partnership_id})
    with django_capture_on_commit_callbacks(execute=True):
        client.post(ask)

    copy = PackCopy.objects.get()
    page = client.get(copy.get_absolute_url()).content.decode()
    zipped = client.get(reverse("portal:pack_copy_download", kwargs={"pack_copy_id": copy.pk}))

    assert copy.status == "ready"
    assert "Download the zip" in page
    names = zipfile.ZipFile(BytesIO(zipped.content)).namelist()
    assert "partners/groups.csv" in names
    assert zipped["Content-Disposition"] == f'attachment; filename="records-{copy.pk}.zip"'
    pack = opening.open_zip(BytesIO(zipped.content), "x", opening.ON_A_PAGE)
    assert (pack.partnership, pack.faults) == ("pdscp", [])
    said = [e.what for e in Event.objects.filter(what__regex="^pack") if e.by == person]
    assert said == ["pack_copy.requested", "pack.exported", "pack_copy.downloaded"]


def test_restricted_records_leave_with_who_leads_them_only_and_are_noted(standing):
    without = made(standing)
    assert not Sighting.objects.exists()

    whole = made(standing, by=leads_reviews(standing))

    assert "reviews/reviews.csv" in without.left_out
    assert "reviews/reviews.csv" not in without.files
    assert whole.files["reviews/reviews.csv"] == 1
    assert [look.what for look in Sighting.objects.all()] == ["records.copied"]


def test_rights_that_ended_between_asking_and_making_end_the_copy(standing):
    copy = copies.ask_for(partnership=standing.partnership, by=standing.person)
    Standing.objects.all().delete()

    assert not copies.make(copy.pk)

    copy.refresh_from_db()
    assert (copy.status, copy.fault, copy.file) == ("failed", copies.RIGHTS_ENDED, "")


def test_a_role_that_ended_before_the_download_ends_the_download(standing, sign_in):
    copy = made(standing, by=leads_reviews(standing))
    Standing.objects.filter(role="review_lead").delete()

    response = sign_in(again(standing.person)).get(
        reverse("portal:pack_copy_download", kwargs={"pack_copy_id": copy.pk}), follow=True
    )

    assert "no longer there for you" in response.content.decode()


def test_nobody_else_gets_it(standing, sign_in):
    copy = made(standing)
    colleague = StandingFactory(role="business_team", partnership=standing.partnership).person

    for name in ("pack_copy", "pack_copy_download"):
        address = reverse(f"portal:{name}", kwargs={"pack_copy_id": copy.pk})
        assert sign_in(colleague).get(address).status_code == 404


def test_the_records_of_another_partnership_are_not_given(person):
    with pytest.raises(PermissionDenied):
        copies.ask_for(partnership=PartnershipFactory(), by=person)


def test_asking_twice_gives_the_one_under_way(standing):
    first = copies.ask_for(partnership=standing.partnership, by=standing.person)

    assert copies.ask_for(partnership=standing.partnership, by=standing.person) == first


def test_after_a_day_it_is_gone(standing):
    copy = made(standing)
    PackCopy.objects.update(kept_until=clock.wall_time() - timedelta(minutes=1))

    with pytest.raises(copies.CopyGone):
        copies.take(PackCopy.objects.get(), by=standing.person)
    tasks.tidy_packs()

    assert not default_storage.exists(copy.file)
    assert PackCopy.objects.get().status == "gone"


def test_a_damaged_file_is_not_handed_out(standing):
    copy = made(standing)
    default_storage.delete(copy.file)
    default_storage.save(copy.file, ContentFile(b"other"))

    with pytest.raises(copies.CopyGone):
        copies.take(copy, by=standing.person)


def test_what_a_dead_worker_left_is_made_by_another_once(standing):
    copy = copies.ask_for(partnership=standing.partnership, by=standing.person)
    PackCopy.objects.update(status="making", claimed_at=clock.wall_time(), tries=1)
    assert not copies.make(copy.pk)
    PackCopy.objects.update(claimed_at=clock.wall_time() - 2 * PackCopy.CLAIM_LASTS)

    tasks.tidy_packs()

    assert PackCopy.objects.get().status == "ready"


def test_a_copy_that_cannot_be_made_says_so_and_leaves_no_file(standing, monkeypatch):
    copy = copies.ask_for(partnership=standing.partnership, by=standing.person)

    def fails(*args):
        raise RuntimeError

    monkeypatch.setattr(copies, "gathered", fails)

    assert not copies.make(copy.pk)
    copy.refresh_from_db()
    assert (copy.status, copy.fault) == ("failed", copies.BROKEN)


def test_whoever_lost_their_hold_leaves_no_file(standing, monkeypatch):
    copy = copies.ask_for(partnership=standing.partnership, by=standing.person)
    real = copies.gathered

    def overtaken(*args):
        PackCopy.objects.update(claimed_at=clock.wall_time() + timedelta(hours=1))
        return real(*args)

    monkeypatch.setattr(copies, "gathered", overtaken)

    assert not copies.make(copy.pk)
    assert PackCopy.objects.get().file == ""
