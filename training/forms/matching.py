"""Whose booking it is, and which bookings are shown."""

from typing import Any

from django import forms
from django.db.models import Q

from portal.forms import EmailField
from portal.models import User
from training.access.matching import Candidate, people_at
from training.models import BookingQuerySet

NOBODY, OTHER = "nobody", "other"


class UnmatchedFilter(forms.Form):
    """Which bookings of the list are shown."""

    q = forms.CharField(label="Name or address", required=False, max_length=120)
    show = forms.ChoiceField(
        label="Show",
        choices=(
            ("", "To be looked at"),
            (NOBODY, "Nobody we know"),
            ("found", "Found by hand or address"),
        ),
        required=False,
        error_messages={"invalid_choice": "Select what to show from the list"},
    )

    def narrow(self, places: BookingQuerySet) -> BookingQuerySet:
        shown, q = "", ""
        if self.is_valid():
            shown, q = self.cleaned_data["show"], self.cleaned_data["q"]
        states = {
            NOBODY: Q(person=None, matching__found=False),
            "found": Q(person__isnull=False),
        }
        still_open = Q(person=None) & (Q(matching=None) | Q(matching__found=True))
        named = Q(delegate__icontains=q) | Q(address__icontains=q)
        return places.filter(states.get(shown, still_open), named)


class WhoForm(forms.Form):
    """Whose booking this is: one who may be meant, somebody else, or nobody we know."""

    who = forms.ChoiceField(
        label="Whose booking is it?",
        widget=forms.RadioSelect,
        error_messages={
            "required": "Select whose booking it is",
            "invalid_choice": "Select whose booking it is",
        },
    )
    address = EmailField(
        label="Email address of somebody else (optional)",
        help_text="The address they sign in with. Needed only where you selected somebody else.",
        required=False,
    )

    def __init__(self, *args: Any, candidates: list[Candidate], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(one.person.pk): one.person for one in candidates}
        meant = [
            (str(one.person.pk), f"{one.person.name}, {one.person.email} ({one.because})")
            for one in candidates
        ]
        self.fields["who"].choices = [  # type: ignore[attr-defined]
            *meant,
            (OTHER, "Somebody else with an account"),
            (NOBODY, "Nobody we know"),
        ]

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or {}
        if facts.get("who") == OTHER and "address" not in self.errors:
            self.find(facts.get("address") or "")
        return facts

    def find(self, address: str) -> None:
        if not address:
            self.add_error("address", "Enter the email address they sign in with")
            return
        known = people_at({address.strip().lower()})
        if not known:
            self.add_error("address", "Nobody here signs in with this address")
        self.people[OTHER] = next(iter(known.values()), None)  # type: ignore[assignment]

    @property
    def person(self) -> User | None:
        """None: nobody we know."""
        return self.people.get(self.cleaned_data["who"])
