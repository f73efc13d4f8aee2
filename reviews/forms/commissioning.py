"""What is said before a local review is commissioned, and who is asked to write it."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from partners.models import Agency, AgencyQuerySet
from portal import clock
from portal.clock import day_text
from portal.forms import DateField, paragraph
from portal.models import User
from reviews.forms.letting import LetInForm
from reviews.models import AgencyDeclaration, ReviewGrant, ScrutineerEntry

Answer = AgencyDeclaration.Answer


class ScrutinyForm(forms.Form):
    """What the scrutineer says of the decision to commission."""

    view = forms.ChoiceField(
        label="Your view",
        choices=ScrutineerEntry.View,
        widget=forms.RadioSelect,
        error_messages={"required": "Select your view"},
    )
    text = paragraph(
        "Your reasons",
        "Enter your reasons",
        "Among others, whether any agency decides about its own work. Do not name anybody.",
    )


class AskAgenciesForm(forms.Form):
    """Which agencies are asked about a conflict of interest, and all they are told."""

    agencies = forms.ModelMultipleChoiceField(
        Agency.objects.none(),
        label="Agencies to ask",
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "Select at least one agency",
            "invalid_choice": "Select agencies of the partnership",
        },
    )
    told = paragraph(
        "What the agencies are told",
        "Enter what the agencies are told",
        "Enough to know whether their own work is looked at. They see this and nothing else of "
        "the file. Do not name anybody.",
    )

    def __init__(self, *args: Any, agencies: AgencyQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered: Any = self.fields["agencies"]
        offered.queryset = agencies


class DeclarationForm(forms.Form):
    """Whether an agency has a conflict of interest."""

    answer = forms.ChoiceField(
        label="Does the agency have a conflict of interest?",
        help_text="A conflict shuts the file of this review to everybody who acts for the agency.",
        choices=Answer,
        widget=forms.RadioSelect,
        error_messages={"required": "Select whether there is a conflict of interest"},
    )
    reason = paragraph(
        "What the conflict is",
        "",
        "Needed when there is one. Do not name anybody.",
        required=False,
    )
    heard_from = forms.CharField(
        label="Who answered for the agency, and when",
        help_text="You do not act for this agency. Give a role, not a name.",
        max_length=160,
        error_messages={"required": "Enter who answered for the agency, and when"},
    )

    def __init__(self, *args: Any, own: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if own:
            del self.fields["heard_from"]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("answer") == Answer.CONFLICT and not cleaned.get("reason", "").strip():
            self.add_error("reason", "Enter what the conflict of interest is")
        cleaned.setdefault("heard_from", "")
        return cleaned


class ReviewerForm(forms.Form):
    """Who carries out the review, on which terms, from when until when."""

    person = forms.EmailField(
        label="Email address of the reviewer",
        help_text="They need an account. An access officer opens one.",
        error_messages={
            "required": "Enter the email address of the reviewer",
            "invalid": "Enter an email address in the correct format, like name@example.org",
        },
    )
    terms = paragraph("Terms of the engagement", "Enter the terms of the engagement")
    knowledge = paragraph(
        "Knowledge and skills",
        "Enter what the reviewer knows and can do",
        "Of practice, of research, of engaging practitioners and families, of looking without "
        "hindsight, and of writing clearly.",
    )
    independence = paragraph(
        "Why there is no conflict of interest",
        "Enter why there is no conflict of interest",
        "What the reviewer declared: no link, real or perceived, to the case or the agencies.",
    )
    engaged_on = DateField(
        label="First day of the engagement",
        help_text="For example, 14 9 2020",
        error_messages={"required": "Enter the first day of the engagement"},
    )
    ends_on = DateField(
        label="Last day of the engagement",
        help_text="Access to the file ends with this day, in 12 months at the latest.",
        error_messages={"required": "Enter the last day of the engagement"},
    )

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by = by

    def clean_person(self) -> User:
        return LetInForm.clean_person(self)  # type: ignore[arg-type]

    def clean_ends_on(self) -> date:
        day: date = self.cleaned_data["ends_on"]
        last = clock.add_months(clock.today(), ReviewGrant.LONGEST_MONTHS)
        if not clock.today() <= day <= last:
            raise ValidationError(f"Last day must be between today and {day_text(last)}")
        return day

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        first, last = cleaned.get("engaged_on"), cleaned.get("ends_on")
        if first and last and first > last:
            self.add_error("engaged_on", "First day must be no later than the last day")
        return cleaned


class KeyLineForm(forms.Form):
    """A question the review is to answer."""

    text = paragraph(
        "Key line of enquiry", "Enter the key line of enquiry", "One question. Do not name anybody."
    )


class DropForm(forms.Form):
    """Why a question is asked no longer."""

    reason = paragraph("Why it is dropped", "Enter why it is dropped")


class ProgressForm(forms.Form):
    """What the reviewer is asked in writing, and by when."""

    asked = paragraph(
        "What is asked",
        "Enter what is asked",
        "For example, how far the work is, what stands in its way, or a draft.",
    )
    due_on = DateField(
        label="Answer needed by",
        help_text="For example, 14 10 2020",
        error_messages={"required": "Enter the day by which the answer is needed"},
    )

    def clean_due_on(self) -> date:
        day: date = self.cleaned_data["due_on"]
        if day < clock.today():
            raise ValidationError("The answer cannot be needed before today. Enter a later date")
        return day


class AnswerForm(forms.Form):
    """What the reviewer answers."""

    answer = paragraph("Your answer", "Enter your answer")
