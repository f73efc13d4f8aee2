"""What forms of the programme share: offering rows to choose from, and lines of text."""

from typing import Any, cast

from django import forms
from django.db.models import QuerySet


def offer(form: forms.Form, name: str, rows: QuerySet[Any]) -> None:
    """What a question lets people choose from."""
    cast("forms.ModelChoiceField[Any]", form.fields[name]).queryset = rows


def offer_any(form: forms.Form, name: str, rows: QuerySet[Any]) -> None:
    """Offer rows, asked for once; where there are none, nobody is asked to choose."""
    found = list(rows)
    if not found:
        del form.fields[name]
        return
    offer(form, name, rows)
    field = cast("forms.ModelChoiceField[Any]", form.fields[name])
    none = [] if field.empty_label is None else [("", field.empty_label)]
    field.choices = [*none, *((row.pk, field.label_from_instance(row)) for row in found)]


def said_for_sure(form: forms.Form, name: str, rows: QuerySet[Any]) -> None:
    """Offer rows, and answer for the reader where there is only one."""
    offer(form, name, rows)
    found = list(rows[:2])
    if len(found) == 1:
        form.fields[name].widget = forms.HiddenInput()
        form.initial[name] = found[0].pk


def lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]
