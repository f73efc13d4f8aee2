"""What is asked about classes of payers and tables of fees."""

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from partners.models import Agency, Group
from portal import clock
from portal.forms import DateField, paragraph
from portal.models import User
from training import access
from training.forms.money import PlaceForm
from training.forms.pounds import PoundsField
from training.models import Course, CourseLevel, FeeTable, Length, PayerClass
from training.money import step_in_words

STEPS = (1, 10, 50, 100, 500)  # pence
NARROW = {"class": "govuk-input--width-5"}


def from_today(day: date) -> None:
    """What is decided now begins today or later: nothing becomes dearer in hindsight."""
    if day < clock.today():
        raise ValidationError("The first day must be today or later", code="past")


def until_today(day: date) -> None:
    """A meeting that is written down has been held."""
    if day > clock.today():
        raise ValidationError("The day of the meeting must be today or earlier", code="to_come")


def name_field(what: str, most: int) -> forms.CharField:
    return forms.CharField(
        label="Name",
        max_length=most,
        error_messages={
            "required": f"Enter the name of the {what}",
            "max_length": f"The name must be {most} characters or fewer",
        },
    )


def usual_field() -> forms.BooleanField:
    return forms.BooleanField(
        label="The usual class: agencies that no class was given to pay by it",
        required=False,
    )


class PayerClassForm(PlaceForm):
    """A class of payers that is new."""

    name = name_field("class", 80)
    is_usual = usual_field()


class PayerClassEditForm(forms.Form):
    """What a class is called, and where it stands in lists."""

    name = name_field("class", 80)
    order = forms.IntegerField(
        label="Place in lists",
        help_text="1 comes first.",
        min_value=1,
        max_value=99,
        widget=forms.TextInput({"inputmode": "numeric", **NARROW}),
        error_messages={"required": "Enter the place in lists, like 3"},
    )
    is_usual = usual_field()


class ClassChoice(forms.Form):
    """Picks a class of one of the partnerships whose money this person runs."""

    payer_class = forms.ModelChoiceField(
        PayerClass.objects.none(),
        label="Class of payers",
        empty_label="Select a class",
        error_messages={
            "required": "Select a class",
            "invalid_choice": "Select a class of your partnership",
        },
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["payer_class"]
        field.queryset = access.own_payer_classes(user)


class PayerForm(ClassChoice):
    """Which class an agency pays by, from a day on."""

    agency = forms.ModelChoiceField(
        Agency.objects.none(),
        empty_label="Select an agency",
        error_messages={
            "required": "Select the agency",
            "invalid_choice": "Select an agency that books training here",
        },
    )
    since = DateField(
        label="From which day",
        help_text="Bookings made before that day keep what they cost.",
        error_messages={"required": "Enter the day from which it holds"},
    )
    field_order = ["agency", "payer_class", "since"]

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, user=user, **kwargs)
        field: Any = self.fields["agency"]
        field.queryset = access.paying_agencies(user)


class PayerFilter(ClassChoice):
    """Agencies by class, as they pay today or as they paid at any time."""

    NOW, EVER = "", "ever"
    when = forms.ChoiceField(
        label="When", required=False, choices=[(NOW, "Today"), (EVER, "At any time")]
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, user=user, **kwargs)
        field: Any = self.fields["payer_class"]
        field.required, field.empty_label = False, "All classes"

    def asked(self, name: str) -> Any:
        return self.cleaned_data.get(name) if self.is_valid() else None


class TableFacts(forms.Form):
    """What a table of fees is called, from when it holds, and why."""

    name = name_field("table", 120)
    since = DateField(
        label="First day on which bookings cost these fees",
        validators=[from_today],
        error_messages={"required": "Enter the first day on which bookings cost these fees"},
    )
    why = paragraph("Why is it proposed? (optional)", "", required=False)


class FeeTableForm(TableFacts, PlaceForm):
    """A table of fees that begins empty."""

    field_order = ["partnership", "name", "since", "why"]


