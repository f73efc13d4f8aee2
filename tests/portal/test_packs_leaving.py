"""A partnership can leave with its records, and come in elsewhere as it was."""

import pytest
from django.core.management import CommandError, call_command

from partners.models import Agency, Area, Group, Partnership
from portal.models import Event
from portal.packs import POINTED_AT, readers
from portal.packs.describing import leaving, page, place
from portal.packs.exporting import export_pack
from portal.packs.faults import PackRefused
from portal.packs.importing import import_pack
from tests.factories.partners import GroupFactory
from tests.portal.packing import test_readers, write_pack
from tests.portal.test_packs import WORLD

pytestmark = pytest.mark.django_db


@pytest.fixture
def partnership(monkeypatch, tmp_path):
    monkeypatch.setattr(readers, "registry", {})
    for reader in test_readers():
        readers.register(reader)
    import_pack(write_pack(tmp_path / "first", WORLD))
    return Partnership.objects.get(ref="pdscp")


def read_folder(path) -> dict[str, bytes]:
    return {f.relative_to(path).as_posix(): f.read_bytes() for f in path.rglob("*.*")}


def test_what_left_comes_in_again_as_it_was(partnership, tmp_path):
    export_pack("pdscp", tmp_path / "out")
    Group.objects.update(reports_to=None)
    Group.objects.all().delete()
    partnership.delete()
    for model in (Agency, Area):
        model.objects.update(parent=None)
    for area in Area.objects.all():
        area.populations.all().delete()
    Agency.objects.all().delete()
    Area.objects.all().delete()

    import_pack(tmp_path / "out")
    export_pack("pdscp", tmp_path / "again")

    assert read_folder(tmp_path / "out") == read_folder(tmp_path / "again")
    assert Group.objects.get(ref="pdscp/sub").reports_to.ref == "pdscp/board"


def test_rows_leave_in_the_order_of_their_refs_with_every_column(partnership, tmp_path):
    export_pack("pdscp", tmp_path / "out")

    assert (tmp_path / "out/partners/groups.csv").read_text() == (
        "ref,partnership,name,reports_to,members,cadence,cadence_unit\n"
        "pdscp/board,pdscp,Board,,police,,\n"
        'pdscp/sub,pdscp,"Sub, group",pdscp/board,police;trust,6,weeks\n'
    )


def test_another_partnerships_rows_stay_unless_pointed_at(partnership, tmp_path):
    other = Partnership.objects.create(ref="far", name="F", short_name="F", live_from="2019-08-01")
    GroupFactory(ref="far/quiet", partnership=other)
    seen = GroupFactory(ref="far/seen", partnership=other)
    Group.objects.filter(ref="pdscp/board").update(reports_to=seen)

    export_pack("pdscp", tmp_path / "out")

    groups = (tmp_path / "out/partners/groups.csv").read_text()
    assert "far/seen" in groups
    assert "far/quiet" not in groups


def test_no_pack_takes_a_row_out_of_its_partnership(partnership, tmp_path):
    far = Partnership.objects.create(ref="far", name="F", short_name="F", live_from="2019-08-01")
    GroupFactory(ref="far/quiet", name="Quiet", partnership=far)
    taken = {"partners/groups.csv": "ref,partnership,name\nfar/quiet,pdscp,Quiet\n"}

    with pytest.raises(PackRefused) as refused:
        import_pack(write_pack(tmp_path / "thief", taken))

    assert "belongs to another partnership" in refused.value.faults[0].sentence
    assert Group.objects.get(ref="far/quiet").partnership == far


def test_the_same_rows_make_the_same_zip(partnership, tmp_path, capsys):
    for name in ("one.zip", "two.zip"):
        call_command("export_pack", "pdscp", str(tmp_path / name))

    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()
    assert "partners/groups.csv: 2 rows" in capsys.readouterr().out
    assert import_pack(tmp_path / "one.zip").changes == 0


def test_export_refuses_what_it_does_not_know_and_what_is_there(partnership, tmp_path):
    with pytest.raises(CommandError, match='No partnership has the ref "nobody"'):
        call_command("export_pack", "nobody", str(tmp_path / "new"))
    with pytest.raises(CommandError, match="is already there"):
        call_command("export_pack", "pdscp", str(tmp_path))


def test_the_record_says_what_left_and_nobody_else_may_read_it(partnership, tmp_path):
    export_pack("pdscp", tmp_path / "out")
    export_pack("pdscp", tmp_path / "out.zip")

    left = Event.objects.about(partnership).filter(what="pack.exported")
    assert [event.facts["files"]["partners/groups.csv"] for event in left] == [2, 2]
    assert (tmp_path / "out").stat().st_mode & 0o777 == 0o700
    assert (tmp_path / "out.zip").stat().st_mode & 0o777 == 0o600


def test_rows_pointed_at_leave_only_with_what_points(partnership, tmp_path):
    areas = readers.registry["partners/areas.csv"]
    readers.registry["partners/areas.csv"] = readers.Reader(
        areas.file, areas.title, areas.model, areas.columns, scope=POINTED_AT
    )
    Area.objects.create(ref="lonely", name="Lonely", kind="ward")

    export_pack("pdscp", tmp_path / "out")

    text = (tmp_path / "out/partners/areas.csv").read_text()
    assert [line.split(",")[0] for line in text.splitlines()] == ["ref", "council", "pan", "ward"]
    assert leaving(readers.registry["partners/areas.csv"]).endswith("point at.")


def test_the_page_tells_of_each_column(partnership):
    said = page()

    assert "| area | reference | no | Where the agency works. Points at `partners/areas.csv` |" in (
        said
    )
    assert "| kind | choice | yes | One of: `council area`, `ward` |" in said
    assert "An export holds the rows of its partnership." in said


def test_docs_are_what_the_apps_declare(tmp_path, settings):
    written = place().read_text(encoding="utf-8")
    settings.BASE_DIR = tmp_path
    (tmp_path / "docs").mkdir()

    call_command("document_packs", verbosity=0)

    assert written == place().read_text(encoding="utf-8"), "Run manage.py document_packs"
