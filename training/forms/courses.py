"""What the catalogue says of a course."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from learning_hub.models import Audit, Recommendation, Resource, refuse_identifying
from partners.models import Agency, Partnership, Priority
from portal.forms import DateField, paragraph
from portal.models import User
from training import access
from training.forms.choosing import lines, offer, said_for_sure
from training.models import Course, CourseLevel, OriginKind

NARROW = {"class": "govuk-input--width-5"}
NOT_SAID = ("", "Not recorded")


def number(label: str, most: int, hint: str = "") -> forms.IntegerField:
    return forms.IntegerField(
        label=f"{label} (optional)",
        help_text=hint,
        required=False,
        min_value=1,
        max_value=most,
        widget=forms.TextInput({"inputmode": "numeric", **NARROW}),
        error_messages={
            "invalid": f"{label} must be a whole number, like 12",
            "min_value": f"{label} must be 1 or more",
            "max_value": f"{label} must be {most} or less",
        },
    )


class CourseForm(forms.Form):
    """A course, as the catalogue will show it."""

    edition = forms.IntegerField(required=False, widget=forms.HiddenInput)
    partnership = forms.ModelChoiceField(
        Partnership.objects.none(),
        label="Which partnership runs it?",
        error_messages={"required": "Select the partnership that runs the course"},
    )
    title = forms.CharField(
        label="Title",
        max_length=160,
        error_messages={"required": "Enter the title of the course"},
    )
    summary = paragraph("Summary (optional)", "", required=False)
    kind = forms.ChoiceField(
        label="Kind",
        choices=(*Course.Kind.choices, NOT_SAID),
        required=False,
        widget=forms.RadioSelect,
    )
    level = forms.ModelChoiceField(
        CourseLevel.objects.none(), label="Level (optional)", required=False, empty_label="No level"
    )
    audience = paragraph("Who it is for (optional)", "", required=False)
    outcomes = paragraph(
        "What people take away (optional)", "", hint="One outcome a line.", required=False
    )
    days = number("Days", 30)
    follow_up_days = number("Follow-up days", 30)
    hours = forms.DecimalField(
        label="Hours in all (optional)",
        required=False,
        min_value=0.5,
        max_value=999,
        max_digits=5,
        decimal_places=1,
        widget=forms.TextInput({"inputmode": "decimal", **NARROW}),
        error_messages={
            "invalid": "Hours must be a number, like 3.5",
            "min_value": "Hours must be half an hour or more",
        },
    )
    valid_months = number("Valid for how many months", 240, "Leave empty if it need not be renewed")
    parts_may_miss = number(
        "Parts somebody may miss",
        10,
        "For sessions of several parts. Leave empty if people have to come to all of them",
    )
    delivery = forms.ChoiceField(
        label="Who delivers it",
        choices=(*Course.Delivery.choices, NOT_SAID),
        required=False,
        widget=forms.RadioSelect,
    )
    family = forms.CharField(
        label="Family (optional)",
        help_text="A first course, its updates and refreshers share one name",
        max_length=80,
        required=False,
    )
    family_place = forms.ChoiceField(
        label="Place in the family",
        choices=(*Course.FamilyPlace.choices, ("", "It has no family")),
        required=False,
        widget=forms.RadioSelect,
    )
    prerequisites = forms.ModelMultipleChoiceField(
        Course.objects.none(),
        label="Courses needed before (optional)",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    equivalent = forms.CharField(
        label="What counts in their place (optional)",
        help_text="For example, level 2 training of your own agency in the last three years",
        max_length=200,
        required=False,
    )
    mandatory_for = forms.CharField(
        label="Job roles that must take it (optional)",
        help_text="One role a line",
        required=False,
        max_length=2000,
        widget=forms.Textarea({"rows": 3}),
    )
    open_to = forms.MultipleChoiceField(
        label="Sectors it is open to (optional)",
        help_text="Leave all empty if every agency may send people.",
        choices=Agency.Sector.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Select sectors from the list"},
    )
    trauma_checked_on = DateField(
        label="Checked to be trauma-informed on (optional)",
        help_text="For example, 27 3 2020",
        required=False,
    )
    resources = forms.ModelMultipleChoiceField(
        Resource.objects.none(),
        label="Resources of the learning hub (optional)",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    published = forms.BooleanField(
        label="Show it in the public catalogue", required=False, initial=True
    )

    def __init__(self, *args: Any, user: User, course: Course | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        here = access.run_partnerships(user)
        if course is None:
            said_for_sure(self, "partnership", here)
        else:
            del self.fields["partnership"]
            self.take_up(course)
            here = here.filter(pk=course.partnership_id)
        theirs = Course.objects.filter(partnership__in=here)
        if course is not None:
            theirs = theirs.exclude(pk=course.pk)
        offer(self, "prerequisites", theirs)
        offer(self, "level", access.levels(user).filter(partnership__in=here))
        offer(self, "resources", Resource.objects.filter(partnership__in=here))
        for name in ("level", "prerequisites", "resources"):
            if not self.fields[name].queryset.exists():  # type: ignore[attr-defined]
                del self.fields[name]

    def take_up(self, course: Course) -> None:
        """Begin with what stands there."""
        for name in self.fields:
            self.initial[name] = getattr(course, name)
        self.initial["parts_may_miss"] = course.parts_may_miss or None
        self.initial["mandatory_for"] = "\n".join(course.mandatory_for)
        for name in ("prerequisites", "resources"):
            self.initial[name] = getattr(course, name).all()

    def clean_kind(self) -> str | None:
        return self.cleaned_data["kind"] or None

    def clean_delivery(self) -> str | None:
        return self.cleaned_data["delivery"] or None

    def clean_parts_may_miss(self) -> int:
        return self.cleaned_data["parts_may_miss"] or 0

    def clean_mandatory_for(self) -> list[str]:
        roles = lines(self.cleaned_data["mandatory_for"])
        if any(len(role) > 80 for role in roles):
            raise ValidationError("Each job role must be 80 characters or fewer")
        return roles

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or {}
        if facts.get("family") and not facts.get("family_place"):
            self.add_error("family_place", "Select the place of the course in its family")
        if facts.get("family_place") and not facts.get("family"):
            self.add_error("family", "Enter the name of the family")
        return facts

    def read_again(self, edition: int) -> None:
        """Shown once more after somebody else's change: the next attempt knows of it."""
        self.data = self.data.copy()  # type: ignore[attr-defined]
        self.data["edition"] = str(edition)  # type: ignore[index]

    @property
    def facts(self) -> dict[str, Any]:
        """What the course will say; the edition and the partnership are said apart."""
        apart = ("edition", "partnership")
        return {name: fact for name, fact in self.cleaned_data.items() if name not in apart}


