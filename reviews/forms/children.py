"""Children of a case: what is known of them, and, for the seal, who they are."""

from typing import Any

from django import forms

from portal.forms import paragraph
from reviews.actions.referring import ChildTold
from reviews.forms.questions import KNOWN, SAID, known_choice, line, past_day
from reviews.forms.versions import VersionedForm
from reviews.models import MOST, Child, Identity

IDENTITY = ("name", "other_names", "born", "addresses", "school")
DISABLED = (("yes", "Yes"), ("no", "No"))


class ChildFacts(forms.Form):
    """What tells of a child without saying who it is."""

    age = known_choice("Age", Child.Age.choices)
    sex = known_choice("Sex", Child.Sex.choices)
    ethnicity = line("Ethnicity", 60, hint="As recorded. Leave it empty if it is not known.")
    disability = known_choice("Disabled", DISABLED)
    harm = known_choice("What happened to the child", Child.Harm.choices)
    care = known_choice("Looked after", Child.Care.choices)
    death_known_on = past_day(
        "When did the local authority know of the death?", hint="Only if the child died."
    )

    def clean_disability(self) -> bool | None:
        return KNOWN.get(self.cleaned_data["disability"] or "not known")

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("death_known_on") and cleaned.get("harm") != Child.Harm.DIED:
            self.add_error("harm", "Select that the child died, or take out the day of the death")
        return cleaned


class IdentityFields(forms.Form):
    """Who a child is. Sealed when it is sent, and opened by the review lead only."""

    name = line("Full name", 160, hint="For a child not born yet, the name of the mother.")
    other_names = paragraph(
        "Other names, and names of the family",
        "",
        "One a line. A published text is searched for all of them.",
        required=False,
    )
    born = line("Date of birth", 60, hint="Or the day on which the child is expected.")
    addresses = paragraph("Addresses", "", "One a line.", required=False)
    school = line("School, nursery or college", 160)

    @property
    def identity(self) -> Identity:
        return Identity(**{name: self.cleaned_data[name].strip() for name in IDENTITY})


class NewChildForm(ChildFacts, IdentityFields):
    """A child as it is first told of."""

    field_order = IDENTITY

    @property
    def child_facts(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ChildFacts.base_fields}

    @property
    def told(self) -> ChildTold:
        return ChildTold(self.child_facts, self.identity)


class ReferredChildForm(NewChildForm):
    """A child of a referral: the first needs a name, or to be known as not born yet."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if self.has_changed() and not cleaned.get("name") and cleaned.get("age") != "unborn":
            self.add_error("name", "Enter the full name, or select that the child is not born yet")
        return cleaned


ReferredChildren = forms.formset_factory(
    ReferredChildForm,
    extra=MOST,
    max_num=MOST,
    absolute_max=MOST,
    min_num=0,
)


class ChildForm(ChildFacts, VersionedForm):
    """What is known of a child, put right. Who it is has a page of its own."""

    pseudonym = line(
        "Pseudonym",
        40,
        "Enter the pseudonym by which the child is known",
        "What every page calls the child, and later the published review. Never a real name.",
    )
    field_order = ("pseudonym",)

    def stands(self) -> dict[str, Any]:
        known = SAID[self.row.disability]  # type: ignore[attr-defined]
        return {**super().stands(), "disability": "" if known == "not known" else known}


class ReasonForm(forms.Form):
    """Why somebody does something that is written down."""

    reason = paragraph("Reason", "Enter the reason")

    def __init__(self, *args: Any, label: str, missing: str, hint: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["reason"]
        field.label, field.help_text = label, hint
        field.error_messages["required"] = missing
