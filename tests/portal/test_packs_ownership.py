"""A pack touches the rows of those partnerships only whose records its sender looks after."""

import pytest

from partners.models import Partnership
from portal.packs import runs
from portal.packs.faults import PackRefused
from portal.packs.importing import NOT_YOURS, import_pack
from tests.factories.partners import GroupFactory, MeetingFactory, StandingFactory
from tests.portal.sending import GROUPS, one_group, sent, sentences, zip_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def standing():
    return StandingFactory(role="business_team", partnership__ref="pdscp")


@pytest.fixture
def person(standing):
    return standing.person


def test_a_pack_of_another_partnership_is_refused(person):
    Partnership.objects.create(ref="far", name="Far", short_name="F", live_from="2019-08-01")

    run = sent(zip_of({}, partnership="far"), person)

    assert sentences(run) == [f"pack.json: {NOT_YOURS}"]


def test_a_row_in_another_partnership_is_refused(person):
    far = Partnership.objects.create(ref="far", name="F", short_name="F", live_from="2019-08-01")
    GroupFactory(ref="far/g", partnership=far, name="Board", kind="panel")

    for ref in ("far/g", "far/new"):
        run = sent(one_group(ref=ref, at="far"), person)
        assert "not of a partnership whose records you look after" in sentences(run)[0]


def test_restricted_files_are_for_who_leads_that_work(person, standing):
    files = {"reviews/reviews.csv": "ref,partnership,title,kind\nr1,pdscp,R1,scr\n"}

    refused = sent(zip_of(files), person)
    StandingFactory(
        person=person, role="review_lead", partnership=standing.partnership, agency=standing.agency
    )
    person.__dict__.pop("_footing", None)
    allowed = sent(zip_of(files), person)

    assert "the role “Review lead” there" in sentences(refused)[0]
    assert not any("Review lead" in one for one in sentences(allowed))


def test_what_every_partnership_shares_is_changed_by_all_of_them_only(person, standing):
    areas = "partners/areas.csv"
    head = "ref,name,kind,live_from\n"
    run = sent(zip_of({areas: f"{head}a1,One,ward,2019\n"}), person)
    runs.confirm(run=run, by=person)
    runs.work(run.pk)
    far = Partnership.objects.create(ref="far", name="F", short_name="F", live_from="2019-08-01")

    refused = sent(zip_of({areas: f"{head}a1,Two,ward,2019\n"}), person)
    same = sent(zip_of({areas: f"{head}a1,One,ward,2019\n"}), person)
    far.delete()
    allowed = sent(zip_of({areas: f"{head}a1,Two,ward,2019\n"}), person)

    assert "Every partnership shares this row" in sentences(refused)[0]
    assert (same.status, allowed.status) == ("checked", "checked")


def test_no_row_points_at_another_partnership(person):
    far = Partnership.objects.create(ref="far", name="F", short_name="F", live_from="2019-08-01")
    GroupFactory(ref="far/g", partnership=far)
    text = "ref,partnership,name,kind,reports_to\npdscp/g,pdscp,Board,panel,far/g\n"

    run = sent(zip_of({GROUPS: text}), person)

    assert sentences(run) == [
        f"{GROUPS}: This points at a row of another partnership. Point at one of yours."
    ]


@pytest.mark.parametrize("operator", [True, False])
def test_a_child_row_is_not_carried_to_another_partnerships_parent(person, operator, tmp_path):
    far = Partnership.objects.create(ref="far", name="F", short_name="F", live_from="2019-08-01")
    ours = GroupFactory(ref="pdscp/g", partnership=Partnership.objects.get(ref="pdscp"))
    theirs = GroupFactory(ref="far/g", partnership=far)
    taken = MeetingFactory(ref="far/m", group=theirs)
    given = MeetingFactory(ref="pdscp/m", group=ours)
    text = f"ref,group,held_on\nfar/m,pdscp/g,{taken.held_on}\npdscp/m,far/g,{given.held_on}\n"
    content = zip_of({"partners/meetings.csv": text})

    if operator:
        (tmp_path / "p.zip").write_bytes(content)
        with pytest.raises(PackRefused) as refused:
            import_pack(tmp_path / "p.zip")
        said = [fault.sentence for fault in refused.value.faults]
    else:
        said = [one.partition(": ")[2] for one in sentences(sent(content, person))]

    assert sum("belongs to another partnership already" in one for one in said) == 2
    taken.refresh_from_db()
    given.refresh_from_db()
    assert (taken.group, given.group) == (theirs, ours)