class OriginForm(forms.Form):
    """What a course answers. A review is named by its kind and public title, never by a link."""

    kind = forms.ChoiceField(
        label="What kind of thing does it answer?",
        choices=OriginKind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Select what the course answers"},
    )
    priority = forms.ModelChoiceField(
        Priority.objects.none(), label="Priority (optional)", required=False, empty_label="None"
    )
    audit = forms.ModelChoiceField(
        Audit.objects.none(), label="Audit (optional)", required=False, empty_label="None"
    )
    recommendation = forms.ModelChoiceField(
        Recommendation.objects.none(),
        label="Recommendation (optional)",
        required=False,
        empty_label="None",
    )
    title = forms.CharField(
        label="In words for the catalogue (optional)",
        help_text=(
            "Anybody can read this. Name a review only by the title under which it was published."
        ),
        max_length=200,
        required=False,
        validators=[refuse_identifying],
    )

    def __init__(self, *args: Any, partnership: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "priority", Priority.objects.filter(partnership=partnership))
        offer(self, "audit", Audit.objects.filter(partnership=partnership))
        offer(self, "recommendation", Recommendation.objects.filter(partnership=partnership))

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or {}
        linked = any(facts.get(name) for name in ("priority", "audit", "recommendation"))
        if not linked and not facts.get("title") and "title" not in self.errors:
            self.add_error("title", "Enter what the course answers, or select it above")
        return facts
