"""Packs come in whole or not at all, twice as good as once, with every fault told at once."""

import pytest
from django.core.management import CommandError, call_command
from django.db import DataError

from partners.models import Agency, Area, Group, Partnership, Population
from portal.models import Event
from portal.packs import readers as declarations
from portal.packs.faults import PackRefused
from portal.packs.importing import import_pack
from portal.packs.readers import Rule
from portal.packs.refusals import fault_from
from tests.portal.packing import COVER, test_readers, write_pack

pytestmark = pytest.mark.django_db
AREAS = "partners/areas.csv"
AGENCIES = "partners/agencies.csv"
GROUPS = "partners/groups.csv"
POPULATIONS = "partners/populations.csv"
WORLD = {
    AREAS: (
        "ref,name,kind,parent,members,live_from\n"
        "ward,Ward,ward,council,,2019-04\n"
        "council,Council,council area,,,2019\n"
        "pan,Pan,council area,,council;ward,\n"
    ),
    AGENCIES: "ref,name,kind,area,parent\npolice,Police,police force,pan,\ntrust,Trust,,,police\n",
    GROUPS: (
        "ref,partnership,name,reports_to,members,cadence,cadence_unit\n"
        'pdscp/sub,pdscp,"Sub, group",pdscp/board,police;trust,6,weeks\n'
        "pdscp/board,pdscp,Board,,police,,\n"
    ),
    POPULATIONS: "ref,area,band,value,as_at\np1,council,0 to 17,1448,2020\np2,ward,,,2018\n",
}


@pytest.fixture(autouse=True)
def readers(monkeypatch):
    registry = {}
    monkeypatch.setattr(declarations, "registry", registry)
    for reader in test_readers():
        declarations.register(reader)
    return registry


def refusal(path, **how) -> list[str]:
    with pytest.raises(PackRefused) as refused:
        import_pack(path, **how)
    return [str(fault) for fault in refused.value.faults]


def test_import_keeps_every_row_with_what_it_points_at(tmp_path):
    import_pack(write_pack(tmp_path, WORLD))

    pan = Area.objects.get(ref="pan")
    ward = Area.objects.get(ref="ward")
    assert set(pan.members.values_list("ref", flat=True)) == {"council", "ward"}
    assert (ward.parent.ref, ward.live_from.text, pan.live_from) == ("council", "April 2019", None)
    assert Agency.objects.get(ref="trust").kind == Agency.Kind.OTHER
    sub = Group.objects.get(ref="pdscp/sub")
    assert (sub.name, sub.reports_to.ref, sub.members.count()) == ("Sub, group", "pdscp/board", 2)
    assert Population.objects.get(ref="p2").value is None


def test_import_writes_one_line_of_the_record_about_the_partnership(tmp_path):
    import_pack(write_pack(tmp_path, WORLD))

    event = Event.objects.get(what="pack.imported")
    assert event.subject == Partnership.objects.get(ref="pdscp")
    assert event.facts["files"][AREAS] == [3, 0]


def test_second_import_changes_nothing_and_says_so(tmp_path, capsys):
    path = write_pack(tmp_path, WORLD)
    import_pack(path)

    call_command("import_pack", str(path))

    said = capsys.readouterr().out
    assert "partners/areas.csv: 0 new, 0 changed, 3 as before" in said
    assert said.endswith("The portal already holds all of it. Nothing changed.\n")
    assert Event.objects.filter(what="pack.imported").count() == 1


def test_changed_cells_are_changed_and_counted(tmp_path, capsys):
    import_pack(write_pack(tmp_path, WORLD))
    newer = {
        AREAS: WORLD[AREAS].replace("Ward,ward", "Quay,ward").replace("council;ward", "ward"),
        GROUPS: WORLD[GROUPS].replace("pdscp,Board,,police", "pdscp,Board,,police;trust"),
    }

    call_command("import_pack", str(write_pack(tmp_path, newer)))

    said = capsys.readouterr().out
    assert "partners/areas.csv: 0 new, 2 changed, 1 as before" in said
    assert "partners/groups.csv: 0 new, 1 changed, 1 as before" in said
    assert said.endswith("3 rows kept.\n")
    assert Area.objects.get(ref="ward").name == "Quay"
    assert [a.ref for a in Area.objects.get(ref="pan").members.all()] == ["ward"]


