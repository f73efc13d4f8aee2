"""What happened: as a referral tells it, and as the review lead puts it right."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet

from partners.models import Agency, Area, Partnership
from portal.forms import paragraph
from reviews.forms.questions import choice, line, past_day
from reviews.forms.versions import VersionedForm
from reviews.models import Incident

Place = tuple[Agency, Partnership]
NO_NAMES = "Do not name the child, the family or a worker here."
ROUTES = [
    (
        Incident.Route.CRITERIA.value,
        "A child died or was seriously harmed, and abuse or neglect is known or suspected",
    ),
    (Incident.Route.LEARNING.value, "There may be learning in it for several agencies"),
    (Incident.Route.PANEL.value, "The national Panel advised it"),
]


class IncidentFields(forms.Form):
    """The questions about what happened, the same for whoever answers them."""

    route = choice("Why do you refer the case?", ROUTES, "Select why you refer the case")
    advised_on = past_day(
        "When did the national Panel advise it?",
        hint="Only when it did. Leave it empty if the day is not known.",
    )
    advice_reference = line(
        "Which reference has the advice of the Panel?",
        60,
        hint=f"Such as the reference of its letter. {NO_NAMES}",
    )
    summary = paragraph(
        "What happened, in short?",
        "Enter what happened, in short",
        f"What is known now. {NO_NAMES}",
    )
    happened_on = past_day("When did it happen?", hint="Leave it empty if it is not known.")
    happened_in = forms.ModelChoiceField(
        Area.objects.none(),
        label="In which area did it happen?",
        required=False,
        empty_label="Not known, or outside England",
        error_messages={"invalid_choice": "Select an area from the list"},
    )
    outside_england = forms.BooleanField(label="It happened outside England", required=False)
    home_area = forms.ModelChoiceField(
        Area.objects.none(),
        label="In which area does the child normally live?",
        required=False,
        empty_label="Not known",
        error_messages={"invalid_choice": "Select an area from the list"},
    )
    aware_on = past_day(
        "When did the local authority become aware of it?",
        hint="The 5 working days for the notification run from this day. Leave it empty if it is "
        "not known.",
    )
    other_processes = paragraph(
        "Which other processes run?",
        "",
        f"Such as a police investigation, an inquest or care proceedings. {NO_NAMES}",
        required=False,
    )

    def __init__(self, *args: Any, areas: QuerySet[Area], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("happened_in", "home_area"):
            offered: Any = self.fields[name]
            offered.queryset = areas

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        happened, aware = cleaned.get("happened_on"), cleaned.get("aware_on")
        if isinstance(happened, date) and isinstance(aware, date) and aware < happened:
            self.add_error(
                "aware_on", "The local authority became aware on or after the day it happened"
            )
        if cleaned.get("outside_england") and cleaned.get("happened_in"):
            self.add_error("happened_in", "Select an area, or that it happened outside England")
        for name in ("advised_on", "advice_reference"):
            if cleaned.get(name) and cleaned.get("route") not in ("", None, Incident.Route.PANEL):
                self.add_error(
                    name, "Leave this empty, or select above that the national Panel advised it"
                )
        return cleaned


class ReferralForm(IncidentFields):
    """A case, as somebody refers it. The children follow on the same page."""

    place = choice(
        "For which agency do you refer it?", (), "Select for which agency you refer the case"
    )

    field_order = ("place",)

    def __init__(self, *args: Any, places: Iterable[Place], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.places = {f"{one.pk}.{at.pk}": (one, at) for one, at in places}
        offered: Any = self.fields["place"]
        offered.choices = [(key, f"{one}, {at}") for key, (one, at) in self.places.items()]
        if len(self.places) == 1:
            self.initial.setdefault("place", next(iter(self.places)))

    def clean_place(self) -> Place:
        return self.places[self.cleaned_data["place"]]

    @property
    def facts(self) -> dict[str, Any]:
        """Fields of the incident, without the place it is referred from."""
        return {name: value for name, value in self.cleaned_data.items() if name != "place"}


class IncidentForm(IncidentFields, VersionedForm):
    """What happened, put right by the review lead."""

    others = paragraph(
        "What is known of further children?",
        "",
        f"A file takes four children; a fifth stands here. {NO_NAMES}",
        required=False,
    )
    reason = paragraph(
        "Why does the day of awareness change?",
        "",
        "Needed when clocks run from it already.",
        required=False,
    )

    @property
    def facts(self) -> dict[str, Any]:
        """Fields of the incident, without the version and the reason."""
        kept = ("seen", "reason")
        return {name: value for name, value in self.cleaned_data.items() if name not in kept}
