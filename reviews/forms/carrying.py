"""What carries a recommendation into practice, and what a check of impact found."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.db.models import Model, QuerySet

from portal.files import UploadField, UploadForm
from portal.forms import paragraph
from portal.products import Kind
from reviews.forms.questions import choice, line, past_day
from reviews.forms.recommendations import day_to_come
from reviews.models import ImpactCheck

Offered = Mapping[Kind, QuerySet[Any]]
POST = 160


class ProductForm(forms.Form):
    """Something of the portal, or something outside it by its name."""

    subject = forms.ChoiceField(
        label="Something in the portal",
        required=False,
        help_text="A resource, learning point, group, course or conference.",
        error_messages={"invalid_choice": "Select something from the list"},
    )
    title = line(
        "Or something outside it", 200, hint="Its name, such as a programme or a protocol."
    )
    version = line(
        "Version", 60, hint="Which version answers the recommendation, if there are several."
    )
    used_where = paragraph(
        "Where it is used",
        "",
        "Teams, services or places. Leave it empty if it is not known yet.",
        required=False,
    )

    def __init__(self, *args: Any, offered: Offered, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.things: dict[str, Model] = {}
        groups: list[tuple[str, list[tuple[str, str]]]] = []
        for kind, rows in offered.items():
            things = {f"{kind.model}:{thing.pk}": thing for thing in rows}
            self.things |= things
            lines = [(key, str(thing)) for key, thing in things.items()]
            groups += [(kind.label, lines)] if lines else []
        field: Any = self.fields["subject"]
        field.choices = [("", "None"), *groups]

    def clean(self) -> dict[str, Any]:
        answers = super().clean() or {}
        chosen, title = answers.get("subject"), answers.get("title", "")
        if bool(chosen) == bool(title) and not self.errors:
            self.add_error(
                "subject", "Select something in the portal, or name something outside it"
            )
        return answers | {"subject": self.things.get(chosen or "")}


class ImpactPlanForm(forms.Form):
    """When somebody looks whether practice changed, and at what."""

    due_on = day_to_come("Date of the check", "Enter the date of the check")
    measure = paragraph(
        "What will show the change",
        "Enter what will show the change",
        "For example, an audit of ten records, or what families say. Name nobody.",
    )
    looks = line("Who looks", POST, "Enter who looks", "A post, not a name.")


class ImpactForm(UploadForm):
    """What was found, and what shows it."""

    result = choice("Did practice change?", ImpactCheck.Result, "Select whether practice changed")
    found = paragraph("What was found", "Enter what was found", "Name nobody.")
    evidence = paragraph(
        "What shows it",
        "",
        "Needed when practice changed, also in part. For example, the audit and its figures.",
        required=False,
    )
    uploads = UploadField(
        label="Files that show it",
        required=False,
        note="Who works on the review can open them. No file may name a child.",
    )
    found_on = past_day("Date of the check", "Enter the date of the check")
    found_by = line("Who looked", POST, "Enter who looked", "A post, not a name.")
    again_on = day_to_come(
        "Check again on", "", required=False, hint="Leave it empty if no further check is needed."
    )

    def clean(self) -> dict[str, Any]:
        answers = super().clean() or {}
        shown = answers.get("result") in (ImpactCheck.Result.CHANGED, ImpactCheck.Result.PARTLY)
        if shown and not answers.get("evidence", "").strip():
            self.add_error("evidence", "Enter what shows that practice changed")
        return answers