def test_check_asks_the_database_too_and_writes_nothing(tmp_path, capsys):
    call_command("import_pack", str(write_pack(tmp_path, WORLD)), "--check")

    assert capsys.readouterr().out.endswith("10 rows would be kept. Nothing was written.\n")
    assert not Area.objects.exists()
    assert not Event.objects.filter(what="pack.imported").exists()


def test_references_reach_rows_of_an_earlier_pack(tmp_path):
    import_pack(write_pack(tmp_path / "one", {AREAS: WORLD[AREAS]}))

    import_pack(write_pack(tmp_path / "two", {AGENCIES: "ref,name,area\nhub,Hub,council\n"}))

    assert Agency.objects.get(ref="hub").area.ref == "council"


def test_rows_that_point_at_one_another_are_kept_in_two_passes(tmp_path):
    circle = "ref,name,kind,parent\na,A,ward,b\nb,B,ward,a\n"
    path = write_pack(tmp_path, {AREAS: circle})

    import_pack(path)

    assert dict(Area.objects.values_list("ref", "parent__ref")) == {"a": "b", "b": "a"}
    assert import_pack(path).changes == 0


TEN_FAULTS = {
    AREAS: (
        "ref,name,kind,parent,members,live_from\n"
        "one,,ward,,,\n"
        "two,Two,parish,,,2019-13\n"
        "two,Again,ward,,,\n"
        "four,A name that is far longer than thirty characters,ward,,,\n"
    ),
    AGENCIES: "ref,name,area,colour\nhub,Hub,one,red\n",
    GROUPS: "ref,partnership,name,members,cadence\ng,pdscp,Board,nobody,six\n",
    POPULATIONS: "ref,area,band,value,as_at\np1,one,,,2020\n",
    "partners/area.csv": "ref\n",
}


def test_ten_faults_are_ten_lines_and_nothing_is_kept(tmp_path, capsys):
    with pytest.raises(CommandError, match=r"Nothing was kept: 10 faults\."):
        call_command("import_pack", str(write_pack(tmp_path, TEN_FAULTS)))

    assert capsys.readouterr().err.splitlines() == [
        "partners/agencies.csv, row 1, column colour: There is no such column. "
        "Remove it, or see docs/packs.md.",
        "partners/area.csv: No part of the portal reads a file of this name. "
        'Did you mean "partners/areas.csv"?',
        "partners/areas.csv, row 2, column name: The cell is empty. Fill it in.",
        'partners/areas.csv, row 3, column kind: "parish" is not one of the choices. '
        'Write "council area", "ward".',
        'partners/areas.csv, row 3, column live_from: "2019-13" cannot be read. '
        "Write a year, a month or a day, such as 2019, 2019-09 or 2019-09-01.",
        'partners/areas.csv, row 4, column ref: "two" is already used in partners/areas.csv, '
        "row 3. Give this row its own.",
        "partners/areas.csv, row 5, column name: The text has 48 characters. Shorten it to 30.",
        'partners/groups.csv, row 2, column cadence: "six" cannot be read. '
        "Write a whole number without commas, such as 1448.",
        'partners/groups.csv, row 2, column members: There is no agency "nobody" in the pack or '
        "in the portal. Correct it, or add it to partners/agencies.csv.",
        "partners/populations.csv, row 2, column value: Write a value, or leave the year out.",
    ]
    assert not Area.objects.exists()
    assert not Partnership.objects.exists()


def test_constraints_of_the_database_come_back_as_sentences_with_their_rows(tmp_path):
    broken = {
        **WORLD,
        GROUPS: (
            "ref,partnership,name,cadence,cadence_unit\n"
            "g1,pdscp,One,6,\ng2,pdscp,Two,,\ng3,pdscp,Three,0,weeks\n"
        ),
        POPULATIONS: "ref,area,band,value,as_at\np1,ward,,1,2020\np2,ward,,2,2020\n",
    }

    assert refusal(write_pack(tmp_path, broken)) == [
        'partners/groups.csv, row 2: The row breaks the rule "cadence with unit". Correct the row.',
        'partners/groups.csv, row 4: The row breaks the rule "cadence with unit". Correct the row.',
        'partners/populations.csv, row 3: The row breaks the rule "once". Another row has the '
        "same area, measure, band, as_at. Change or remove one of the two.",
    ]
    assert not Area.objects.exists()


