"""What the record is narrowed to."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.db.models import QuerySet

from portal import chronicle, clock
from portal.chronicle import World
from portal.forms import DateField
from portal.models import User


class RecordFilter(forms.Form):
    """Lines of the record by person, kind and day. Each box may be left empty."""

    person = forms.ModelChoiceField(
        User.objects.none(),
        required=False,
        empty_label="Everybody",
        error_messages={"invalid_choice": "Select a person of your partnership"},
    )
    kind = forms.ChoiceField(
        required=False,
        choices=[("", "Everything"), *chronicle.KINDS.items()],
        error_messages={"invalid_choice": "Select one of the kinds in the list"},
    )
    since = DateField(label="From", required=False)
    until = DateField(label="To", required=False)

    def __init__(self, *args: Any, people: QuerySet[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered: Any = self.fields["person"]
        offered.queryset = people

    def clean(self) -> dict[str, Any]:
        typed: dict[str, Any] = super().clean() or {}
        since, until = typed.get("since"), typed.get("until")
        if since and until and until < since:
            self.add_error("until", "To must be the same day as From or later")
        return typed

    def narrow(self, world: World) -> World:
        """The lines that fit; none while an answer makes no sense."""
        if not self.is_valid():
            return {name: rows.none() for name, rows in world.items()}
        typed = self.cleaned_data
        kept = {name: rows for name, rows in world.items() if typed["kind"] in ("", name)}
        if typed["person"]:
            kept = {name: rows.filter(by=typed["person"]) for name, rows in kept.items()}
        return {name: on_days(rows, typed["since"], typed["until"]) for name, rows in kept.items()}


def on_days(rows: QuerySet[Any], since: date | None, until: date | None) -> QuerySet[Any]:
    """Rows of the days between two days in London, both included."""
    if since:
        rows = rows.filter(at__gte=clock.london_midnight(since))
    if until:
        rows = rows.filter(at__lt=clock.london_midnight(until + timedelta(days=1)))
    return rows
