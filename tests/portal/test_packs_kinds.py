"""Each kind of column reads what it writes, and refuses what is not of its kind."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.core.exceptions import ImproperlyConfigured

from partners.models import Area, Group, Partnership
from portal.importing import in_small_letters
from portal.packs import Column, Reader, readers, register
from portal.packs.checking import read_cell
from portal.packs.kinds import KINDS, Unreadable, read, shown
from portal.packs.readers import Rule


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        ("text", "as typed", "as typed"),
        ("list", "one;two three", ["one", "two three"]),
        ("references", "a;b", ["a", "b"]),
        ("partial date", "2019-09", "2019-09"),
        ("date", "2019-09-30", date(2019, 9, 30)),
        ("moment", "2019-09-30 14:30", datetime(2019, 9, 30, 13, 30, tzinfo=UTC)),
        ("moment", "2019-12-30 14:30:05", datetime(2019, 12, 30, 14, 30, 5, tzinfo=UTC)),
        ("moment", "2019-10-27 01:30:00+00:00", datetime(2019, 10, 27, 1, 30, tzinfo=UTC)),
        ("integer", "-1448", -1448),
        ("decimal", "98.30", Decimal("98.30")),
        ("boolean", "yes", True),
        ("boolean", "no", False),
        ("json", '{"a":[1,"é"]}', {"a": [1, "é"]}),
    ],
)
def test_a_cell_says_the_same_there_and_back(kind, text, value):
    assert read(kind, text) == value
    assert KINDS[kind].write(read(kind, text)) == text


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("partial date", "2019-9"),
        ("partial date", "September 2019"),
        ("date", "30/09/2019"),
        ("date", "2019-02-30"),
        ("date", "20190930"),
        ("moment", "2019-09-30"),
        ("moment", "2019-09-30 25:00"),
        ("integer", "1,448"),
        ("integer", "12.0"),
        ("decimal", "£5"),
        ("decimal", "NaN"),
        ("boolean", "maybe"),
        ("json", "{5}"),
    ],
)
def test_a_cell_of_another_kind_is_refused_with_what_to_write(kind, text):
    with pytest.raises(Unreadable) as refused:
        read(kind, text)

    assert str(refused.value) == f'"{text}" cannot be read. Write {KINDS[kind].advice}.'


def test_an_hour_that_the_clocks_left_out_is_refused():
    with pytest.raises(Unreadable, match="the clocks went forward"):
        read("moment", "2020-03-29 01:30")


def test_a_zero_character_is_refused():
    with pytest.raises(Unreadable, match="cannot be kept"):
        read("text", "a\x00b")


def test_long_cells_are_shortened_in_sentences():
    assert shown("x" * 61) == "x" * 57 + "..."


def test_columns_take_what_they_do_not_say_from_the_model():
    def rule(name, model=Group, **said):
        return Rule(Column(name, **said), model)

    assert rule("name").required
    assert rule("name").max_length == 160
    assert (rule("kind").kind, rule("kind").required) == ("choice", False)
    assert "panel" in rule("kind").choices
    assert (rule("members").kind, rule("reports_to").kind) == ("references", "reference")
    assert rule("reports_to").to is Group
    assert rule("reports_to", to="partners.Area").to is Area
    assert not rule("ref").required
    assert rule("live_from", Partnership).kind == "date"
    assert rule("started", Partnership, field="live_from").field.name == "live_from"


@pytest.mark.parametrize(
    ("column", "said"),
    [
        (Column("name", kind="number"), "unknown kind"),
        (Column("meetings"), "not a column"),
    ],
)
def test_a_declaration_that_cannot_be_is_refused_at_once(column, said):
    with pytest.raises(ImproperlyConfigured, match=said):
        Rule(column, Group)


def test_a_reference_must_say_where_it_points():
    with pytest.raises(ImproperlyConfigured, match="which model"):
        _ = Rule(Column("name", kind="reference"), Group).to


def test_a_file_is_declared_once(monkeypatch):
    monkeypatch.setattr(readers, "registry", {})
    reader = Reader("a.csv", "A", Group, (Column("ref"),))
    register(reader)

    with pytest.raises(ImproperlyConfigured, match="declared twice"):
        register(reader)


def test_validators_of_the_field_speak():
    with pytest.raises(Unreadable, match="does not fit"):
        read_cell(Rule(Column("cadence"), Group), "99999999")


def test_an_empty_cell_is_nothing_or_the_default_of_the_field():
    def blank(name, model=Group):
        return read_cell(Rule(Column(name), model), "")

    assert (blank("cadence"), blank("reports_to"), blank("purpose")) == (None, None, "")
    assert blank("kind") == Group.Kind.OTHER


def test_addresses_of_people_are_in_small_letters():
    assert not list(in_small_letters({"email": "a@example.org"}))
    assert [column for column, _ in in_small_letters({"email": "A@example.org"})] == ["email"]