def test_a_cell_the_database_needs_is_named(tmp_path, readers):
    lax = declarations.Column("as_at", required=False)
    reader = readers[POPULATIONS]
    readers[POPULATIONS] = declarations.Reader(
        POPULATIONS, "", reader.model, (*reader.columns[:4], lax)
    )
    faults = refusal(
        write_pack(tmp_path, {**WORLD, POPULATIONS: "ref,area,value,as_at\np,ward,1,\n"})
    )

    assert faults == [
        "partners/populations.csv, row 2, column as_at: The cell is empty. Fill it in."
    ]


def test_a_rule_broken_only_once_all_is_there_is_told_without_a_row(tmp_path):
    selfish = "ref,partnership,name,reports_to\ng1,pdscp,One,g1\n"

    assert refusal(write_pack(tmp_path, {GROUPS: selfish})) == [
        'partners/groups.csv: A row breaks the rule "reports to another". Correct the file.'
    ]


def test_the_partnership_of_the_cover_must_be_known(tmp_path):
    path = write_pack(tmp_path, {}, {**COVER, "partnership": "elsewhere"})

    assert refusal(path) == [
        'pack.json, column partnership: There is no partnership "elsewhere" in the pack or in '
        "the portal. Correct its ref."
    ]


def test_a_heading_is_held_against_the_declaration(tmp_path):
    path = write_pack(tmp_path, {AREAS: "name,name,knid\nOne,One,ward\n"})

    assert refusal(path) == [
        "partners/areas.csv, row 1, column kind: The heading lacks this column. Add it.",
        'partners/areas.csv, row 1, column knid: There is no such column. Did you mean "kind"?',
        "partners/areas.csv, row 1, column name: The heading has this column twice. Keep one.",
        "partners/areas.csv, row 1, column ref: The heading lacks this column. Add it.",
    ]


def test_a_row_without_its_ref_and_a_ref_almost_right_are_told(tmp_path):
    path = write_pack(tmp_path, {AREAS: "ref,name,kind,parent\ncouncil,C,ward,\n,W,ward,counsil\n"})

    assert refusal(path) == [
        'partners/areas.csv, row 3, column parent: There is no area "counsil" in the pack or in '
        'the portal. Did you mean "council"?',
        "partners/areas.csv, row 3, column ref: The cell is empty. Fill it in.",
    ]


class Diag:
    column_name = None
    constraint_name = None
    message_primary = "unsupported Unicode escape sequence"


def test_what_the_database_cannot_hold_is_told_in_its_words(readers):
    error = DataError()
    error.__cause__ = ValueError()
    error.__cause__.diag = Diag

    assert fault_from(error, readers[AREAS], 2).sentence == (
        "The database cannot keep this row: unsupported Unicode escape sequence. Correct the row."
    )
    Diag.constraint_name = "partners_area_kind_key"
    assert fault_from(error, readers[AREAS], 2).sentence == (
        'The row breaks the rule "kind key". Correct the row.'
    )


def test_a_constraint_with_a_sentence_of_its_own_speaks_it(tmp_path, monkeypatch):
    [rule] = [c for c in Group._meta.constraints if c.name == "partners_group_cadence_with_unit"]
    monkeypatch.setattr(rule, "violation_error_message", "Give the number and its unit together.")
    path = write_pack(tmp_path, {GROUPS: "ref,partnership,name,cadence\ng,pdscp,G,6\n"})

    assert refusal(path)[0].endswith("Give the number and its unit together.")


def test_a_circle_that_cannot_be_begun_is_told(tmp_path, monkeypatch):
    monkeypatch.setattr(Rule, "nullable", False)
    path = write_pack(tmp_path, {AREAS: "ref,name,kind,parent\na,A,ward,b\nb,B,ward,a\n"})

    assert [fault.endswith("Break the circle.") for fault in refusal(path)] == [True, True]


def test_five_thousand_rows_take_seconds_and_few_queries(tmp_path, django_assert_max_num_queries):
    rows = "".join(f"a{n},Area {n},ward,top,\n" for n in range(5000))
    path = write_pack(tmp_path, {AREAS: f"ref,name,kind,parent,members\ntop,Top,ward,,\n{rows}"})

    with django_assert_max_num_queries(60):
        import_pack(path)
    with django_assert_max_num_queries(24):
        assert import_pack(path).changes == 0

    assert Area.objects.filter(parent__ref="top").count() == 5000