class RaiseForm(TableFacts):
    """A table that takes over the fees of another, raised and rounded."""

    uplift = forms.DecimalField(
        label="Raise each fee by, in per cent",
        help_text="For example, 5 or 2.5. Enter 0 to take the fees over as they are.",
        min_value=0,
        max_value=100,
        decimal_places=2,
        widget=forms.TextInput({"inputmode": "decimal", **NARROW}),
        error_messages={
            "required": "Enter by how many per cent the fees are raised",
            "invalid": "The raise must be a number, like 5 or 2.5",
            "min_value": "The raise must be 0 per cent or more",
            "max_value": "The raise must be 100 per cent or less",
            "max_decimal_places": "The raise must have 2 decimal places or fewer",
        },
    )
    step = forms.TypedChoiceField(
        label="Round each fee to the nearest",
        help_text="Half goes up.",
        choices=[(step, step_in_words(step)) for step in STEPS],
        coerce=int,
        error_messages={"invalid_choice": "Select what fees are rounded to from the list"},
    )

    def clean_uplift(self) -> int:
        """Hundredths of a per cent."""
        return int(Decimal(self.cleaned_data["uplift"]) * 100)


class AmountForm(forms.Form):
    """What a place costs."""

    amount = PoundsField(
        label="A place costs, in pounds",
        least=0,
        help_text="For example, 80 or 12.50. Enter 0 where a place is free.",
        error_messages={
            "required": "Enter what a place costs, in pounds",
            "invalid": "What a place costs must be an amount in pounds, like 12.50",
        },
    )


class FeeForm(AmountForm):
    """What one class pays: for a course, for a level and a length, or for any course."""

    payer_class = forms.ModelChoiceField(
        PayerClass.objects.none(),
        label="Who pays",
        empty_label="Select a class of payers",
        error_messages={
            "required": "Select the class of payers",
            "invalid_choice": "Select a class of payers of this partnership",
        },
    )
    course = forms.ModelChoiceField(
        Course.objects.none(),
        label="For one course alone (optional)",
        required=False,
        empty_label="Any course",
        error_messages={"invalid_choice": "Select a course from the list"},
    )
    level = forms.ModelChoiceField(
        CourseLevel.objects.none(),
        label="For courses of a level (optional)",
        required=False,
        empty_label="Any level",
        error_messages={"invalid_choice": "Select a level from the list"},
    )
    length = forms.ChoiceField(
        label="For courses of a length (optional)",
        required=False,
        choices=[("", "Any length"), *Length.choices],
        error_messages={"invalid_choice": "Select a length from the list"},
    )
    field_order = ["payer_class", "course", "level", "length", "amount"]

    def __init__(self, *args: Any, user: User, table: FeeTable, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        at = table.partnership_id
        fields: Any = self.fields
        levels: Any = access.levels(user)
        fields["payer_class"].queryset = access.payer_classes(user).filter(partnership=at)
        fields["course"].queryset = access.courses_priced(user, table)
        fields["level"].queryset = levels.filter(partnership=at).on(table.since)

    def clean(self) -> dict[str, Any]:
        answers = super().clean() or {}
        if answers.get("course") and (answers.get("level") or answers.get("length")):
            self.add_error("course", "Select one course, or a level and a length, but not both")
        return answers


class TableApprovalForm(forms.Form):
    """Which group approved a table of fees, and when it met."""

    group = forms.ModelChoiceField(
        Group.objects.none(),
        label="Which group approved it?",
        empty_label="Select a group",
        error_messages={
            "required": "Select the group that approved it",
            "invalid_choice": "Select a group of this partnership",
        },
    )
    met_on = DateField(
        label="Day of the meeting",
        validators=[until_today],
        error_messages={"required": "Enter the day of the meeting"},
    )

    def __init__(self, *args: Any, table: FeeTable, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["group"]
        field.queryset = access.groups_at(table)
